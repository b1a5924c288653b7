import { never, seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge } from '../testing/index.ts';
import { directoryServicePasswordOld } from './service-password-old.ts';

const names = ['MSSQLSvc/db.corp.example:1433'];
const account = (
  days: number | null,
  attributes: Record<string, boolean | string[]> = { servicePrincipalNames: names },
  nativeType = 'ad-user',
) =>
  anIdentityView({
    identity: { nativeType, attributes },
    credentials: [
      aSeenCredential({
        kind: 'password',
        lastRotatedAt: days === null ? unknown('not exported') : seen(daysAgo(days)),
      }),
    ],
  });

describe('directory-service-password-old', () => {
  it.each([
    ['passes a password on its last day', account(365), 'pass'],
    ['fails it a day later', account(366), 'fail'],
    ['cannot tell a date that was not told', account(null), 'unknown'],
    ['cannot tell service names that were not told', account(9999, {}), 'unknown'],
    [
      'does not concern accounts without service name',
      account(9999, { servicePrincipalNames: [] }),
      'not-applicable',
    ],
    [
      'does not concern managed accounts',
      account(9999, { servicePrincipalNames: names, managedPassword: true }),
      'not-applicable',
    ],
    ['does not concern other systems', account(9999, {}, 'test'), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(directoryServicePasswordOld, view).result).toBe(expected);
  });

  it('takes the age of an account whose password was never changed', () => {
    const view = anIdentityView({
      identity: { nativeType: 'ad-user', attributes: { servicePrincipalNames: names } },
      credentials: [
        aSeenCredential({ kind: 'password', lastRotatedAt: never, createdAt: seen(daysAgo(400)) }),
      ],
    });

    expect(judge(directoryServicePasswordOld, view)).toMatchObject({
      evidence: { ageDays: 400 },
      severity: 'medium',
    });
  });

  it('is high after five years', () => {
    expect(judge(directoryServicePasswordOld, account(1824))).toMatchObject({ severity: 'medium' });
    expect(judge(directoryServicePasswordOld, account(1825))).toMatchObject({ severity: 'high' });
  });
});
