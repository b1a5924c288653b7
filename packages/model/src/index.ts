export type { ErrorCode, ErrorDetails } from './errors.ts';
export { errorCatalogue, NhiError, redactText } from './errors.ts';
export type { Noun } from './ids.ts';
export {
  ConnectionId,
  CredentialId,
  FindingId,
  IdentityId,
  idPrefixes,
  nouns,
  ScopeId,
  SyncId,
  ThingId,
  WorkspaceId,
} from './ids.ts';
export { mergeThing } from './merge.ts';
export type { Complete, Gap, Observation, ScopeSeen, Upsert } from './observation.ts';
export type { Observed } from './observed.ts';
export { never, observed, seen, Timestamp, timestampOf, unknown, valueOf } from './observed.ts';
export { isOwnMachine } from './own-machine.ts';
export type { OwnerStatus } from './owner.ts';
export { OwnerCandidate, OwnerEvidence, ownerStatuses, TeamMembers } from './owner.ts';
export type { Things } from './things.ts';
export {
  Attributes,
  Credential,
  Delegation,
  Entitlement,
  Exposure,
  Grant,
  Identity,
  Instance,
  Ownership,
  Person,
  Place,
  Principal,
  Resource,
  Scope,
  SecretReference,
  Team,
  things,
} from './things.ts';
export type {
  AccessLevel,
  CredentialKind,
  DelegationKind,
  Environment,
  FindingState,
  GapReason,
  IdentityKind,
  Severity,
  Status,
} from './words.ts';
export {
  accessLevels,
  credentialKinds,
  delegationKinds,
  environments,
  findingStates,
  gapReasons,
  identityKinds,
  severities,
  statuses,
} from './words.ts';
