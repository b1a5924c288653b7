import { seen } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge } from '../testing/index.ts';
import { identityInteractiveUse } from './interactive-use.ts';

const account = (attributes: Record<string, boolean | string>, more = {}) =>
  anIdentityView({ ...more, identity: { attributes } });
const typed = (days: number) =>
  aSeenCredential({ kind: 'password', lastUsedAt: seen(daysAgo(days)) });
const key = aSeenCredential({ kind: 'access-key' });
const console_ = { consoleAccess: true };

describe('identity-interactive-use', () => {
  it.each([
    [
      'fails a sign-in on the last day that counts',
      account({ lastInteractiveAt: daysAgo(90) }),
      'fail',
    ],
    ['passes one that is older', account({ lastInteractiveAt: daysAgo(91) }), 'pass'],
    ['fails what a log shows without a date', account({ interactiveUse: true }), 'fail'],
    ['passes what a log does not show', account({ interactiveUse: false }), 'pass'],
    ['passes what nobody can sign in as', account({ consoleAccess: false }), 'pass'],
    [
      'fails a password that was typed beside keys of a machine',
      account(console_, { credentials: [typed(3), key] }),
      'fail',
    ],
    [
      'cannot tell from a password alone that a machine has it',
      account(console_, { credentials: [typed(3)] }),
      'unknown',
    ],
    ['cannot tell without a log', account({}), 'unknown'],
    [
      'does not concern accounts of people',
      account({ interactiveUse: true, personal: true }),
      'not-applicable',
    ],
    ['does not concern the account owner', account({ isRoot: true }), 'not-applicable'],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(identityInteractiveUse, view).result).toBe(expected);
  });
});
