import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialClassicToken } from './classic-token.ts';

const classic = { attributes: { classic: true } };

describe('credential-classic-token', () => {
  it.each([
    ['fails a classic token', classic, 'fail'],
    ['passes a fine-grained one', { attributes: { classic: false } }, 'pass'],
    [
      'tells it by the form of the token',
      { attributes: { tokenType: 'personal access token (classic)' } },
      'fail',
    ],
    [
      'tells a fine-grained one by its form',
      { attributes: { tokenType: 'personal access token (fine-grained)' } },
      'pass',
    ],
    [
      'does not concern tokens of apps',
      { attributes: { tokenType: 'OAuth access token' } },
      'not-applicable',
    ],
    ['cannot tell when the source is silent', { provider: 'github' }, 'unknown'],
    ['does not ask it where there is one kind only', {}, 'not-applicable'],
    [
      'does not concern a token that never was one',
      { attributes: { classic: true, checksum: 'invalid' } },
      'not-applicable',
    ],
    ['does not ask of other kinds', { kind: 'ssh-key', ...classic }, 'not-applicable'],
    ['skips what is revoked', { status: 'revoked', ...classic }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(credentialClassicToken, aCredentialView(credential)).result).toBe(expected);
  });

  it('weighs a token that may write everywhere more', () => {
    const token = aCredentialView({ ...classic, scopes: ['read:user', 'repo'] });

    expect(judge(credentialClassicToken, token)).toMatchObject({
      severity: 'high',
      because: 'it reaches all that its holder reaches: repo',
    });
  });
});
