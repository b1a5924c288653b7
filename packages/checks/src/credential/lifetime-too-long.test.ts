import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialLifetimeTooLong } from './lifetime-too-long.ts';

describe('credential-lifetime-too-long', () => {
  it.each([
    ['passes the longest life permitted', { expiresAt: seen(daysAgo(-365)) }, 'pass'],
    ['fails one day more', { expiresAt: seen(daysAgo(-366)) }, 'fail'],
    ['leaves the endless to the check for that', { expiresAt: never }, 'not-applicable'],
    ['cannot tell when the expiry is silent', { expiresAt: unknown('not told') }, 'unknown'],
    ['skips what is no static secret', { kind: 'certificate' }, 'not-applicable'],
    ['skips what is disabled', { status: 'disabled' }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(credentialLifetimeTooLong, aCredentialView(credential)).result).toBe(expected);
  });

  it('tells how long', () => {
    const subject = aCredentialView({ expiresAt: seen(daysAgo(-400)) });

    expect(judge(credentialLifetimeTooLong, subject)).toMatchObject({
      because: 'it works for 400 more days; the limit is 365',
      evidence: { remainingDays: 400 },
    });
  });
});
