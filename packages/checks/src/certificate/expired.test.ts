import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo, now } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { certificateExpired } from './expired.ts';

const certificate = (days: number) =>
  ({ kind: 'certificate', expiresAt: seen(daysAgo(days)), lastUsedAt: never }) as const;

describe('certificate-expired', () => {
  it.each([
    ['passes one with time left', certificate(-1), 'pass'],
    ['fails at its end', { ...certificate(0), expiresAt: seen(now.toISOString()) }, 'fail'],
    [
      'fails one that is marked as expired and still lies there',
      { ...certificate(9), status: 'expired' },
      'fail',
    ],
    [
      'cannot tell without its end',
      { kind: 'certificate', expiresAt: unknown('not told') },
      'unknown',
    ],
    [
      'has nothing to say of other kinds',
      { kind: 'token', expiresAt: seen(daysAgo(9)) },
      'not-applicable',
    ],
    [
      'has nothing to say without an end',
      { kind: 'certificate', expiresAt: never },
      'not-applicable',
    ],
    ['skips a revoked one', { ...certificate(9), status: 'revoked' }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(certificateExpired, aCredentialView(credential)).result).toBe(expected);
  });

  it('weighs one that is used after its end more', () => {
    const used = aCredentialView({ ...certificate(9), lastUsedAt: seen(daysAgo(1)) });

    expect(judge(certificateExpired, used)).toMatchObject({
      severity: 'high',
      because: 'it expired 9 days ago and was used after that',
    });
  });
});
