export type { Db, Sql, SqlValue } from './db.ts';
export { sql } from './db.ts';
export type { OpenStoreOptions, Store } from './open-store.ts';
export { openStore } from './open-store.ts';
export { dataFolderOf } from './postgres/data-folder.ts';
export type { TransactionOptions } from './session.ts';
export { isUniqueViolation } from './store-errors.ts';
export {
  readEntitlements,
  readLedger,
  readOrphans,
  readResources,
  readSubjects,
} from './findings/read-subjects.ts';
export type { SubjectRows } from './findings/read-subjects.ts';
export { acceptFindings, reopenFindings } from './findings/triage.ts';
export type { Acceptance } from './findings/triage.ts';
export { readKnownFindings, resolveGoneSubjects, writeFindings } from './findings/write-findings.ts';
export type { FindingEvent, FindingRow, KnownFinding } from './findings/write-findings.ts';
export { dropGoneRisk, writeRisk, writeTallies } from './findings/write-risk.ts';
export type { RiskRow, TallyRow } from './findings/write-risk.ts';
