import type { WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';

const Run = z.object({ ranAt: z.date(), stamp: z.string(), rules: z.string() });
/** The last pass over the links: over which state of the inventory, and by which rules. */
export type LinkRun = z.infer<typeof Run>;

/** The last pass that was finished; null before the first. */
export function readLinkRun(db: Db, workspaceId: WorkspaceId): Promise<LinkRun | null> {
  return db.maybeOne(
    Run,
    sql`select ran_at as "ranAt", stamp, rules from link_run where workspace_id = ${workspaceId}`,
  );
}

/** Notes a finished pass. */
export async function saveLinkRun(
  db: Db,
  workspaceId: WorkspaceId,
  { ranAt, stamp, rules, counts }: LinkRun & { readonly counts: Readonly<Record<string, number>> },
): Promise<void> {
  await db.run(sql`
    insert into link_run (workspace_id, ran_at, stamp, rules, counts)
    values (${workspaceId}, ${ranAt}, ${stamp}, ${rules}, ${sql.json(counts)})
    on conflict (workspace_id) do update
      set ran_at = excluded.ran_at, stamp = excluded.stamp, rules = excluded.rules, counts = excluded.counts`);
}

const Stamp = z.object({ stamp: z.string(), running: z.boolean() });

/**
 * Differs whenever a sync may have changed the inventory; `running` while one may be doing so. A sync
 * that ended without having added, changed or removed anything does not count.
 */
export function readInventoryStamp(
  db: Db,
  workspaceId: WorkspaceId,
): Promise<z.infer<typeof Stamp>> {
  const changes = sql`coalesce((counts ->> 'added')::bigint, 1) + coalesce((counts ->> 'changed')::bigint, 1)
    + coalesce((counts ->> 'removed')::bigint, 1)`;
  return db.one(
    Stamp,
    sql`select concat_ws('/', count(*) filter (where counts is null or ${changes} > 0),
          coalesce(sum(${changes}) filter (where counts is not null), 0),
          max(id) filter (where counts is null or ${changes} > 0),
          max(finished_at) filter (where counts is null or ${changes} > 0)) as stamp,
        coalesce(bool_or(state = 'running'), false) as running
      from sync where workspace_id = ${workspaceId}`,
  );
}

/** Runs `work` while no other process looks for the links of this workspace; waits for one that does. */
export function withLinkLock<T>(
  db: Db,
  workspaceId: WorkspaceId,
  work: () => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`link:${workspaceId}`}, 0))`);
    return work();
  });
}

const Copies = z.object({ id: z.string() });

/** The connections of connectors that tell of other providers' things. */
export async function readCopyConnections(
  db: Db,
  workspaceId: WorkspaceId,
  connectors: readonly string[],
): Promise<string[]> {
  const rows = await db.many(
    Copies,
    sql`select id from connection where workspace_id = ${workspaceId} and connector_id = any(${connectors}::text[])`,
  );
  return rows.map(({ id }) => id);
}
