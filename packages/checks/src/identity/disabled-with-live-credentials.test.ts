import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge, nothingRead } from '../testing/index.ts';
import { identityDisabledWithLiveCredentials } from './disabled-with-live-credentials.ts';

const disabled = { status: 'disabled' } as const;
const credential = (status: 'active' | 'revoked' | 'unknown') => aSeenCredential({ status });

describe('identity-disabled-with-live-credentials', () => {
  it.each([
    [
      'passes when all were revoked too',
      { identity: disabled, credentials: [credential('revoked')] },
      'pass',
    ],
    ['passes when there are none', { identity: disabled }, 'pass'],
    [
      'fails when one is active',
      { identity: disabled, credentials: [credential('revoked'), credential('active')] },
      'fail',
    ],
    [
      'cannot tell when a status is silent',
      { identity: disabled, credentials: [credential('unknown')] },
      'unknown',
    ],
    [
      'cannot tell when credentials were not read',
      { identity: disabled, coverage: nothingRead },
      'unknown',
    ],
    [
      'cannot tell without the status of the identity',
      { identity: { status: 'unknown' } },
      'unknown',
    ],
    [
      'does not concern an active identity',
      { credentials: [credential('active')] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(identityDisabledWithLiveCredentials, anIdentityView(view)).result).toBe(expected);
  });

  it('names what is left', () => {
    const credentials = [aSeenCredential({ name: 'deploy key' })];

    const outcome = judge(
      identityDisabledWithLiveCredentials,
      anIdentityView({ identity: disabled, credentials }),
    );

    expect(outcome).toMatchObject({
      because: 'disabled, with 1 active credential',
      evidence: { credentials: ['deploy key'] },
    });
  });
});
