import type { Credential } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { aCredentialView, anIdentityView, judge } from '../testing/index.ts';
import { tokenNoNetworkLimit } from './no-network-limit.ts';

const token = (networkRestricted?: boolean, more: Partial<Credential> = {}) =>
  aCredentialView({
    kind: 'api-key',
    ...more,
    attributes: networkRestricted === undefined ? {} : { networkRestricted },
  });

describe('token-no-network-limit', () => {
  it.each([
    ['fails a token without limit', token(false), 'fail'],
    ['passes one with a limit', token(true), 'pass'],
    ['cannot tell what was not told', token(), 'unknown'],
    ['does not concern certificates', token(false, { kind: 'certificate' }), 'not-applicable'],
    ['skips what was revoked', token(false, { status: 'revoked' }), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(tokenNoNetworkLimit, view).result).toBe(expected);
  });

  it('takes the limit of its holder', () => {
    const holder = anIdentityView({ identity: { attributes: { networkRestricted: true } } });

    expect(judge(tokenNoNetworkLimit, aCredentialView({ kind: 'token' }, { holder })).result).toBe(
      'pass',
    );
  });

  it.each([
    ['admin', 'high'],
    ['write', 'medium'],
    ['read', 'low'],
  ] as const)('weighs access %s as %s', (access, severity) => {
    expect(judge(tokenNoNetworkLimit, token(false, { access }))).toMatchObject({ severity });
  });
});
