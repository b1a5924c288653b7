import type { Credential } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { aCredentialView, anIdentityView, judge } from '../testing/index.ts';
import { credentialUserManagedKey } from './user-managed-key.ts';

const key = (attributes: NonNullable<Credential['attributes']>, more: Partial<Credential> = {}) =>
  aCredentialView({
    kind: 'private-key',
    nativeType: 'google-service-account-key',
    ...more,
    attributes,
  });

describe('credential-user-managed-key', () => {
  it.each([
    ['fails a key of a customer', key({ providerManaged: false }), 'fail'],
    ['passes keys of the provider', key({ providerManaged: true }), 'pass'],
    ['cannot tell who holds it', key({}), 'unknown'],
    [
      'does not concern other private keys',
      key({}, { nativeType: 'private-key' }),
      'not-applicable',
    ],
    ['does not concern tokens', aCredentialView(), 'not-applicable'],
    [
      'skips a disabled key',
      key({ providerManaged: false }, { status: 'disabled' }),
      'not-applicable',
    ],
  ] as const)('%s', (_, view, expected) => {
    expect(judge(credentialUserManagedKey, view).result).toBe(expected);
  });

  it('is high for an administrator', () => {
    const view = aCredentialView(
      { kind: 'private-key', attributes: { providerManaged: false, uploaded: true } },
      { holder: anIdentityView({ identity: { access: 'admin' } }) },
    );

    expect(judge(credentialUserManagedKey, view)).toMatchObject({
      severity: 'high',
      because: 'its private half was made elsewhere and uploaded',
    });
  });
});
