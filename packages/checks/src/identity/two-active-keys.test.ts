import { type Credential, seen, unknown } from '@nonhuman/model';
import { daysAgo } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import { anIdentityView, aSeenCredential, judge, nothingRead } from '../testing/index.ts';
import { identityTwoActiveKeys } from './two-active-keys.ts';

const key = (days: number, more: Partial<Credential> = {}) =>
  aSeenCredential({ kind: 'access-key', createdAt: seen(daysAgo(days)), ...more });

describe('identity-two-active-keys', () => {
  it.each([
    ['passes one key', { credentials: [key(40)] }, 'pass'],
    ['passes a rotation on its last day', { credentials: [key(400), key(7)] }, 'pass'],
    ['fails a rotation that was never finished', { credentials: [key(400), key(8)] }, 'fail'],
    ['fails three keys at any age', { credentials: [key(400), key(400), key(1)] }, 'fail'],
    [
      'does not count a disabled key',
      { credentials: [key(400), key(40, { status: 'disabled' })] },
      'pass',
    ],
    [
      'does not count keys of another kind',
      { credentials: [key(400), key(40, { nativeType: 'other' })] },
      'pass',
    ],
    [
      'does not count SSH keys, of which each machine has its own',
      { credentials: [key(40, { kind: 'ssh-key' }), key(40, { kind: 'ssh-key' })] },
      'pass',
    ],
    [
      'cannot tell without an age',
      { credentials: [key(400), key(0, { createdAt: unknown('not told') })] },
      'unknown',
    ],
    [
      'cannot tell when credentials were not all read',
      { credentials: [key(400)], coverage: nothingRead },
      'unknown',
    ],
    [
      'skips what is disabled',
      { identity: { status: 'disabled' }, credentials: [key(400), key(40)] },
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(identityTwoActiveKeys, anIdentityView(view)).result).toBe(expected);
  });

  it('names the keys by what the provider shows', () => {
    const credentials = [key(400, { publicId: 'ID1' }), key(40, { publicId: 'ID2' })];

    expect(judge(identityTwoActiveKeys, anIdentityView({ credentials }))).toMatchObject({
      because: '2 active keys for 40 days; a rotation may take 7',
      evidence: { keys: ['ID1', 'ID2'], youngestDays: 40 },
    });
  });

  it.each([
    [2, 'medium'],
    [3, 'high'],
  ] as const)('weighs %i keys as %s', (count, severity) => {
    const credentials = Array.from({ length: count }, () => key(400));

    expect(judge(identityTwoActiveKeys, anIdentityView({ credentials }))).toMatchObject({
      severity,
    });
  });
});
