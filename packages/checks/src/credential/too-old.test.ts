import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialTooOld } from './too-old.ts';

const notTold = unknown('the file does not tell');

describe('credential-too-old', () => {
  it.each([
    [
      'passes on the last permitted day',
      { createdAt: seen(daysAgo(90)), lastRotatedAt: never },
      'pass',
    ],
    ['fails the day after', { createdAt: seen(daysAgo(91)), lastRotatedAt: never }, 'fail'],
    [
      'counts from the last rotation',
      { createdAt: seen(daysAgo(900)), lastRotatedAt: seen(daysAgo(5)) },
      'pass',
    ],
    [
      'skips a disabled key',
      { createdAt: seen(daysAgo(900)), status: 'disabled' },
      'not-applicable',
    ],
    ['skips what is no static secret', { kind: 'federated-trust' }, 'not-applicable'],
    [
      'does not guess an age it was not told',
      { createdAt: notTold, lastRotatedAt: notTold },
      'unknown',
    ],
    [
      'judges a known age although the status is not told',
      { createdAt: seen(daysAgo(91)), lastRotatedAt: notTold, status: 'unknown' },
      'fail',
    ],
  ] as const)('%s', (_, credential, expected) => {
    const outcome = judge(credentialTooOld, aCredentialView(credential));

    expect(outcome.result).toBe(expected);
  });

  it('tells the owner how old, so that nobody has to look it up', () => {
    const createdAt = daysAgo(120);

    const outcome = judge(
      credentialTooOld,
      aCredentialView({ createdAt: seen(createdAt), lastRotatedAt: never }),
    );

    expect(outcome).toEqual({
      result: 'fail',
      because: '120 days old; the limit is 90',
      evidence: { ageDays: 120, since: createdAt },
      severity: 'medium',
    });
  });

  it('takes the limit of the workspace', () => {
    const subject = aCredentialView({ createdAt: seen(daysAgo(40)), lastRotatedAt: never });

    expect(judge(credentialTooOld, subject, { maxAgeDays: 30 }).result).toBe('fail');
  });
});
