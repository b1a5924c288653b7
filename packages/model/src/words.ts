/** What an identity is. */
export const identityKinds = [
  'service-account',
  'role',
  'application',
  'machine-user',
  'workload',
  'bot',
  'database-login',
  'agent',
] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** What a credential is, whatever the provider calls it. */
export const credentialKinds = [
  'access-key',
  'api-key',
  'app-key',
  'certificate',
  'connection-string',
  'federated-trust',
  'jwt',
  'oauth-client-secret',
  'oauth-grant',
  'password',
  'private-key',
  'session',
  'ssh-key',
  'token',
  'webhook-url',
] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** Whether a thing can be used now, as far as the provider tells. */
export const statuses = ['active', 'disabled', 'expired', 'revoked', 'unknown'] as const;
export type Status = (typeof statuses)[number];

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Where a thing belongs, told by tags, names or paths; `unknown` when nothing tells. */
export const environments = ['production', 'non-production', 'unknown'] as const;
export type Environment = (typeof environments)[number];

/** How far access goes; `unknown` when it was not told or not understood. */
export const accessLevels = ['admin', 'write', 'read', 'none', 'unknown'] as const;
export type AccessLevel = (typeof accessLevels)[number];

/** What an identity that a delegation starts from may do with the one it leads to. */
export const delegationKinds = [
  'assume-role',
  'connects-to',
  'federated-login',
  'impersonate',
  'holds-credential',
  'inherits-ambient',
  'launches',
  'runs-as',
] as const;
export type DelegationKind = (typeof delegationKinds)[number];

export const findingStates = ['open', 'accepted', 'resolved'] as const;
export type FindingState = (typeof findingStates)[number];

/** Why a listing, a page or a file could not be read; the closed set that the coverage page explains. */
export const gapReasons = [
  'not-permitted',
  'not-found',
  'not-asked',
  'too-large',
  'unreadable',
  'malformed',
  'unsupported',
  'rate-limited',
  'unavailable',
  'vanished',
  'cancelled',
] as const;
export type GapReason = (typeof gapReasons)[number];
