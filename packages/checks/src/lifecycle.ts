import type { CredentialKind, IdentityKind, Status, Timestamp } from '@nonhuman/model';

const dayMs = 86_400_000;

/** Whole days from `timestamp` to `now`; negative when it lies ahead. */
export function daysSince(timestamp: Timestamp, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(timestamp)) / dayMs);
}

/** Whole days from `now` to `timestamp`; negative when it has passed. */
export function daysUntil(timestamp: Timestamp, now: Date): number {
  return Math.floor((Date.parse(timestamp) - now.getTime()) / dayMs);
}

/** Told to be unusable. A status that was not told is not dead: files on a host never tell it. */
export function isDead(status: Status): status is 'disabled' | 'expired' | 'revoked' {
  return status === 'disabled' || status === 'expired' || status === 'revoked';
}

/** Secrets that stay the same until somebody changes them: what rotation limits are about. */
export const staticKinds: ReadonlySet<CredentialKind> = new Set<CredentialKind>([
  'access-key',
  'api-key',
  'app-key',
  'connection-string',
  'oauth-client-secret',
  'password',
  'private-key',
  'ssh-key',
  'token',
  'webhook-url',
]);

/** Identities that others may become or log in as, so that trust towards them is worth judging. */
export const assumableKinds: ReadonlySet<IdentityKind> = new Set<IdentityKind>([
  'application',
  'role',
  'service-account',
]);
