import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { keyWeak } from './weak.ts';

const key = (algorithm: string, bits?: number) =>
  ({
    kind: 'private-key',
    attributes: bits === undefined ? { algorithm } : { algorithm, bits },
  }) as const;

describe('key-weak', () => {
  it.each([
    ['passes RSA of the least size', key('RSA', 2048), 'pass'],
    ['fails RSA of one bit less', key('RSA', 2047), 'fail'],
    ['fails DSA of any size', key('DSA', 3072), 'fail'],
    ['fails DSA by its SSH name without a size', key('ssh-dss'), 'fail'],
    ['passes P-224', key('ECDSA', 224), 'pass'],
    ['fails P-192', key('ECDSA', 192), 'fail'],
    ['passes Ed25519 without a size', key('Ed25519'), 'pass'],
    ['passes X25519 keys', key('X25519'), 'pass'],
    ['cannot tell the size of a silent RSA key', key('RSA'), 'unknown'],
    ['cannot tell without the kind', { kind: 'private-key' }, 'unknown'],
    ['does not judge kinds that it does not know', key('ML-DSA-65', 1952), 'unknown'],
    ['judges certificates too', { ...key('RSA', 1024), kind: 'certificate' }, 'fail'],
    ['does not ask of tokens', { ...key('RSA', 512), kind: 'token' }, 'not-applicable'],
    ['skips a revoked key', { ...key('RSA', 512), status: 'revoked' }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(keyWeak, aCredentialView(credential)).result).toBe(expected);
  });

  it.each([
    [1024, 'critical'],
    [1025, 'high'],
  ])('weighs RSA with %i bits as %s', (bits, severity) => {
    expect(judge(keyWeak, aCredentialView(key('RSA', bits)))).toMatchObject({
      severity,
      because: `RSA with ${bits} bits; the least is 2048`,
    });
  });
});
