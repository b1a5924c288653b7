import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { certificateWeakSignature } from './weak-signature.ts';

const signed = (signatureAlgorithm: string, more = {}) =>
  ({ kind: 'certificate', attributes: { signatureAlgorithm, ...more } }) as const;

describe('certificate-weak-signature', () => {
  it.each([
    ['passes SHA-256 with RSA', signed('sha256WithRSAEncryption'), 'pass'],
    ['passes SHA-512, which only begins like SHA-1 by eye', signed('ecdsa-with-SHA512'), 'pass'],
    ['passes Ed25519', signed('Ed25519'), 'pass'],
    ['fails SHA-1 as OpenSSL writes it', signed('sha1WithRSAEncryption'), 'fail'],
    ['fails SHA-1 as the standard writes it', signed('ecdsa-with-SHA1'), 'fail'],
    ['fails MD5', signed('md5WithRSAEncryption'), 'fail'],
    ['does not judge what it does not know', signed('1.2.643.7.1.1.3.2'), 'unknown'],
    ['cannot tell when the source is silent', { kind: 'certificate' }, 'unknown'],
    [
      'does not concern roots, whose signature nobody checks',
      signed('sha1WithRSAEncryption', { selfSigned: true }),
      'not-applicable',
    ],
    [
      'does not concern tokens',
      { ...signed('sha1WithRSAEncryption'), kind: 'token' },
      'not-applicable',
    ],
    [
      'skips a revoked one',
      { ...signed('sha1WithRSAEncryption'), status: 'revoked' },
      'not-applicable',
    ],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(certificateWeakSignature, aCredentialView(credential)).result).toBe(expected);
  });

  it.each([
    ['md5WithRSAEncryption', 'critical'],
    ['sha1WithRSAEncryption', undefined],
  ])('weighs %s as %s', (algorithm, severity) => {
    const outcome = judge(certificateWeakSignature, aCredentialView(signed(algorithm)));

    expect(outcome).toMatchObject({ evidence: { algorithm } });
    expect('severity' in outcome ? outcome.severity : undefined).toBe(severity);
  });
});
