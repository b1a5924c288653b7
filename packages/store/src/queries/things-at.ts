import type { ConnectionId, Noun, Things, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import { nounTables } from '../inventory/noun-tables.ts';
import { lastSeenAt } from '../inventory/sightings.ts';
import { At, type ScopeRef, scopeOf, told } from './row-shapes.ts';

/** A row of the inventory as it was known at a moment. */
export interface Thing<N extends Noun = Noun> {
  readonly id: string;
  readonly connectionId: ConnectionId;
  readonly scope: ScopeRef | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** When a complete pass no longer showed it; null while it is there. */
  readonly goneAt: string | null;
  readonly value: Things[N];
}

const shape = {
  id: z.string(),
  connectionId: told<ConnectionId>(),
  scope: told<ScopeRef | null>(),
  firstSeenAt: At,
  lastSeenAt: At,
  goneAt: At.nullable(),
};

/** Which rows of a noun: a condition on the current table `t`, and the same on the facts of a past version `t`. */
export interface Which {
  readonly now: Sql;
  readonly past: Sql;
}

/** Rows of a noun by id. */
export const withIds = (ids: readonly string[]): Which => ({
  now: sql`t.id = any(${ids}::text[])`,
  past: sql`t.id = any(${ids}::text[])`,
});

/** The rows of a noun as they were known at a moment (null: now), by id, at most `limit`. */
export function thingsAt<N extends Noun>(
  db: Db,
  workspaceId: WorkspaceId,
  of: { readonly noun: N; readonly at: Date | null; readonly which: Which; readonly limit: number },
): Promise<Thing<N>[]> {
  const row = z.object({ ...shape, value: told<Things[N]>() });
  return db.many(row, sql`${thingSelect(workspaceId, of)} order by id limit ${of.limit}`);
}

function thingSelect(
  workspaceId: WorkspaceId,
  { noun, at, which }: { readonly noun: Noun; readonly at: Date | null; readonly which: Which },
): Sql {
  const columns = sql`t.id, t.connection_id as "connectionId", ${scopeOf(sql`t`)} as scope`;
  const table = sql.identifier(nounTables[noun].name);
  const now = sql`select ${columns}, t.first_seen_at as "firstSeenAt", ${lastSeenAt} as "lastSeenAt",
      null::timestamptz as "goneAt", t.facts as value
    from ${table} t where t.workspace_id = ${workspaceId} and ${which.now}`;
  if (at === null) return now;
  return sql`${now} and t.valid_from <= ${at}
    union all
    select ${columns}, t.valid_from, t.valid_to,
      case t.ended_by when 'removal' then t.valid_to end, t.facts
    from thing_version t
    where t.workspace_id = ${workspaceId} and t.noun = ${noun} and t.valid_from <= ${at} and t.valid_to > ${at}
      and ${which.past}`;
}

const LastVersion = z.object({ validFrom: z.date() });

/** A moment at which a row that is gone was last known; null when it never was, or is still there. */
export async function lastMomentOf(
  db: Db,
  workspaceId: WorkspaceId,
  id: string,
): Promise<Date | null> {
  const row = await db.maybeOne(
    LastVersion,
    sql`select greatest(valid_from, valid_to - interval '1 millisecond') as "validFrom" from thing_version
        where workspace_id = ${workspaceId} and id = ${id} order by valid_to desc limit 1`,
  );
  return row?.validFrom ?? null;
}

const Connector = z.object({ id: z.string() });

/** The connector of a connection: part of the id of every row that it tells. */
export async function connectorOf(
  db: Db,
  workspaceId: WorkspaceId,
  connectionId: ConnectionId,
): Promise<string | null> {
  const row = await db.maybeOne(
    Connector,
    sql`select connector_id as id from connection where workspace_id = ${workspaceId} and id = ${connectionId}`,
  );
  return row?.id ?? null;
}

const ConnectionRow = z.object({ id: z.string(), connector: z.string() });

/** The connector of each connection, by the connection's id. */
export async function readConnectors(
  db: Db,
  workspaceId: WorkspaceId,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.many(
    ConnectionRow,
    sql`select id, connector_id as connector from connection where workspace_id = ${workspaceId}`,
  );
  return new Map(rows.map(({ id, connector }) => [id, connector]));
}
