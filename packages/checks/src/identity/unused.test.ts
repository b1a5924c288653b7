import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge } from '../testing/index.ts';
import { identityUnused } from './unused.ts';

const lastUsed = (days: number) => ({ lastUsedAt: seen(daysAgo(days)) });
const notTold = { lastUsedAt: unknown('the export has no such column') };

describe('identity-unused', () => {
  it.each([
    ['passes on the last day of the window', lastUsed(90), 'pass'],
    ['fails the day after', lastUsed(91), 'fail'],
    ['gives a role longer', { kind: 'role', ...lastUsed(180) }, 'pass'],
    ['fails a role in the end', { kind: 'role', ...lastUsed(181) }, 'fail'],
    ['gives a database login longer', { kind: 'database-login', ...lastUsed(120) }, 'pass'],
    ['fails a database login in the end', { kind: 'database-login', ...lastUsed(121) }, 'fail'],
    [
      'does not count days that the source may still owe',
      { attributes: { usageLagDays: 14 }, ...lastUsed(104) },
      'pass',
    ],
    [
      'counts what lies before them',
      { attributes: { usageLagDays: 14 }, ...lastUsed(105) },
      'fail',
    ],
    ['gives an agent less', { kind: 'agent', ...lastUsed(31) }, 'fail'],
    ['never reads silence as disuse', notTold, 'unknown'],
    ['leaves what was never used to the check for that', { lastUsedAt: never }, 'not-applicable'],
    ['skips what is disabled', { status: 'disabled', ...lastUsed(500) }, 'not-applicable'],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(identityUnused, anIdentityView({ identity })).result).toBe(expected);
  });

  it('takes recent use of a credential as use', () => {
    const credentials = [aSeenCredential(lastUsed(3))];

    expect(judge(identityUnused, anIdentityView({ identity: lastUsed(400), credentials }))).toEqual(
      {
        result: 'pass',
      },
    );
    expect(judge(identityUnused, anIdentityView({ identity: notTold, credentials }))).toEqual({
      result: 'pass',
    });
  });

  it('does not conclude disuse from one old credential when the identity itself is silent', () => {
    const credentials = [aSeenCredential(lastUsed(400))];

    const outcome = judge(identityUnused, anIdentityView({ identity: notTold, credentials }));

    expect(outcome).toEqual({
      result: 'unknown',
      because: 'its last use is not told: the export has no such column',
    });
  });
});
