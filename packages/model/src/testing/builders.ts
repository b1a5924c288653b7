import { seen, type Timestamp } from '../observed.ts';
import type { Credential, Exposure, Identity } from '../things.ts';

/** The moment at which tests happen. */
export const now = new Date('2026-06-15T12:00:00.000Z');

/** The timestamp so many days before `now`. */
export function daysAgo(days: number): Timestamp {
  return new Date(now.getTime() - days * 86_400_000).toISOString();
}

/** A service account with nothing wrong. */
export function anIdentity(overrides: Partial<Identity> = {}): Identity {
  return {
    key: 'test:service-account:builder',
    provider: 'test',
    kind: 'service-account',
    nativeType: 'test-service-account',
    name: 'builder',
    status: 'active',
    createdAt: seen(daysAgo(30)),
    lastUsedAt: seen(daysAgo(1)),
    createdBy: seen('platform'),
    environment: 'production',
    access: 'read',
    tags: {},
    ...overrides,
  };
}

/** A young, used, expiring token with nothing wrong. */
export function aCredential(overrides: Partial<Credential> = {}): Credential {
  return {
    key: 'test:token:builder',
    provider: 'test',
    identityKey: 'test:service-account:builder',
    kind: 'token',
    nativeType: 'test-token',
    name: 'builder token',
    status: 'active',
    createdAt: seen(daysAgo(10)),
    expiresAt: seen(daysAgo(-60)),
    lastUsedAt: seen(daysAgo(1)),
    lastRotatedAt: seen(daysAgo(10)),
    ...overrides,
  };
}

/** A secret in a tool's own file that only its owner may read. */
export function anExposure(overrides: Partial<Exposure> = {}): Exposure {
  return {
    key: 'test:exposure:builder',
    provider: 'test',
    credentialKey: 'test:token:builder',
    detector: 'test-token',
    title: 'Test token',
    place: { kind: 'file', locator: '/home/ada/.test/token', mode: '0600', readableBy: 'owner' },
    fingerprint: 'fp_test',
    preview: '••••',
    setting: 'tool-configuration',
    ...overrides,
  };
}
