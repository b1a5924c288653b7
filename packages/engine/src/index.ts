export type { EvaluationContext, EvaluationSummary } from './evaluate/evaluate.ts';
export { evaluate } from './evaluate/evaluate.ts';
export type { CleanFilesOptions } from './host/clean-files.ts';
export type { Home } from './host/file-context.ts';
export type { ReadHistory } from './host/histories.ts';
export { runHostScan } from './host/run-host-scan.ts';
export { scanHost } from './host/scan-host.ts';
export type { HostScan, HostScanProgress } from './host/scanning.ts';
export type { ExpansionLimits } from './import/expansion.ts';
export { expansionLimits } from './import/expansion.ts';
export type { ImportInputs, InputProblem, OpenInputs } from './import/open-inputs.ts';
export { openImportFiles } from './import/open-inputs.ts';
export type {
  ImportedFile,
  ImportProgress,
  ImportRequest,
  ImportSummary,
} from './import/run-import.ts';
export { runImport } from './import/run-import.ts';
export type { LinkRule } from './link/define-link.ts';
export { sureness } from './link/define-link.ts';
export type { LinkContext, LinkSummary } from './link/link-inventory.ts';
export { linkInventory } from './link/link-inventory.ts';
export { linkRules } from './link/rules.ts';
export type { KnownPerson, KnownTeam, People } from './ownership/known-people.ts';
export type { LeaverLine } from './ownership/leaver-lines.ts';
export { arithmeticOf } from './ownership/owners-of.ts';
export type { OwnershipRun } from './ownership/owners-of-rows.ts';
export { openOwnership } from './ownership/owners-of-rows.ts';
export type { LeaverPreview } from './ownership/preview-leaver.ts';
export { previewLeaver } from './ownership/preview-leaver.ts';
export type { ExplainedOwners } from './ownership/refresh-owners.ts';
export { explainOwners, refreshOwners } from './ownership/refresh-owners.ts';
export { OwnershipSettings, ownershipSettingName, usualConventions } from './ownership/settings.ts';
export {
  contestedWithin,
  leastOwner,
  linkFactors,
  mostInferred,
  signalWeights,
} from './ownership/weights.ts';
export { folderScopeKind } from './sync/folder-scope.ts';
export type { SyncDeps, SyncRequest } from './sync/run-sync.ts';
export { runSync } from './sync/run-sync.ts';
export type { ListingSummary, SyncCounts, SyncProgress, SyncSummary } from './sync/summary.ts';
