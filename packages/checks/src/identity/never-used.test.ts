import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge } from '../testing/index.ts';
import { identityNeverUsed } from './never-used.ts';

const neverUsed = (days: number) => ({ lastUsedAt: never, createdAt: seen(daysAgo(days)) });
const notTold = unknown('a file does not tell');

describe('identity-never-used', () => {
  it.each([
    ['passes a young one on its last day of grace', neverUsed(30), 'pass'],
    ['fails an old one the day after', neverUsed(31), 'fail'],
    ['passes one that was used', { lastUsedAt: seen(daysAgo(400)) }, 'pass'],
    ['does not read "not told" as "never"', { lastUsedAt: notTold }, 'unknown'],
    ['does not guess an age', { lastUsedAt: never, createdAt: notTold }, 'unknown'],
    ['skips what is disabled', { ...neverUsed(400), status: 'disabled' }, 'not-applicable'],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(identityNeverUsed, anIdentityView({ identity })).result).toBe(expected);
  });

  it('believes a credential that was used over a provider that says never', () => {
    const credentials = [aSeenCredential({ lastUsedAt: seen(daysAgo(3)) })];

    const outcome = judge(
      identityNeverUsed,
      anIdentityView({ identity: neverUsed(400), credentials }),
    );

    expect(outcome.result).toBe('pass');
  });

  it.each([
    ['a source that looks back less than the grace period', 14, 400, 'unknown'],
    ['a source that looks back far enough', 90, 400, 'fail'],
  ] as const)('weighs "never" by %s', (_, usageWindowDays, days, expected) => {
    const identity = { ...neverUsed(days), attributes: { usageWindowDays } };

    expect(judge(identityNeverUsed, anIdentityView({ identity })).result).toBe(expected);
  });

  it('does not count days that the source may still owe', () => {
    const identity = { ...neverUsed(44), attributes: { usageLagDays: 14 } };

    expect(judge(identityNeverUsed, anIdentityView({ identity })).result).toBe('pass');
  });
});
