import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenGrant, judge, nothingRead } from '../testing/index.ts';
import { accessClusterAdmin } from './cluster-admin.ts';

const role = (clusterAdmin: boolean, on = '*') =>
  aSeenGrant({ name: 'cluster-admin', attributes: { clusterAdmin } }, { on });

describe('access-cluster-admin', () => {
  it.each([
    ['passes other roles of a cluster', { grants: [role(false)] }, 'pass'],
    ['fails the administration of a cluster', { grants: [role(false), role(true)] }, 'fail'],
    [
      'fails on what was seen although more was not read',
      { grants: [role(true)], coverage: nothingRead },
      'fail',
    ],
    ['cannot tell when a role was not read', { grants: [aSeenGrant(null)] }, 'unknown'],
    ['cannot tell when grants were not read', { coverage: nothingRead }, 'unknown'],
    ['does not concern grants elsewhere', { grants: [aSeenGrant()] }, 'not-applicable'],
    [
      'does not concern what the cluster runs',
      { identity: { attributes: { providerManaged: true } }, grants: [role(true)] },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, grants: [role(true)] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(accessClusterAdmin, anIdentityView(view)).result).toBe(expected);
  });

  it('weighs one namespace less', () => {
    expect(judge(accessClusterAdmin, anIdentityView({ grants: [role(true, 'shop')] }))).toEqual({
      result: 'fail',
      because: 'cluster-admin is bound to it in shop',
      evidence: { role: 'cluster-admin', on: 'shop' },
      severity: 'medium',
    });
  });
});
