import type { ConnectionId, Place, SyncId, WorkspaceId } from '@nonhuman/model';
import { gapReasons } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import { inOrder, isAfter, type Page, type PageRequest, pageFrom } from './keyset.ts';
import { At, idOf, type ScopeRef, told } from './row-shapes.ts';

const Row = z.object({
  id: idOf<SyncId>(),
  connection: told<{
    readonly id: ConnectionId;
    readonly name: string;
    readonly connector: string;
  }>(),
  kind: z.enum(['host', 'import', 'live']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: At,
  finishedAt: At.nullable(),
  /** By what the engine counts; null while it runs. */
  counts: told<Readonly<Record<string, number>> | null>(),
  gaps: z.int(),
  failure: z.string().nullable(),
});
/** One pass of a connection. */
export type SyncListRow = z.infer<typeof Row>;

const PageRow = Row.extend({ sortValue: z.string() });

const columns = sql`y.id, y.state, y.started_at as "startedAt", y.finished_at as "finishedAt", y.counts,
  jsonb_build_object('id', c.id, 'name', c.name, 'connector', c.connector_id) as connection, c.kind,
  (select count(*)::int from gap g where g.workspace_id = y.workspace_id and g.sync_id = y.id) as gaps,
  y.error ->> 'message' as failure`;
const joined = sql`sync y join connection c on c.workspace_id = y.workspace_id and c.id = y.connection_id`;
const sorting = { by: sql`y.started_at`, as: 'timestamptz', descending: true } as const;

/** Syncs, newest first, a page at a time. */
export async function pageSyncs(
  db: Db,
  workspaceId: WorkspaceId,
  { connectionId, after, limit }: PageRequest & { readonly connectionId: string | null },
): Promise<Page<SyncListRow>> {
  const rows = await db.many(
    PageRow,
    sql`select y.started_at::text as "sortValue", ${columns} from ${joined}
        where y.workspace_id = ${workspaceId} and (${connectionId}::text is null or y.connection_id = ${connectionId})
          and ${isAfter(sorting, after, sql`y.id`)}
        order by ${inOrder(sorting, sql`y.id`)} limit ${limit + 1}`,
  );
  return pageFrom(rows, limit);
}

/** One sync; null when there is none. */
export function readSync(
  db: Db,
  workspaceId: WorkspaceId,
  id: SyncId,
): Promise<SyncListRow | null> {
  return db.maybeOne(
    Row,
    sql`select ${columns} from ${joined} where y.workspace_id = ${workspaceId} and y.id = ${id}`,
  );
}

/** The last sync of each connection, newest first. */
export function readLastSyncs(db: Db, workspaceId: WorkspaceId): Promise<SyncListRow[]> {
  const last: Sql = sql`select distinct on (connection_id) id from sync
    where workspace_id = ${workspaceId} order by connection_id, started_at desc, id`;
  return db.many(
    Row,
    sql`select ${columns} from ${joined}
        where y.workspace_id = ${workspaceId} and y.id in (${last})
        order by y.started_at desc, y.id limit 1000`,
  );
}

const Pass = z.object({
  listing: z.string(),
  scope: told<ScopeRef>(),
  complete: z.boolean(),
  items: z.int().nullable(),
});

/** The listings that a sync read last, at most 5,000. */
export function readPassesOf(db: Db, workspaceId: WorkspaceId, id: SyncId) {
  return db.many(
    Pass,
    sql`select l.listing, jsonb_build_object('id', s.id, 'kind', s.kind, 'name', s.name) as scope, l.complete, l.items
        from scope_ledger l join scope s on s.workspace_id = l.workspace_id and s.id = l.scope_id
        where l.workspace_id = ${workspaceId} and l.sync_id = ${id}
        order by l.complete, s.name, l.listing limit 5000`,
  );
}

const Gap = z.object({
  listing: z.string(),
  reason: z.enum(gapReasons),
  message: z.string(),
  needs: z.string().nullable(),
  place: told<Place | null>(),
});

/** What a sync could not see, as long as no later one has seen it; at most 500. */
export function readGapsOf(db: Db, workspaceId: WorkspaceId, id: SyncId) {
  return db.many(
    Gap,
    sql`select listing, reason, message, needs, place from gap
        where workspace_id = ${workspaceId} and sync_id = ${id} order by listing, reason, id limit 500`,
  );
}

const Connection = z.object({
  id: idOf<ConnectionId>(),
  name: z.string(),
  connector: z.string(),
  kind: z.enum(['host', 'import', 'live']),
  createdAt: At,
});

/** The connections of a workspace by name, at most 1,000. */
export function listConnections(db: Db, workspaceId: WorkspaceId) {
  return db.many(
    Connection,
    sql`select id, name, connector_id as connector, kind, created_at as "createdAt" from connection
        where workspace_id = ${workspaceId} order by name, id limit 1000`,
  );
}
