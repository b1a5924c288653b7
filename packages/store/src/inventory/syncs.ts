import type { ConnectionId, SyncId, WorkspaceId } from '@nonhuman/model';
import { newId } from '@nonhuman/runtime';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { dropSightings, openSightings } from './sightings.ts';

/** Why a sync ended before its end; fit for a person, never a secret. */
export interface SyncError {
  readonly message: string;
  readonly code: string | null;
}

/** How a sync ended. */
export interface SyncEnd {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly counts: Readonly<Record<string, number>>;
  readonly error: SyncError | null;
}

const Locked = z.object({ locked: z.boolean() });
const Connection = z.object({ workspace_id: z.string(), connection_id: z.string() });

/**
 * Takes the connection's lock for as long as the transaction lasts; false when another sync has it.
 *
 * The lock goes with its process, so whoever gets it knows that no sync of the connection runs.
 */
export async function lockConnection(
  tx: Db,
  workspaceId: WorkspaceId,
  connectionId: ConnectionId,
): Promise<boolean> {
  const { locked } = await tx.one(
    Locked,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`${workspaceId}/${connectionId}`}, 1)) as locked`,
  );
  return locked;
}

/**
 * Waits until nobody else writes rows of the connector, until the end of the transaction: two of
 * its connections may see the same thing.
 */
export async function lockRowsOf(
  tx: Db,
  workspaceId: WorkspaceId,
  connectorId: string,
): Promise<void> {
  await tx.run(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${workspaceId}/${connectorId}`}, 2))`,
  );
}

/** Records that a sync runs. Whoever calls holds the connection's lock. */
export async function beginSync(
  db: Db,
  workspaceId: WorkspaceId,
  of: { readonly connectionId: ConnectionId; readonly observedAt: Date; readonly now: Date },
): Promise<SyncId> {
  await markAbandoned(db, workspaceId, of);
  const id = newId('syn') as SyncId;
  await openSightings(db, id);
  await db.run(
    sql`insert into sync (workspace_id, id, connection_id, state, observed_at, started_at)
        values (${workspaceId}, ${id}, ${of.connectionId}, 'running', ${of.observedAt}, ${of.now})`,
  );
  return id;
}

/** Whether any other sync of the connector was ever begun: only syncs write rows. */
export async function hasOtherSync(
  tx: Db,
  workspaceId: WorkspaceId,
  { connectorId, syncId }: { readonly connectorId: string; readonly syncId: string },
): Promise<boolean> {
  const { found } = await tx.one(
    z.object({ found: z.boolean() }),
    sql`select exists (
          select from sync s join connection c on c.workspace_id = s.workspace_id and c.id = s.connection_id
          where s.workspace_id = ${workspaceId} and c.connector_id = ${connectorId} and s.id <> ${syncId}
        ) as found`,
  );
  return found;
}

/** Records how a sync ended. */
export async function endSync(
  db: Db,
  workspaceId: WorkspaceId,
  of: { readonly syncId: SyncId; readonly end: SyncEnd; readonly now: Date },
): Promise<void> {
  const { state, counts, error } = of.end;
  await db.run(
    sql`update sync set state = ${state}, finished_at = ${of.now}, counts = ${sql.json(counts)},
          error = ${error === null ? null : sql.json(error)}
        where workspace_id = ${workspaceId} and id = ${of.syncId} and state = 'running'`,
  );
  await dropSightings(db, of.syncId);
}

/**
 * Marks as failed every sync whose process is gone; gives their number. For the start of a program:
 * syncs of other living processes are left alone.
 */
export async function failAbandonedSyncs(db: Db, now: Date): Promise<number> {
  const running = await db.many(
    Connection,
    sql`select distinct workspace_id, connection_id from sync where state = 'running'`,
  );
  let marked = 0;
  for (const row of running) {
    const workspaceId = row.workspace_id as WorkspaceId;
    const connectionId = row.connection_id as ConnectionId;
    marked += await db.transaction(async (tx) => {
      const locked = await lockConnection(tx, workspaceId, connectionId);
      return locked ? markAbandoned(tx, workspaceId, { connectionId, now }) : 0;
    });
  }
  return marked;
}

async function markAbandoned(
  db: Db,
  workspaceId: WorkspaceId,
  of: { readonly connectionId: ConnectionId; readonly now: Date },
): Promise<number> {
  const error: SyncError = {
    message: 'The program ended before the sync did. Run it again: what was read is kept.',
    code: null,
  };
  const abandoned = await db.many(
    z.object({ id: z.string() }),
    sql`update sync set state = 'failed', finished_at = ${of.now}, error = ${sql.json(error)}
        where workspace_id = ${workspaceId} and connection_id = ${of.connectionId}
          and state = 'running' returning id`,
  );
  for (const { id } of abandoned) await dropSightings(db, id);
  return abandoned.length;
}
