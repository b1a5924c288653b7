import { NhiError, type WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { writeEvents } from './write-findings.ts';

/** Why a risk is borne, by whom, and until when. */
export interface Acceptance {
  readonly until: Date;
  readonly reason: string;
  readonly riskOwner: string;
  readonly actor: string;
}

const Id = z.object({ id: z.string() });

/**
 * Accepts open findings until a date; gives how many. Those that are accepted already get the new
 * terms; resolved ones throw `STATE_CONFLICT`, unknown ones `NOT_FOUND`, and nothing is changed.
 */
export function acceptFindings(
  db: Db,
  workspaceId: WorkspaceId,
  {
    findingIds,
    acceptance,
    at,
  }: { findingIds: readonly string[]; acceptance: Acceptance; at: Date },
): Promise<number> {
  return db.transaction(async (tx) => {
    await requireState(tx, workspaceId, { findingIds, notState: 'resolved' });
    const changed = await tx.many(
      Id,
      sql`update finding set state = 'accepted', accepted_until = ${acceptance.until},
                 accepted_reason = ${acceptance.reason}, risk_owner = ${acceptance.riskOwner}
          where workspace_id = ${workspaceId} and id = any(${findingIds}) and state <> 'resolved' returning id`,
    );
    const details = {
      until: acceptance.until.toISOString(),
      reason: acceptance.reason,
      riskOwner: acceptance.riskOwner,
    };
    const events = changed.map(({ id }) => ({
      findingId: id,
      kind: 'accepted' as const,
      actor: acceptance.actor,
      details,
    }));
    await writeEvents(tx, workspaceId, { events, at });
    await countOpenFindings(tx, workspaceId, findingIds);
    return changed.length;
  });
}

/** Takes acceptances back: the findings are open again. Throws like `acceptFindings`, and `STATE_CONFLICT` for open ones. */
export function reopenFindings(
  db: Db,
  workspaceId: WorkspaceId,
  {
    findingIds,
    reason,
    actor,
    at,
  }: { findingIds: readonly string[]; reason: string; actor: string; at: Date },
): Promise<number> {
  return db.transaction(async (tx) => {
    await requireState(tx, workspaceId, { findingIds, notState: 'resolved' });
    await requireState(tx, workspaceId, { findingIds, notState: 'open' });
    const changed = await tx.many(
      Id,
      sql`update finding set state = 'open', accepted_until = null, accepted_reason = null, risk_owner = null
          where workspace_id = ${workspaceId} and id = any(${findingIds}) and state = 'accepted' returning id`,
    );
    const events = changed.map(({ id }) => ({
      findingId: id,
      kind: 'reopened' as const,
      actor,
      details: { reason },
    }));
    await writeEvents(tx, workspaceId, { events, at });
    await countOpenFindings(tx, workspaceId, findingIds);
    return changed.length;
  });
}

async function requireState(
  db: Db,
  workspaceId: WorkspaceId,
  { findingIds, notState }: { findingIds: readonly string[]; notState: 'open' | 'resolved' },
): Promise<void> {
  const rows = await db.many(
    z.object({ id: z.string(), state: z.string() }),
    sql`select id, state from finding where workspace_id = ${workspaceId} and id = any(${findingIds}) for update`,
  );
  const known = new Map(rows.map(({ id, state }) => [id, state]));
  for (const findingId of findingIds) {
    const state = known.get(findingId);
    if (state === undefined) throw new NhiError('NOT_FOUND', { findingId });
    if (state === notState) throw new NhiError('STATE_CONFLICT', { findingId, state });
  }
}

/** Brings the counts that lists show of the identities in line with their findings. */
async function countOpenFindings(
  db: Db,
  workspaceId: WorkspaceId,
  findingIds: readonly string[],
): Promise<void> {
  await db.run(sql`
    update identity_posture p set open_findings = now_open.count, worst_severity = now_open.worst
    from (select touched.identity_id, count(f.id)::int as count,
                 (array_agg(f.severity order by f.severity_rank) filter (where f.id is not null))[1] as worst
          from (select distinct identity_id from finding
                where workspace_id = ${workspaceId} and id = any(${findingIds}) and identity_id is not null) touched
          left join finding f on f.workspace_id = ${workspaceId} and f.identity_id = touched.identity_id and f.state = 'open'
          group by touched.identity_id) now_open
    where p.workspace_id = ${workspaceId} and p.identity_id = now_open.identity_id`);
}
