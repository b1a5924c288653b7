import { describe, expect, it } from 'vitest';
import { anIdentityView, judge } from '../testing/index.ts';
import { trustWebhookUnsigned } from './webhook-unsigned.ts';

describe('trust-webhook-unsigned', () => {
  it.each([
    ['passes signed deliveries', { attributes: { hasSecret: true } }, 'pass'],
    ['fails unsigned ones', { attributes: { hasSecret: false } }, 'fail'],
    [
      'fails a receiver whose certificate is not verified',
      { attributes: { hasSecret: true, insecureTls: true } },
      'fail',
    ],
    ['fails unencrypted deliveries', { attributes: { hasSecret: true, plainHttp: true } }, 'fail'],
    [
      'cannot tell of a webhook whose source is silent',
      { nativeType: 'github-webhook' },
      'unknown',
    ],
    ['does not concern other identities', {}, 'not-applicable'],
    [
      'skips what is disabled',
      { status: 'disabled', attributes: { hasSecret: false } },
      'not-applicable',
    ],
  ] as const)('%s', (_, identity, expected) => {
    expect(judge(trustWebhookUnsigned, anIdentityView({ identity })).result).toBe(expected);
  });
});
