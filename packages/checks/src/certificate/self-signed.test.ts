import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { certificateSelfSigned } from './self-signed.ts';

const certificate = (selfSigned: boolean, usages?: string[]) =>
  ({
    kind: 'certificate',
    attributes: usages === undefined ? { selfSigned } : { selfSigned, usages },
  }) as const;

describe('certificate-self-signed', () => {
  it.each([
    ['passes one that an authority signed', certificate(false), 'pass'],
    [
      'fails a server that vouches for itself',
      certificate(true, ['digitalSignature', 'serverAuth']),
      'fail',
    ],
    ['fails one without any usage', certificate(true, []), 'fail'],
    [
      'does not concern a root authority',
      certificate(true, ['keyCertSign', 'cRLSign']),
      'not-applicable',
    ],
    ['cannot tell a root from a server without usages', certificate(true), 'unknown'],
    ['cannot tell when the source is silent', { kind: 'certificate' }, 'unknown'],
    ['does not concern tokens', { ...certificate(true, []), kind: 'token' }, 'not-applicable'],
    ['skips a revoked one', { ...certificate(true, []), status: 'revoked' }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(certificateSelfSigned, aCredentialView(credential)).result).toBe(expected);
  });
});
