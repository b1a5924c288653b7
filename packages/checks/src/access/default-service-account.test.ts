import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenGrant, judge, nothingRead } from '../testing/index.ts';
import { accessDefaultServiceAccount } from './default-service-account.ts';

const isDefault = { identity: { attributes: { defaultServiceAccount: true } } };
const isOwn = { identity: { attributes: { defaultServiceAccount: false } } };

describe('access-default-service-account', () => {
  it.each([
    ['passes a default account without rights', isDefault, 'pass'],
    ['fails one with rights', { ...isDefault, grants: [aSeenGrant()] }, 'fail'],
    [
      'fails one with rights that were not read',
      { ...isDefault, grants: [aSeenGrant(null)] },
      'fail',
    ],
    [
      'does not count an empty role',
      { ...isDefault, grants: [aSeenGrant({ access: 'none' })] },
      'pass',
    ],
    ['cannot tell when grants were not read', { ...isDefault, coverage: nothingRead }, 'unknown'],
    ['cannot tell when the source is silent', { grants: [aSeenGrant()] }, 'unknown'],
    [
      'does not concern an account of a workload',
      { ...isOwn, grants: [aSeenGrant()] },
      'not-applicable',
    ],
    [
      'does not concern roles',
      { identity: { kind: 'role' }, grants: [aSeenGrant()] },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { identity: { ...isDefault.identity, status: 'disabled' } },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(accessDefaultServiceAccount, anIdentityView(view)).result).toBe(expected);
  });

  it('weighs administrative rights more', () => {
    const view = anIdentityView({
      ...isDefault,
      grants: [aSeenGrant({ access: 'admin', name: 'edit' })],
    });

    expect(judge(accessDefaultServiceAccount, view)).toMatchObject({
      severity: 'high',
      because: 'every workload without an account of its own has edit',
    });
  });

  it.each([
    ['roles/editor', 'high'],
    ['Editor', 'high'],
    ['roles/bigquery.dataEditor', 'medium'],
  ] as const)('weighs %s as %s', (name, severity) => {
    const view = anIdentityView({ ...isDefault, grants: [aSeenGrant({ access: 'write', name })] });

    expect(judge(accessDefaultServiceAccount, view)).toMatchObject({ severity });
  });
});
