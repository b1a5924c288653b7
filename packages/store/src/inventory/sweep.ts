import type { Noun, ScopeId, SyncId, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import { nounTables } from './noun-tables.ts';
import { lastSeenAt, sightingsOf } from './sightings.ts';

/** A listing that was read to its end. */
export interface CompleteListing {
  readonly listing: string;
  /** What it tells about. */
  readonly nouns: readonly Noun[];
  /** The scope and those within it. */
  readonly scopeIds: readonly ScopeId[];
  /** The folder that was read, and scopes that it lies in: their rows in the folder were read with it. Null where scopes do not nest. */
  readonly folder: { readonly path: string; readonly outerScopeIds: readonly ScopeId[] } | null;
  /** Places that could not be seen: what lies at or below one is kept. */
  readonly exceptBelow: readonly string[];
}

const Count = z.object({ removed: z.int() });

/** Rows that have a place go first: whether a row without one may go is told by what points at it. */
const order: readonly Noun[] = [
  'exposure',
  'secret-reference',
  'instance',
  'credential',
  'identity',
  'grant',
  'delegation',
  'ownership',
  'resource',
  'entitlement',
  'team',
  'person',
];

/**
 * Ends the rows that a complete listing no longer shows: they leave the current tables and stay in
 * history. Gives their number. Rows seen later than `observedAt` are kept.
 */
export async function sweepListing(
  tx: Db,
  workspaceId: WorkspaceId,
  of: {
    readonly syncId: SyncId;
    readonly observedAt: Date;
    readonly complete: CompleteListing;
  },
): Promise<number> {
  let total = 0;
  for (const noun of order.filter((it) => of.complete.nouns.includes(it))) {
    const { observedAt } = of;
    const { removed } = await tx.one(
      Count,
      sql`with gone as (
            delete from ${sql.identifier(nounTables[noun].name)} t
            where t.workspace_id = ${workspaceId} and t.listing = ${of.complete.listing}
              and t.sync_id <> ${of.syncId} and ${lastSeenAt} <= ${observedAt}
              and not exists (select from ${sightingsOf(of.syncId)} s where s.id = t.id)
              and (${isGone(noun, of.complete, observedAt)})
            returning t.*
          ), ended as (
            insert into thing_version (workspace_id, noun, id, connection_id, scope_id, listing, key,
              valid_from, valid_to, ended_by, facts)
            select workspace_id, ${noun}, id, connection_id, scope_id, listing, key,
              valid_from, greatest(valid_from, ${observedAt}::timestamptz), 'removal', facts
            from gone
            on conflict do nothing
          )
          select count(*)::int as removed from gone`,
    );
    total += removed;
  }
  return total;
}

const locator = sql`t.facts #>> '{place,locator}'`;

function isGone(noun: Noun, complete: CompleteListing, endedAt: Date): Sql {
  const { scopeIds, folder, exceptBelow } = complete;
  const own = sql`t.scope_id = any(${scopeIds}::text[])`;
  const outer = folder
    ? sql`t.scope_id = any(${folder.outerScopeIds}::text[]) and ${isBelow([folder.path])}`
    : sql`false`;
  if (exceptBelow.length === 0) {
    return sql`${own} or ${outer} or (${isOuter(folder)} and ${hasLostItsGround(noun, endedAt)})`;
  }
  return sql`(((${own} and ${locator} is not null) or (${outer})) and not ${isBelow(exceptBelow)})
    or ((${own} or ${isOuter(folder)}) and ${hasLostItsGround(noun, endedAt)})`;
}

function isOuter(folder: CompleteListing['folder']): Sql {
  return folder ? sql`t.scope_id = any(${folder.outerScopeIds}::text[])` : sql`false`;
}

function isBelow(paths: readonly string[]): Sql {
  return sql`coalesce((select bool_or(${locator} = path or starts_with(${locator}, rtrim(path, '/') || '/'))
    from unnest(${paths}::text[]) path), false)`;
}

/**
 * That a row without a place of its own stood on others, which have just gone. Where only part of a
 * listing could be seen, this alone tells that such a row is gone too.
 */
function hasLostItsGround(noun: Noun, endedAt: Date): Sql {
  const missing = (column: Sql, table: Sql) =>
    sql`(${column} is not null and not exists (select 1 from ${table} other
      where other.workspace_id = t.workspace_id and other.id = ${column}))`;
  const placeless = sql`${locator} is null`;
  switch (noun) {
    case 'identity':
      return sql`${placeless} and ${isPointedAtByNothing} and exists (
        select 1 from thing_version gone
        where gone.workspace_id = t.workspace_id and gone.valid_to = ${endedAt}::timestamptz
          and gone.noun = any(${['exposure', 'secret-reference', 'instance', 'credential']}::text[])
          and gone.ended_by = 'removal' and gone.facts ->> 'identityKey' = t.key)`;
    case 'grant':
      return sql`${placeless} and ${missing(sql`t.principal_id`, sql`identity`)}`;
    case 'delegation':
      return sql`${placeless} and (${missing(sql`t.from_id`, sql`identity`)}
        or (t.to_type = 'identity' and ${missing(sql`t.to_id`, sql`identity`)})
        or (t.to_type = 'credential' and ${missing(sql`t.to_id`, sql`credential`)}))`;
    case 'ownership':
      return sql`${placeless} and (
        (t.subject_type = 'identity' and ${missing(sql`t.subject_id`, sql`identity`)})
        or (t.subject_type = 'credential' and ${missing(sql`t.subject_id`, sql`credential`)}))`;
    case 'credential':
    case 'entitlement':
    case 'exposure':
    case 'instance':
    case 'person':
    case 'resource':
    case 'secret-reference':
    case 'team':
      return sql`false`;
  }
}

const isPointedAtByNothing = sql.join(
  ['credential', 'instance', 'exposure', 'secret_reference'].map(
    (table) => sql`not exists (select 1 from ${sql.identifier(table)} pointing
      where pointing.workspace_id = t.workspace_id and pointing.identity_id = t.id)`,
  ),
  sql` and `,
);
