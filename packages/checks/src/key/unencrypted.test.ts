import { describe, expect, it } from 'vitest';
import { aCredentialView, aSeenExposure, judge } from '../testing/index.ts';
import { keyUnencrypted } from './unencrypted.ts';

const key = (encrypted: boolean, more = {}) =>
  ({ kind: 'private-key', attributes: { encrypted, ...more } }) as const;

describe('key-unencrypted', () => {
  it.each([
    ['passes a key with a passphrase', key(true), 'pass'],
    ['fails one without', key(false), 'fail'],
    [
      'passes a handle that needs its security key',
      key(false, { protection: 'security-key' }),
      'pass',
    ],
    ['cannot tell when the file was not read', { kind: 'private-key' }, 'unknown'],
    [
      'does not ask it of an authorized key',
      { ...key(false, { options: [] }), kind: 'ssh-key' },
      'not-applicable',
    ],
    [
      'does not ask it of a deploy key',
      { ...key(false, { readOnly: true }), kind: 'ssh-key' },
      'not-applicable',
    ],
    ['does not ask it of tokens', { ...key(false), kind: 'token' }, 'not-applicable'],
    ['skips a revoked key', { ...key(false), status: 'revoked' }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(keyUnencrypted, aCredentialView(credential)).result).toBe(expected);
  });

  it('weighs a file that others may read more', () => {
    const place = { kind: 'file', locator: '/srv/key', readableBy: 'group' } as const;
    const subject = aCredentialView(key(false), { exposures: [aSeenExposure({ place })] });

    expect(judge(keyUnencrypted, subject)).toEqual({
      result: 'fail',
      because: 'others may read it (group) and it needs no passphrase',
      evidence: { place: '/srv/key' },
      severity: 'high',
    });
  });
});
