import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { ciSecretsInherit } from './secrets-inherit.ts';

const pipeline = (secretsInherit: boolean) => ({ attributes: { secretsInherit } });

describe('ci-secrets-inherit', () => {
  it.each([
    ['passes a pipeline that does not', pipeline(false), 'pass'],
    ['fails one that does', pipeline(true), 'fail'],
    ['cannot tell when the source is silent', { nativeType: 'github-actions-workflow' }, 'unknown'],
    ['does not concern other identities', {}, 'not-applicable'],
    ['skips what is disabled', { ...pipeline(true), status: 'disabled' }, 'not-applicable'],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(ciSecretsInherit, anIdentityView({ identity })).result).toBe(expected);
  });
});
