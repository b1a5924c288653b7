import {
  type Credential,
  type Exposure,
  type Identity,
  type Observed,
  seen,
  type Timestamp,
} from '@nonhuman/model';

/** The moment at which examples happen. */
export const exampleNow = new Date('2026-01-01T00:00:00.000Z');

/** The moment that lies so many days from the examples' own. */
export function daysFrom(days: number): Timestamp {
  return new Date(exampleNow.getTime() + days * 86_400_000).toISOString();
}

const recently: Observed<Timestamp> = seen(daysFrom(-1));
const identityKey = 'example:identity';
const principal = { type: 'identity', key: identityKey, name: 'example' };
const place = { kind: 'file', locator: '/example' };

export const baseIdentity: Identity = {
  key: identityKey,
  provider: 'example',
  kind: 'service-account',
  nativeType: 'example-account',
  name: 'example',
  status: 'active',
  createdAt: seen(daysFrom(-30)),
  lastUsedAt: recently,
  environment: 'production',
  access: 'read',
  tags: {},
};
export const baseCredential: Credential = {
  key: 'example:credential',
  provider: 'example',
  identityKey,
  kind: 'token',
  nativeType: 'example-token',
  name: 'example token',
  status: 'active',
  createdAt: seen(daysFrom(-10)),
  expiresAt: seen(daysFrom(60)),
  lastUsedAt: recently,
  lastRotatedAt: seen(daysFrom(-10)),
};
export const baseExposure: Exposure = {
  key: 'example:exposure',
  provider: 'example',
  credentialKey: 'example:credential',
  detector: 'example',
  title: 'Example token',
  place: { kind: 'file', locator: '/example', mode: '0600', readableBy: 'owner' },
  fingerprint: 'fp_example',
  preview: '••••',
  setting: 'tool-configuration',
};
export const baseInstance = {
  provider: 'example',
  identityKey,
  nativeType: 'example',
  name: 'example',
  status: 'active',
};
export const baseGrant = {
  key: 'example:grant',
  provider: 'example',
  principal,
  entitlementKey: 'example:role',
  on: 'example',
  via: null,
  conditional: false,
};
export const baseEntitlement = {
  key: 'example:role',
  provider: 'example',
  nativeType: 'example-role',
  name: 'reader',
  access: 'read',
  wildcards: [],
};
export const baseDelegation = {
  provider: 'example',
  kind: 'assume-role',
  from: principal,
  to: { type: 'identity', key: identityKey },
  conditional: false,
  conditions: [],
};
export const baseReference = {
  provider: 'example',
  store: 'vault',
  name: 'example',
  identityKey,
  place,
};
export const baseOwnership = {
  provider: 'example',
  subject: { type: 'identity', key: identityKey },
  owner: { type: 'team', name: 'Example', email: null, status: 'active' },
  basis: 'attested',
  signal: 'tag',
  confidence: 1,
};
export const baseResource = { provider: 'example', nativeType: 'example', name: 'example' };
