import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialDeployKeyWrites } from './deploy-key-writes.ts';

const key = (readOnly: boolean) => ({ kind: 'ssh-key', attributes: { readOnly } }) as const;

describe('credential-deploy-key-writes', () => {
  it.each([
    ['passes a key that only reads', key(true), 'pass'],
    ['fails a key that writes', key(false), 'fail'],
    [
      'cannot tell of a deploy key whose source is silent',
      { kind: 'ssh-key', nativeType: 'github-deploy-key' },
      'unknown',
    ],
    ['does not ask of other SSH keys', { kind: 'ssh-key' }, 'not-applicable'],
    [
      'does not ask of tokens',
      { kind: 'token', attributes: { readOnly: false } },
      'not-applicable',
    ],
    ['skips what is disabled', { ...key(false), status: 'disabled' }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(credentialDeployKeyWrites, aCredentialView(credential)).result).toBe(expected);
  });
});
