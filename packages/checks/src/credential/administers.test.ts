import type { Credential } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialAdministers } from './administers.ts';

const token = (overrides: Partial<Credential>) =>
  aCredentialView({ access: 'unknown', ...overrides });

describe('credential-administers', () => {
  it.each([
    ['fails administrative access', token({ access: 'admin' }), 'fail'],
    ['fails the role of an owner', token({ attributes: { role: 'Owner' } }), 'fail'],
    ['passes a lower role', token({ attributes: { role: 'developer' } }), 'pass'],
    ['passes access that only writes', token({ access: 'write' }), 'pass'],
    ['cannot tell what was not told', token({}), 'unknown'],
    [
      'leaves keys of the account owner to their own check',
      token({ access: 'admin', attributes: { isRoot: true } }),
      'not-applicable',
    ],
    ['does not concern what ends by itself', token({ kind: 'session' }), 'not-applicable'],
    ['skips what is revoked', token({ access: 'admin', status: 'revoked' }), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(credentialAdministers, view).result).toBe(expected);
  });

  it.each([
    ['owner', 'high'],
    ['maintainer', 'medium'],
  ] as const)('weighs the role %s as %s', (role, severity) => {
    expect(judge(credentialAdministers, token({ attributes: { role } }))).toMatchObject({
      severity,
    });
  });
});
