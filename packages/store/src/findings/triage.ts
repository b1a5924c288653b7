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
