import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenGrant, judge, nothingRead } from '../testing/index.ts';
import { accessReadsSecrets } from './reads-secrets.ts';

const role = (readsSecrets: boolean, on = 'shop') =>
  aSeenGrant({ name: 'operator', attributes: { readsSecrets } }, { on });
const named = aSeenGrant(
  { name: 'one secret', attributes: { readsSecrets: true, secretsLimited: true } },
  { on: 'shop' },
);
const admin = aSeenGrant({ access: 'admin', attributes: { readsSecrets: true } }, { on: '*' });

describe('access-reads-secrets', () => {
  it.each([
    ['passes when it may not', { grants: [role(false)] }, 'pass'],
    ['fails when it may in a namespace', { grants: [role(true)] }, 'fail'],
    ['passes when those that it may read are named', { grants: [named] }, 'pass'],
    ['fails when another role reads the others too', { grants: [named, role(true)] }, 'fail'],
    [
      'cannot tell when more than the named ones may have been granted',
      { grants: [named], coverage: nothingRead },
      'unknown',
    ],
    [
      'fails when it is told that they are not limited',
      {
        grants: [aSeenGrant({ attributes: { readsSecrets: true, secretsLimited: false } })],
      },
      'fail',
    ],
    [
      'fails on what was seen although more was not read',
      { grants: [role(true)], coverage: nothingRead },
      'fail',
    ],
    ['leaves administrators to their own check', { grants: [admin] }, 'pass'],
    ['cannot tell when the source is silent', { grants: [aSeenGrant()] }, 'unknown'],
    ['cannot tell when a role was not read', { grants: [aSeenGrant(null)] }, 'unknown'],
    ['cannot tell when grants were not read', { coverage: nothingRead }, 'unknown'],
    [
      'does not concern what the provider runs',
      { identity: { attributes: { providerManaged: true } }, grants: [role(true)] },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, grants: [role(true)] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(accessReadsSecrets, anIdentityView(view)).result).toBe(expected);
  });

  it('weighs all secrets of a cluster more, in any order', () => {
    for (const grants of [
      [role(true), role(true, '*')],
      [role(true, '*'), role(true)],
    ]) {
      expect(judge(accessReadsSecrets, anIdentityView({ grants }))).toMatchObject({
        severity: 'high',
        evidence: { entitlement: 'operator', on: '*' },
      });
    }
  });
});
