import { describe, expect, it } from 'vitest';
import { aCredentialView, anIdentityView, judge } from '../testing/index.ts';
import { keyUnrestrictedForRoot } from './unrestricted-for-root.ts';

const authorized = (
  options: string[],
  locator = '/root/.ssh/authorized_keys',
  fileOwner?: string,
) =>
  ({
    kind: 'ssh-key',
    attributes: { options },
    place: { kind: 'file', locator, ...(fileOwner === undefined ? {} : { fileOwner }) },
  }) as const;

describe('key-unrestricted-for-root', () => {
  it.each([
    ['fails a bare key of root', authorized([]), 'fail'],
    ['does not take an unrelated option for a limit', authorized(['no-X11-forwarding']), 'fail'],
    ['passes a forced command', authorized(['command="/usr/bin/backup"']), 'pass'],
    ['passes a limit to addresses', authorized(['from="10.0.0.0/8"']), 'pass'],
    ['passes restrict', authorized(['restrict']), 'pass'],
    ['fails a system-wide file of root', authorized([], '/etc/ssh/keys/root', 'root'), 'fail'],
    [
      'does not concern other accounts',
      authorized([], '/home/ada/.ssh/authorized_keys', 'ada'),
      'not-applicable',
    ],
    [
      'does not take a root-owned file in a home for root’s',
      authorized([], '/home/ada/.ssh/authorized_keys', 'root'),
      'not-applicable',
    ],
    [
      'cannot tell the account from a path without owner',
      authorized([], '/srv/keys/authorized_keys'),
      'unknown',
    ],
    ['does not concern private keys', { kind: 'ssh-key' }, 'not-applicable'],
    ['skips a disabled key', { ...authorized([]), status: 'disabled' }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(keyUnrestrictedForRoot, aCredentialView(credential)).result).toBe(expected);
  });

  it('believes the account that the key lets into over the path', () => {
    const account = (isRoot: boolean) => ({
      holder: anIdentityView({ identity: { attributes: { isRoot } } }),
    });
    const elsewhere = authorized([], '/srv/keys/authorized_keys');

    const ofRoot = judge(keyUnrestrictedForRoot, aCredentialView(elsewhere, account(true)));
    const ofOther = judge(keyUnrestrictedForRoot, aCredentialView(elsewhere, account(false)));

    expect(ofRoot.result).toBe('fail');
    expect(ofOther.result).toBe('not-applicable');
  });
});
