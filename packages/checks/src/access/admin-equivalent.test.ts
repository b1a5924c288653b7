import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenGrant, judge, nothingRead } from '../testing/index.ts';
import { accessAdminEquivalent } from './admin-equivalent.ts';

const admin = { access: 'admin', name: 'AdministratorAccess' } as const;
const reader = aSeenGrant();

describe('access-admin-equivalent', () => {
  it.each([
    ['passes when all grants are read and none is administrative', { grants: [reader] }, 'pass'],
    ['fails an administrative grant', { grants: [reader, aSeenGrant(admin)] }, 'fail'],
    [
      'fails on what was seen although more was not read',
      { grants: [aSeenGrant(admin)], coverage: nothingRead },
      'fail',
    ],
    [
      'fails what the provider shows as an administrator',
      { identity: { access: 'admin' } },
      'fail',
    ],
    ['cannot tell when an entitlement was not read', { grants: [aSeenGrant(null)] }, 'unknown'],
    [
      'cannot tell when an entitlement was not understood',
      { grants: [aSeenGrant({ access: 'unknown' })] },
      'unknown',
    ],
    ['cannot tell when grants were not read', { coverage: nothingRead }, 'unknown'],
    [
      'leaves clusters to their own check',
      { grants: [aSeenGrant({ ...admin, attributes: { clusterAdmin: true } })] },
      'not-applicable',
    ],
    [
      'does not concern what the provider runs',
      { identity: { attributes: { providerManaged: true } }, grants: [aSeenGrant(admin)] },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, grants: [aSeenGrant(admin)] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(accessAdminEquivalent, anIdentityView(view)).result).toBe(expected);
  });

  it('names the grant and the way it comes by', () => {
    const view = anIdentityView({ grants: [aSeenGrant(admin, { on: '*', via: 'group ops' })] });

    expect(judge(accessAdminEquivalent, view)).toEqual({
      result: 'fail',
      because: 'AdministratorAccess through group ops is administrative on *',
      evidence: { entitlement: 'AdministratorAccess', on: '*', via: 'group ops' },
    });
  });

  it.each([
    ['under a condition', aSeenGrant(admin, { conditional: true })],
    ['inside a namespace', aSeenGrant({ ...admin, attributes: { namespaced: true } })],
  ])('weighs administration %s less', (_, grant) => {
    expect(judge(accessAdminEquivalent, anIdentityView({ grants: [grant] }))).toMatchObject({
      severity: 'medium',
    });
  });

  it('lets one unlimited grant outweigh limited ones, in any order', () => {
    const limited = aSeenGrant(admin, { conditional: true });
    const unlimited = aSeenGrant(admin);

    for (const grants of [
      [limited, unlimited],
      [unlimited, limited],
    ]) {
      expect(judge(accessAdminEquivalent, anIdentityView({ grants }))).not.toHaveProperty(
        'severity',
      );
    }
  });

  it('is critical for an identity of the platform, which nobody has to steal', () => {
    const view = anIdentityView({
      identity: { attributes: { platformIdentity: true } },
      grants: [aSeenGrant(admin, { on: 'subscription-1' })],
    });

    expect(judge(accessAdminEquivalent, view)).toMatchObject({
      severity: 'critical',
      because:
        'AdministratorAccess is administrative on subscription-1, for whoever can run code on what it is attached to',
    });
  });

  it('leaves superusers of databases to their own check', () => {
    const view = anIdentityView({
      identity: { kind: 'database-login', access: 'admin', attributes: { superuser: true } },
    });

    expect(judge(accessAdminEquivalent, view).result).toBe('not-applicable');
  });
});
