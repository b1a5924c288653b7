export type { ListingSummary, SyncCounts, SyncProgress, SyncSummary } from './sync/summary.ts';
export { folderScopeKind } from './sync/folder-scope.ts';
export type { SyncDeps, SyncRequest } from './sync/run-sync.ts';
export { runSync } from './sync/run-sync.ts';
export type { EvaluationContext, EvaluationSummary } from './evaluate/evaluate.ts';
export { evaluate } from './evaluate/evaluate.ts';
