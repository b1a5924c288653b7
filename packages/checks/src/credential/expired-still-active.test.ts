import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo, now } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialExpiredStillActive } from './expired-still-active.ts';

const ended = { expiresAt: seen(daysAgo(20)), lastUsedAt: seen(daysAgo(30)) };
const oneMillisecondAhead = new Date(now.getTime() + 1).toISOString();

describe('credential-expired-still-active', () => {
  it.each([
    ['passes what has time left', { expiresAt: seen(oneMillisecondAhead) }, 'pass'],
    ['fails at the end itself', { expiresAt: seen(now.toISOString()) }, 'fail'],
    ['fails what the provider still lists as active', ended, 'fail'],
    ['passes what the provider shows as expired', { ...ended, status: 'expired' }, 'pass'],
    [
      'fails use after the end whatever the list says',
      { ...ended, status: 'expired', lastUsedAt: seen(daysAgo(19)) },
      'fail',
    ],
    [
      'cannot tell of an old token in a file',
      { ...ended, status: 'unknown', lastUsedAt: unknown('a file') },
      'unknown',
    ],
    ['cannot tell when the expiry is silent', { expiresAt: unknown('not told') }, 'unknown'],
    ['has nothing to say of what never ends', { expiresAt: never }, 'not-applicable'],
    ['leaves certificates to their own check', { ...ended, kind: 'certificate' }, 'not-applicable'],
    ['skips what is revoked', { ...ended, status: 'revoked' }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(credentialExpiredStillActive, aCredentialView(credential)).result).toBe(expected);
  });

  it('weighs use after the end more than a stale list', () => {
    const used = aCredentialView({ ...ended, lastUsedAt: seen(daysAgo(1)) });

    expect(judge(credentialExpiredStillActive, used)).toMatchObject({
      severity: 'high',
      because: 'it expired 20 days ago and was used after that',
    });
  });
});
