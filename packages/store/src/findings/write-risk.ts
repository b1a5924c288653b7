import type { Severity, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { readyJson } from '../copy-text.ts';
import { type Db, sql } from '../db.ts';

/** What an evaluation says of one identity as a whole. */
export interface RiskRow {
  /** Differs when anything here does. */
  readonly digest: string;
  readonly identityId: string;
  readonly score: number;
  /** JSON, as `jsonText` writes it. */
  readonly factors: string;
  /** JSON, as `jsonText` writes it. */
  readonly wouldLower: string;
  readonly worstSeverity: Severity | null;
  readonly openFindings: number;
  readonly ownerName: string | null;
  readonly ownerBasis: 'attested' | 'inferred' | 'none';
}

/** A digest of what was last written of each identity after `afterId` up to `upTo`. */
export async function readRiskDigests(
  db: Db,
  workspaceId: WorkspaceId,
  { afterId, upTo }: { afterId: string; upTo: string },
): Promise<Map<string, string>> {
  const rows = await db.many(
    z.object({ identity_id: z.string(), digest: z.string() }),
    sql`select identity_id, digest from identity_posture
        where workspace_id = ${workspaceId} and identity_id > ${afterId} and identity_id <= ${upTo}
          and digest is not null`,
  );
  return new Map(rows.map((row) => [row.identity_id, row.digest]));
}

/** Writes the risk of identities; those whose digest is as before are best left out. */
export async function writeRisk(
  db: Db,
  workspaceId: WorkspaceId,
  rows: readonly RiskRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ identityId }) => identityId);
  await db.run(
    sql`delete from identity_posture where workspace_id = ${workspaceId} and identity_id = any(${ids})`,
  );
  await db.copyIn(
    'identity_posture',
    postureColumns,
    rows.map((row) => [
      workspaceId,
      row.identityId,
      row.score,
      row.worstSeverity,
      row.openFindings,
      row.ownerName,
      row.ownerBasis,
      row.digest,
      readyJson(row.factors),
      readyJson(row.wouldLower),
    ]),
  );
}

const postureColumns = [
  'workspace_id',
  'identity_id',
  'risk',
  'worst_severity',
  'open_findings',
  'owner_name',
  'owner_basis',
  'digest',
  'factors',
  'would_lower',
] as const;

/** Removes the risk of identities that are gone. */
export async function dropGoneRisk(db: Db, workspaceId: WorkspaceId): Promise<void> {
  await db.run(sql`
    delete from identity_posture r where r.workspace_id = ${workspaceId}
      and not exists (select from identity i where i.workspace_id = r.workspace_id and i.id = r.identity_id)`);
}

/** How often each check came to which outcome. */
export interface TallyRow {
  readonly checkId: string;
  readonly outcome: 'pass' | 'fail' | 'not-applicable' | 'unknown';
  readonly because: string;
  readonly subjects: number;
}

/** Replaces the tallies of the workspace. */
export async function writeTallies(
  db: Db,
  workspaceId: WorkspaceId,
  rows: readonly TallyRow[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.run(sql`delete from check_tally where workspace_id = ${workspaceId}`);
    if (rows.length === 0) return;
    await tx.run(sql`
      insert into check_tally (workspace_id, check_id, outcome, because, subjects)
      select ${workspaceId}, * from unnest(${rows.map((row) => row.checkId)}::text[], ${rows.map((row) => row.outcome)}::text[],
        ${rows.map((row) => row.because)}::text[], ${rows.map((row) => row.subjects)}::int[])`);
  });
}
