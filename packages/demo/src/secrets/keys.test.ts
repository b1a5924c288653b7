import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomOf } from '../random.ts';
import { certificate } from './certificates.ts';
import { ed25519Pair, pkcs8, rsaPair, sshPublicLine } from './keys.ts';

describe('a made-up key pair', () => {
  it.each([
    ['Ed25519', ed25519Pair],
    ['RSA of 1024 bits', (random: ReturnType<typeof randomOf>) => rsaPair(random, 1024)],
  ] as const)('of %s is the same for the same seed, and its halves belong together', (_, make) => {
    const pair = make(randomOf('seed'));
    const message = Buffer.from('message');

    const signature = sign(pair.type === 'rsa' ? 'sha256' : null, message, pair.privateKey);

    expect(verify(pair.type === 'rsa' ? 'sha256' : null, message, pair.publicKey, signature)).toBe(
      true,
    );
    expect(sshPublicLine(pair, '')).toBe(sshPublicLine(make(randomOf('seed')), ''));
    expect(sshPublicLine(pair, '')).not.toBe(sshPublicLine(make(randomOf('other')), ''));
  });

  it('of RSA has the bits that were asked for', () => {
    const { privateKey } = rsaPair(randomOf('bits'), 1024);

    expect(privateKey.asymmetricKeyDetails?.modulusLength).toBe(1024);
  });

  it('can be read back from PKCS#8', () => {
    const pair = ed25519Pair(randomOf('pem'));

    expect(createPrivateKey(pkcs8(pair)).asymmetricKeyType).toBe('ed25519');
  });
});

describe('a made-up certificate', () => {
  it('says what it was asked to say, and is signed by its issuer', () => {
    const random = randomOf('certificate');
    const signer = rsaPair(random, 1024);
    const notAfter = new Date('2030-01-02T03:04:05Z');

    const { text } = certificate(random, {
      subject: 'one.example',
      issuer: 'an authority',
      organization: 'a company',
      names: ['one.example', '*.one.example'],
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter,
      key: ed25519Pair(random),
      signer,
      hash: 'sha256',
      authority: false,
    });
    const read = new X509Certificate(text);

    expect(read.subject).toContain('CN=one.example');
    expect(read.subjectAltName).toBe('DNS:one.example, DNS:*.one.example');
    expect(new Date(read.validTo)).toEqual(notAfter);
    expect(read.verify(signer.publicKey)).toBe(true);
  });
});
