export { Agent, AgentTool } from './answers/agent.ts';
export {
  ChangeGroup,
  Changes,
  ChangeTotals,
  FindingChange,
  ThingChange,
} from './answers/change.ts';
export { CheckDetail, CheckRow, CheckRuleProblem, Tally } from './answers/check.ts';
export {
  ConnectionCoverage,
  Coverage,
  CoverageGap,
  ListingCoverage,
  SyncDetail,
  SyncRow,
} from './answers/coverage.ts';
export { CredentialRow, CredentialThing } from './answers/credential.ts';
export {
  Acceptance,
  AcceptRequest,
  FindingDetail,
  FindingEvent,
  FindingRow,
  FindingSubject,
} from './answers/finding.ts';
export {
  FieldChange,
  Graph,
  GraphEdge,
  GraphNode,
  HistoryEntry,
  IdentityDetail,
  IdentityFacets,
  IdentityRow,
  Risk,
  RiskFactor,
} from './answers/identity.ts';
export { Job, JobId } from './answers/job.ts';
export type { LinkRelation, LinkVerdict } from './answers/link.ts';
export { Link, LinkEnd, LinkRule, linkRelations, linkVerdicts } from './answers/link.ts';
export { MattersRow, Overview } from './answers/overview.ts';
export {
  Attestation,
  ExplainedCandidate,
  IdentityOwners,
  LeaverLine,
  LeaverPreview,
  OwnedIdentity,
  OwnerDetail,
  OwnerRow,
  OwnershipChange,
  OwnershipPlan,
  OwnerTotals,
} from './answers/owner.ts';
export { FileCollectorRow, ImporterRow, ImportKindRow, Sources } from './answers/source.ts';
export {
  AnyThing,
  Count,
  DelegationThing,
  ExposureThing,
  GrantThing,
  IdentityRef,
  InstanceThing,
  Lifetime,
  OwnerRef,
  OwnershipThing,
  PrincipalRef,
  ScopeRef,
  SecretReferenceThing,
  SeverityCounts,
} from './answers/thing.ts';
export type { Fetch, RouteAnswer, RouteInput } from './call-route.ts';
export { callRoute, urlOf } from './call-route.ts';
export type {
  AnswerOf,
  Method,
  Permission,
  RawBody,
  RequestParts,
  Route,
  Success,
} from './define-route.ts';
export { commonErrors, defineRoute, permissions } from './define-route.ts';
export { openApiDocument } from './open-api.ts';
export { decodeCursor, defaultLimit, encodeCursor, maxLimit, Position, pageOf } from './paging.ts';
export { FieldFault, Problem, problemMedia, problemOf } from './problem.ts';
export { AsOf, Flag, Order } from './query-values.ts';
export type { CredentialSort } from './routes/credentials.ts';
export { CredentialFilters, credentialSorts } from './routes/credentials.ts';
export type { ExportFormat, ExportSubject } from './routes/exports.ts';
export { exportFormats, exportSubjects } from './routes/exports.ts';
export type { FindingSort } from './routes/findings.ts';
export { FindingFilters, findingSorts } from './routes/findings.ts';
export type { IdentitySort } from './routes/identities.ts';
export { IdentityFilters, identitySorts } from './routes/identities.ts';
export { maxImportBytes } from './routes/jobs.ts';
export type { OwnerSort } from './routes/owners.ts';
export { NewOwner, OwnerFilters, ownerSorts } from './routes/owners.ts';
export { Session } from './routes/server.ts';
export type { Routes } from './routes.ts';
export { routes } from './routes.ts';
