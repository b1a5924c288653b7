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

  it.each([
    ['oauth-grant', 60],
    ['certificate', 180],
    ['federated-trust', 180],
    ['access-key', 90],
  ] as const)('gives a credential of kind %s %i days', (kind, days) => {
    const used = (ago: number) => aCredentialView({ kind, lastUsedAt: seen(daysAgo(ago)) });

    expect(judge(credentialUnused, used(days)).result).toBe('pass');
    expect(judge(credentialUnused, used(days + 1)).result).toBe('fail');
  });

  it.each([
    ['does not count days that the source may still owe', { usageLagDays: 14 }, 104, 'pass'],
    ['counts what lies before them', { usageLagDays: 14 }, 105, 'fail'],
  ] as const)('%s', (_, attributes, days, expected) => {
    const subject = aCredentialView({ attributes, lastUsedAt: seen(daysAgo(days)) });

    expect(judge(credentialUnused, subject).result).toBe(expected);
  });

  it.each([
    ['a source that looks back too little', 30, 400, 'unknown'],
    ['a source that looks back far enough', 400, 500, 'fail'],
    ['a young one', 400, 20, 'pass'],
  ] as const)('weighs "never" by %s', (_, usageWindowDays, ageDays, expected) => {
    const subject = aCredentialView({
      attributes: { usageWindowDays },
      lastUsedAt: never,
      createdAt: seen(daysAgo(ageDays)),
    });

    expect(judge(credentialUnused, subject).result).toBe(expected);
  });

  it('says how far back the source looks, and who it is', () => {
    const subject = aCredentialView({
      attributes: { usageWindowDays: 400, usageSource: 'the credential report' },
      lastUsedAt: never,
      createdAt: seen(daysAgo(900)),
    });

    expect(judge(credentialUnused, subject)).toMatchObject({
      because: 'not used in the 400 days that its source keeps, by the credential report',
    });
  });

  it('tells since when', () => {
    const subject = aCredentialView({ lastUsedAt: never, createdAt: seen(daysAgo(200)) });

    expect(judge(credentialUnused, subject)).toMatchObject({
      because: 'made 200 days ago and never used',
      evidence: { days: 200 },
    });
  });
});
