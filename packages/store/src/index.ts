export type { BackupSummary } from './backup/format.ts';
export { fingerprintKeyFile } from './backup/format.ts';
export type { RestoreOptions } from './backup/restore-backup.ts';
export { restoreBackup } from './backup/restore-backup.ts';
export type { BackupOptions } from './backup/write-backup.ts';
export { writeBackup } from './backup/write-backup.ts';
export type { Db, Sql, SqlValue } from './db.ts';
export { sql } from './db.ts';
export { finishEvaluation, startEvaluation, withEvaluationLock } from './findings/evaluations.ts';
export type { SubjectRows } from './findings/read-subjects.ts';
export {
  readEntitlements,
  readLedger,
  readOrphans,
  readResources,
  readSubjects,
} from './findings/read-subjects.ts';
export { refreshStatistics } from './findings/statistics.ts';
export type { Acceptance } from './findings/triage.ts';
export { acceptFindings, reopenFindings } from './findings/triage.ts';
export type { FindingEvent, FindingRow, KnownFinding } from './findings/write-findings.ts';
export {
  followSubjects,
  readFindingsAbout,
  readKnownFindings,
  resolveGoneSubjects,
  writeFindings,
} from './findings/write-findings.ts';
export type { RiskRow, TallyRow } from './findings/write-risk.ts';
export { dropGoneRisk, readRiskDigests, writeRisk, writeTallies } from './findings/write-risk.ts';
export type {
  DifferenceTotals,
  FindingDifference,
  IdentityDifference,
  ThingDifference,
  Window,
} from './history/changes.ts';
export { countDifferences, pageDifferences } from './history/changes.ts';
export { pageFindingsAt, readFindingsOfAt } from './history/findings-at.ts';
export type { ConnectionName } from './inventory/connections.ts';
export { connectionIdOf, ensureConnection, saveScope, scopeIdOf } from './inventory/connections.ts';
export type { LastPass, ListingPass } from './inventory/ledger.ts';
export { readLastPasses, savePasses } from './inventory/ledger.ts';
export type { IdOf } from './inventory/noun-tables.ts';
export { retryOnDeadlock } from './inventory/retry-on-deadlock.ts';
export type { FolderScope } from './inventory/scopes-of-folder.ts';
export { readScopesAround } from './inventory/scopes-of-folder.ts';
export { addSightings, stampSightings } from './inventory/sightings.ts';
export type { CompleteListing } from './inventory/sweep.ts';
export { sweepListing } from './inventory/sweep.ts';
export type { SyncEnd, SyncError } from './inventory/syncs.ts';
export {
  beginSync,
  endSync,
  failAbandonedSyncs,
  hasOtherSync,
  lockConnection,
  lockRowsOf,
} from './inventory/syncs.ts';
export type {
  EndedRow,
  NounRows,
  ThingRow,
  ThingStamp,
  WrittenRow,
  WrittenRows,
} from './inventory/thing-rows.ts';
export {
  closeVersions,
  insertThings,
  readEnded,
  readStamps,
  readThings,
  reopenVersions,
  replaceThings,
  restampThings,
} from './inventory/thing-rows.ts';
export type { DerivedPair } from './links/derived-links.ts';
export { streamHolders, streamOpened } from './links/derived-links.ts';
export type { LinkEdgeRow } from './links/link-edges.ts';
export { readLinkEdges } from './links/link-edges.ts';
export type { LinkJoin, LinkPair, PairEnd } from './links/link-pairs.ts';
export { pairedWithEach, streamEnds, streamPairs } from './links/link-pairs.ts';
export type { LinkRun } from './links/link-runs.ts';
export {
  readCopyConnections,
  readInventoryStamp,
  readLinkRun,
  saveLinkRun,
  withLinkLock,
} from './links/link-runs.ts';
export type { JoinedNoun, LinkName, LinkSide, Term } from './links/link-side.ts';
export type {
  LinkedExposureRow,
  SubjectLinkRow,
  SubjectLinks,
} from './links/links-of-subjects.ts';
export { readSameIdentities, readSubjectLinks } from './links/links-of-subjects.ts';
export type { LinkEnd, LinkFilter, LinkListRow } from './links/read-links.ts';
export { countLinks, pageLinks, readLinksOf } from './links/read-links.ts';
export type {
  LinkCounts,
  LinkedNoun,
  LinkRelation,
  LinkRow,
  LinkVerdict,
} from './links/write-links.ts';
export { linkRelations, linkVerdicts, replaceLinks } from './links/write-links.ts';
export type { OpenStoreOptions, Store } from './open-store.ts';
export { openStore } from './open-store.ts';
export type {
  AttestationRow,
  AttestedOwner,
  OwnershipChangeRow,
  OwnershipWrite,
} from './ownership/attestations.ts';
export {
  attestSubjects,
  listOwnershipChanges,
  readAttestationHistory,
  readAttestations,
  undoOwnershipChange,
  withdrawAttestations,
} from './ownership/attestations.ts';
export type { OwnedIdentityRow, OwnerFilter, OwnerListRow } from './ownership/owner-pages.ts';
export {
  countAttested,
  countOwnerTotals,
  pageOwned,
  pageOwners,
  readOwner,
  readOwners,
  readPlanned,
  selectSubjects,
} from './ownership/owner-pages.ts';
export type { OwnerFacts, OwnerLink } from './ownership/owner-rows.ts';
export {
  countOwners,
  holdersOf,
  missingSubjects,
  ownerLinkDigest,
  readOwnerDigests,
  showForemostOwners,
  writeKnownOwners,
  writeOwnerLinks,
} from './ownership/owner-rows.ts';
export type { OwnedRows } from './ownership/read-owned.ts';
export {
  readDelegationsTo,
  readNeighbours,
  readOwned,
  readPeople,
} from './ownership/read-owned.ts';
export { dataFolderOf } from './postgres/data-folder.ts';
export type { AgentParts } from './queries/agents.ts';
export { pageAgents, readAgentParts } from './queries/agents.ts';
export type { AnyThing } from './queries/any-thing.ts';
export { nameOf, nounOf, readThing } from './queries/any-thing.ts';
export type { AroundIdentity } from './queries/around-identity.ts';
export { aroundLimit, readAroundIdentity } from './queries/around-identity.ts';
export type { LedgerRequest, ListingRow } from './queries/coverage.ts';
export { countCoverage, readCoverage, readTopGaps } from './queries/coverage.ts';
export type {
  CredentialFilter,
  CredentialListRow,
  CredentialOrder,
  CredentialPageRequest,
} from './queries/credential-page.ts';
export {
  pageCredentials,
  readCredentialRows,
  streamCredentials,
} from './queries/credential-page.ts';
export type {
  FindingFilter,
  FindingListRow,
  FindingOrder,
  FindingPageRequest,
  FindingWithEvidence,
} from './queries/finding-page.ts';
export {
  pageFindings,
  readFinding,
  readFindingEvents,
  readFindingsByIds,
  readFindingsOf,
  streamFindings,
} from './queries/finding-page.ts';
export type { GraphEdgeRow, GraphNodeRow } from './queries/graph.ts';
export { outsidePrefix, readEdges, readNodes } from './queries/graph.ts';
export type { ChangeRow } from './queries/history.ts';
export { pageHistory } from './queries/history.ts';
export type { KeptAnswer } from './queries/idempotency.ts';
export { claimKey, keepAnswer, releaseKey } from './queries/idempotency.ts';
export type { IdentityCell } from './queries/identity-cube.ts';
export {
  countIdentities,
  readExposedIdentities,
  readScopeNames,
  readStamp,
} from './queries/identity-cube.ts';
export type { IdentityFilter } from './queries/identity-filters.ts';
export type {
  IdentityListRow,
  IdentityOrder,
  IdentityPageRequest,
} from './queries/identity-page.ts';
export { pageIdentities, readIdentityRows, streamIdentities } from './queries/identity-page.ts';
export type { JobFailure, JobProgress, JobRow } from './queries/jobs.ts';
export { listJobs, readJob, writeJob } from './queries/jobs.ts';
export type { After, Page, PageRequest } from './queries/keyset.ts';
export type { OwnerRef, ScopeRef } from './queries/row-shapes.ts';
export type { SyncListRow } from './queries/sync-pages.ts';
export {
  listConnections,
  pageSyncs,
  readGapsOf,
  readLastSyncs,
  readPassesOf,
  readSync,
} from './queries/sync-pages.ts';
export type { Thing } from './queries/things-at.ts';
export { readConnectors } from './queries/things-at.ts';
export type { CheckTally, FindingCount, Leader } from './queries/totals.ts';
export {
  countFindings,
  readIdentityRisk,
  readLeaders,
  readStoreVersion,
  readTallies,
  readTotals,
} from './queries/totals.ts';
export type { TransactionOptions } from './session.ts';
export { jsonText } from './sql.ts';
export { isUniqueViolation } from './store-errors.ts';
export { readSetting, writeSetting } from './workspaces/settings.ts';
export type { Workspace } from './workspaces/workspaces.ts';
export { ensureWorkspace, listWorkspaces } from './workspaces/workspaces.ts';
