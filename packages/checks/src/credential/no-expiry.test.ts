import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialNoExpiry } from './no-expiry.ts';

describe('credential-no-expiry', () => {
  it.each([
    ['passes any end date', { expiresAt: seen(daysAgo(-9000)) }, 'pass'],
    ['fails what is known never to end', { expiresAt: never }, 'fail'],
    [
      'does not take silence for "never"',
      { expiresAt: unknown('a file does not tell') },
      'unknown',
    ],
    ['judges a token that carries its own claims', { kind: 'jwt', expiresAt: never }, 'fail'],
    ['skips what is no static secret', { kind: 'certificate', expiresAt: never }, 'not-applicable'],
    [
      'skips what the provider itself changes',
      { attributes: { providerManaged: true }, expiresAt: never },
      'not-applicable',
    ],
    [
      'fails a key that a customer holds',
      { attributes: { providerManaged: false }, expiresAt: never },
      'fail',
    ],
    ['skips what is revoked', { status: 'revoked', expiresAt: never }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(credentialNoExpiry, aCredentialView(credential)).result).toBe(expected);
  });

  it.each([
    ['admin', 'high'],
    ['write', 'medium'],
    ['read', 'low'],
    ['unknown', 'low'],
  ] as const)('weighs %s access as %s', (access, severity) => {
    const outcome = judge(credentialNoExpiry, aCredentialView({ expiresAt: never, access }));

    expect(outcome).toMatchObject({ severity, evidence: { access } });
  });
});
