import type { Noun, ScopeId, SyncId, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import { nounTables } from './noun-tables.ts';

/**
 * The rows of which a running sync was told the same as the last time.
 *
 * They stay unwritten: to stamp a row writes the whole of it anew, and where a listing is read to its
 * end the ledger says of all its rows at once that they were seen. The table is the sync's own and not
 * in the journal: should the program or the server die, the sync is run again anyhow.
 */
export function sightingsOf(syncId: string): Sql {
  return sql.identifier(`sighted_${syncId.slice('syn_'.length)}`);
}

/** Makes the place for the sightings of a sync that begins. */
export async function openSightings(tx: Db, syncId: string): Promise<void> {
  await tx.run(
    sql`create unlogged table ${sightingsOf(syncId)} (id text primary key, noun text not null)`,
  );
}

/** Forgets them, if any are left. */
export async function dropSightings(tx: Db, syncId: string): Promise<void> {
  await tx.run(sql`drop table if exists ${sightingsOf(syncId)}`);
}

/** Notes rows of a noun as seen; gives how many of them were not noted before. */
export async function addSightings(
  tx: Db,
  syncId: string,
  { noun, ids }: { readonly noun: Noun; readonly ids: readonly string[] },
): Promise<number> {
  if (ids.length === 0) return 0;
  return tx.run(
    sql`insert into ${sightingsOf(syncId)} (id, noun)
        select id, ${noun} from unnest(${ids}::text[]) id on conflict do nothing`,
  );
}

const Seen = z.object({ noun: z.custom<Noun>((noun) => typeof noun === 'string') });

/** Stamps the rows that were seen in listings other than these, which were read to their end. */
export async function stampSightings(
  tx: Db,
  workspaceId: WorkspaceId,
  {
    syncId,
    observedAt,
    complete,
  }: {
    readonly syncId: SyncId;
    readonly observedAt: Date;
    readonly complete: readonly { readonly scopeId: ScopeId; readonly listing: string }[];
  },
): Promise<void> {
  const nouns = await tx.many(Seen, sql`select distinct noun from ${sightingsOf(syncId)}`);
  const scopeIds = complete.map(({ scopeId }) => scopeId);
  const listings = complete.map(({ listing }) => listing);
  for (const { noun } of nouns) {
    await tx.run(
      sql`update ${sql.identifier(nounTables[noun].name)} t
          set sync_id = ${syncId}, observed_at = ${observedAt}
          from ${sightingsOf(syncId)} s
          where s.noun = ${noun} and t.workspace_id = ${workspaceId} and t.id = s.id
            and not exists (
              select from unnest(${scopeIds}::text[], ${listings}::text[]) whole(scope_id, listing)
              where whole.scope_id = t.scope_id and whole.listing = t.listing)`,
    );
  }
}

/** When the row `t` was last known to be there: seen itself, or by a later pass of all its listing. */
export const lastSeenAt = sql`greatest(t.observed_at, (
  select l.complete_observed_at from scope_ledger l
  where l.workspace_id = t.workspace_id and l.scope_id = t.scope_id and l.listing = t.listing))`;
