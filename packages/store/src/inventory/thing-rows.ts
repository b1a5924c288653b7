import type { Noun, Things, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { readyJson } from '../copy-text.ts';
import { type Db, type Sql, sql } from '../db.ts';
import { type IdOf, nounTables } from './noun-tables.ts';
import { lastSeenAt, sightingsOf } from './sightings.ts';

/** One current row of a noun. */
export interface ThingRow {
  readonly id: string;
  readonly key: string;
  /** Whose complete pass decides that it is gone. */
  readonly connectionId: string;
  readonly scopeId: string;
  readonly listing: string;
  /** The sync that last saw it. */
  readonly syncId: string;
  readonly observedAt: Date;
  /** When a source that does not decide its existence last added to it; null when none did. */
  readonly enrichedAt: Date | null;
  readonly firstSeenAt: Date;
  /** Since when its facts are what they are. */
  readonly validFrom: Date;
  /** Equal when the listing told the same the last time, and nothing else has changed the row since; null when something has. */
  readonly toldHash: string | null;
  readonly facts: Things[Noun];
}

/** As much of a row as tells that nothing has changed. */
export type ThingStamp = Pick<
  ThingRow,
  'id' | 'connectionId' | 'scopeId' | 'listing' | 'syncId' | 'observedAt' | 'toldHash'
>;

/** What a removed row leaves: nothing older than its end may bring it back. */
export interface EndedRow {
  readonly id: string;
  readonly firstSeenAt: Date;
  readonly endedAt: Date;
}

/** The rows of one noun in one workspace that a statement is about. */
export interface NounRows {
  readonly workspaceId: WorkspaceId;
  readonly noun: Noun;
}

const Stamp = z.object({
  id: z.string(),
  connectionId: z.string(),
  scopeId: z.string(),
  listing: z.string(),
  syncId: z.string(),
  observedAt: z.date(),
  toldHash: z.string().nullable(),
});

const Known = Stamp.extend({
  key: z.string(),
  enrichedAt: z.date().nullable(),
  firstSeenAt: z.date(),
  validFrom: z.date(),
  // What was written was checked as its noun; a second look would cost more than the reading.
  facts: z.custom<Things[Noun]>((facts) => typeof facts === 'object' && facts !== null),
});

const Ended = z.object({ id: z.string(), firstSeenAt: z.date(), endedAt: z.date() });

/**
 * The current rows `t` with these ids. A join, not a list in a condition: before PostgreSQL has looked
 * at a new table, it would seek a list along the wrong index.
 */
function rowsWith(ids: readonly string[], { workspaceId, noun }: NounRows): Sql {
  return sql`unnest(${ids}::text[]) wanted(id)
    join ${sql.identifier(nounTables[noun].name)} t on t.workspace_id = ${workspaceId} and t.id = wanted.id`;
}

/** The stamps of the current rows with these ids, in no order. */
export async function readStamps(
  db: Db,
  { workspaceId, noun }: NounRows,
  ids: readonly string[],
): Promise<ThingStamp[]> {
  return db.many(
    Stamp,
    sql`select t.id, connection_id as "connectionId", scope_id as "scopeId", listing,
          sync_id as "syncId", observed_at as "observedAt", told_hash as "toldHash"
        from ${rowsWith(ids, { workspaceId, noun })}`,
  );
}

/** The current rows with these ids, in no order, stamped with the sync where it has seen them. */
export async function readThings(
  db: Db,
  rows: NounRows,
  {
    ids,
    syncId,
    observedAt,
  }: { readonly ids: readonly string[]; readonly syncId: string; readonly observedAt: Date },
): Promise<ThingRow[]> {
  if (ids.length === 0) return [];
  return db.many(
    Known,
    sql`select t.id, key, connection_id as "connectionId", scope_id as "scopeId", listing,
          case when s.id is null then sync_id else ${syncId} end as "syncId",
          greatest(${lastSeenAt}, case when s.id is not null then ${observedAt}::timestamptz end) as "observedAt",
          enriched_at as "enrichedAt", first_seen_at as "firstSeenAt", valid_from as "validFrom",
          told_hash as "toldHash", facts
        from ${rowsWith(ids, rows)} left join ${sightingsOf(syncId)} s on s.id = t.id`,
  );
}

/** When rows with these ids, of whatever noun, last ended; ids without a past are left out. */
export async function readEnded(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<EndedRow[]> {
  if (ids.length === 0) return [];
  return db.many(
    Ended,
    sql`select id, min(valid_from) as "firstSeenAt", max(valid_to) as "endedAt"
        from thing_version
        where workspace_id = ${workspaceId} and id = any(${ids}::text[])
        group by id`,
  );
}

const ownColumns = [
  'workspace_id',
  'id',
  'connection_id',
  'scope_id',
  'listing',
  'sync_id',
  'key',
  'observed_at',
  'enriched_at',
  'first_seen_at',
  'valid_from',
  'told_hash',
  'facts',
] as const;

/** A row to write; `factsText` is its facts as `jsonText` writes them, null when they are to be written anew. */
export type WrittenRow = ThingRow & { readonly factsText: string | null };

/** Rows to write, and how ids of other rows are made. */
export interface WrittenRows {
  readonly rows: readonly WrittenRow[];
  readonly idOf: IdOf;
}

/** Inserts rows. Throws when one is there already. */
export async function insertThings(tx: Db, of: NounRows, written: WrittenRows): Promise<void> {
  if (written.rows.length === 0) return;
  await tx.copyIn(nounTables[of.noun].name, columnsOf(of.noun), linesOf(of, written));
  if (of.noun !== 'identity') return;
  const ids = written.rows.map(({ id }) => id);
  // One that comes back may have left its posture behind.
  await tx.run(
    sql`insert into identity_posture (workspace_id, identity_id)
        select ${of.workspaceId}, id from unnest(${ids}::text[]) id on conflict do nothing`,
  );
}

/** Replaces the rows with these ids. Must run in a transaction. */
export async function replaceThings(tx: Db, of: NounRows, written: WrittenRows): Promise<void> {
  if (written.rows.length === 0) return;
  const { name } = nounTables[of.noun];
  const columns = columnsOf(of.noun);
  const names = sql.join(columns.map((column) => sql.identifier(column)));
  const incoming = `incoming_${name}`;
  await tx.run(
    sql`create temporary table if not exists ${sql.identifier(incoming)} on commit delete rows
        as select ${names} from ${sql.identifier(name)} with no data`,
  );
  await tx.run(sql`delete from ${sql.identifier(incoming)}`);
  await tx.copyIn(incoming, columns, linesOf(of, written));
  const updates = columns
    .filter((column) => column !== 'workspace_id' && column !== 'id')
    .map((column) => sql`${sql.identifier(column)} = incoming.${sql.identifier(column)}`);
  await tx.run(
    sql`update ${sql.identifier(name)} t set ${sql.join(updates)}
        from ${sql.identifier(incoming)} incoming
        where t.workspace_id = ${of.workspaceId} and t.id = incoming.id`,
  );
}

function columnsOf(noun: Noun): string[] {
  return [...ownColumns, ...nounTables[noun].columns];
}

function* linesOf({ workspaceId, noun }: NounRows, { rows, idOf }: WrittenRows) {
  for (const row of rows) {
    yield [
      workspaceId,
      row.id,
      row.connectionId,
      row.scopeId,
      row.listing,
      row.syncId,
      row.key,
      row.observedAt,
      row.enrichedAt,
      row.firstSeenAt,
      row.validFrom,
      row.toldHash,
      row.factsText === null ? row.facts : readyJson(row.factsText),
      ...nounTables[noun].cells(row.facts, idOf),
    ];
  }
}

/** Notes who has told of rows, and when, where their facts are the same as before. */
export async function restampThings(
  db: Db,
  { workspaceId, noun }: NounRows,
  rows: readonly ThingRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.run(
    sql`update ${sql.identifier(nounTables[noun].name)} t
        set connection_id = seen.connection_id, scope_id = seen.scope_id, listing = seen.listing,
          sync_id = seen.sync_id, observed_at = seen.observed_at, enriched_at = seen.enriched_at,
          told_hash = seen.told_hash
        from unnest(
          ${rows.map(({ id }) => id)}::text[],
          ${rows.map(({ connectionId }) => connectionId)}::text[],
          ${rows.map(({ scopeId }) => scopeId)}::text[],
          ${rows.map(({ listing }) => listing)}::text[],
          ${rows.map(({ syncId }) => syncId)}::text[],
          ${rows.map(({ observedAt }) => observedAt)}::timestamptz[],
          ${rows.map(({ enrichedAt }) => enrichedAt)}::timestamptz[],
          ${rows.map(({ toldHash }) => toldHash)}::text[]
        ) seen (id, connection_id, scope_id, listing, sync_id, observed_at, enriched_at, told_hash)
        where t.workspace_id = ${workspaceId} and t.id = seen.id`,
  );
}

/** Keeps what rows are now as history that ends at `endedAt`, before they are replaced. */
export async function closeVersions(
  db: Db,
  { workspaceId, noun }: NounRows,
  { ids, endedAt }: { ids: readonly string[]; endedAt: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await db.run(
    sql`insert into thing_version (workspace_id, noun, id, connection_id, scope_id, listing, key,
          valid_from, valid_to, ended_by, facts)
        select workspace_id, ${noun}, t.id, connection_id, scope_id, listing, key,
          valid_from, ${endedAt}::timestamptz, 'change', facts
        from ${rowsWith(ids, { workspaceId, noun })}
        on conflict do nothing`,
  );
}

/** Takes back `closeVersions` of rows that turned out not to have changed at `endedAt`. */
export async function reopenVersions(
  db: Db,
  { workspaceId, noun }: NounRows,
  { ids, endedAt }: { ids: readonly string[]; endedAt: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await db.run(
    sql`delete from thing_version
        where workspace_id = ${workspaceId} and noun = ${noun} and id = any(${ids}::text[])
          and valid_to = ${endedAt}::timestamptz and ended_by = 'change'`,
  );
}
