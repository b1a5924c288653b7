import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialUnused } from './unused.ts';

describe('credential-unused', () => {
  it.each([
    ['passes on the last day of the window', { lastUsedAt: seen(daysAgo(90)) }, 'pass'],
    ['fails the day after', { lastUsedAt: seen(daysAgo(91)) }, 'fail'],
    [
      'passes a young one that was never used',
      { lastUsedAt: never, createdAt: seen(daysAgo(90)) },
      'pass',
    ],
    [
      'fails an old one that was never used',
      { lastUsedAt: never, createdAt: seen(daysAgo(91)) },
      'fail',
    ],
    [
      'does not guess the age of what was never used',
      { lastUsedAt: never, createdAt: unknown('no') },
      'unknown',
    ],
    ['never reads silence as disuse', { lastUsedAt: unknown('no such field') }, 'unknown'],
    [
      'leaves sessions alone',
      { kind: 'session', lastUsedAt: seen(daysAgo(500)) },
      'not-applicable',
    ],
    [
      'skips what is disabled',
      { status: 'disabled', lastUsedAt: seen(daysAgo(500)) },
      'not-applicable',
    ],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(credentialUnused, aCredentialView(credential)).result).toBe(expected);
  });

  it('tells since when', () => {
    const subject = aCredentialView({ lastUsedAt: never, createdAt: seen(daysAgo(200)) });

    expect(judge(credentialUnused, subject)).toMatchObject({
      because: 'made 200 days ago and never used',
      evidence: { days: 200 },
    });
  });
});
