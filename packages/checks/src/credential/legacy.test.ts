import { describe, expect, it } from 'vitest';
import { aCredentialView, judge } from '../testing/index.ts';
import { credentialLegacy } from './legacy.ts';

const legacy = { attributes: { legacy: true } };

describe('credential-legacy', () => {
  it.each([
    ['fails a replaced kind', legacy, 'fail'],
    ['passes a current kind', { attributes: { legacy: false } }, 'pass'],
    ['cannot tell when the source is silent', {}, 'unknown'],
    ['does not believe a word of another type', { attributes: { legacy: 'yes' } }, 'unknown'],
    ['does not ask of trusts', { kind: 'federated-trust', ...legacy }, 'not-applicable'],
    ['skips what is revoked', { status: 'revoked', ...legacy }, 'not-applicable'],
  ] as const)('%s', (_, credential, expected) => {
    expect(judge(credentialLegacy, aCredentialView(credential)).result).toBe(expected);
  });

  it('names the kind as the provider does', () => {
    const token = { nativeType: 'kubernetes-service-account-token', ...legacy };

    expect(judge(credentialLegacy, aCredentialView(token))).toMatchObject({
      because: 'kubernetes-service-account-token has been replaced by its provider',
    });
  });
});
