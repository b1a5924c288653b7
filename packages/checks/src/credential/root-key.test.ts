import { describe, expect, it } from 'vitest';
import { aCredentialView, anIdentityView, judge } from '../testing/index.ts';
import { credentialRootKey } from './root-key.ts';

const key = { kind: 'access-key', publicId: 'ID1' } as const;
const holder = (isRoot: boolean) => ({
  holder: anIdentityView({ identity: { attributes: { isRoot } } }),
});

describe('credential-root-key', () => {
  it.each([
    ['fails a key that says so itself', { ...key, attributes: { isRoot: true } }, {}, 'fail'],
    ['fails a key whose holder is the owner', key, holder(true), 'fail'],
    ['fails a root token', { kind: 'token', attributes: { isRoot: true } }, {}, 'fail'],
    ['passes a key of anyone else', key, holder(false), 'pass'],
    ['cannot tell whose a key in a file is', key, { holder: null }, 'unknown'],
    ['does not ask of kinds that owners do not have', { kind: 'token' }, {}, 'not-applicable'],
    [
      'passes a key of a user that its provider names',
      key,
      { holder: anIdentityView({ identity: { nativeType: 'aws-iam-user' } }) },
      'pass',
    ],
    [
      'does not take the root account of a host for the owner of a cloud account',
      { kind: 'ssh-key' },
      holder(true),
      'not-applicable',
    ],
    ['leaves the owner a password', { kind: 'password' }, holder(true), 'not-applicable'],
    ['skips a disabled key', { ...key, status: 'disabled' }, holder(true), 'not-applicable'],
  ] as const)('%s', (_, credential, around, expected) => {
    expect(judge(credentialRootKey, aCredentialView(credential, around)).result).toBe(expected);
  });

  it('names the key', () => {
    expect(judge(credentialRootKey, aCredentialView(key, holder(true)))).toMatchObject({
      evidence: { key: 'ID1' },
    });
  });
});
