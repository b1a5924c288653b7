import type { ConnectionId, Scope, ScopeId, WorkspaceId } from '@nonhuman/model';
import { stableId } from '@nonhuman/runtime';
import { type Db, sql } from '../db.ts';

/** What a connection is known by: the same three give the same connection. */
export interface ConnectionName {
  readonly connectorId: string;
  readonly kind: 'host' | 'import' | 'live';
  /** The user's word for it, e.g. a host name. */
  readonly name: string;
}

/** The connection's id, whether it exists already or not. */
export function connectionIdOf(workspaceId: WorkspaceId, of: ConnectionName): ConnectionId {
  return stableId('con', workspaceId, of.connectorId, of.kind, of.name) as ConnectionId;
}

/** The id of a scope of a connection, whether it exists already or not. */
export function scopeIdOf(
  workspaceId: WorkspaceId,
  connectionId: ConnectionId,
  key: string,
): ScopeId {
  return stableId('scp', workspaceId, connectionId, key) as ScopeId;
}

/** Makes the connection unless it exists. */
export async function ensureConnection(
  db: Db,
  workspaceId: WorkspaceId,
  { connectorId, kind, name, now }: ConnectionName & { readonly now: Date },
): Promise<ConnectionId> {
  const id = connectionIdOf(workspaceId, { connectorId, kind, name });
  await db.run(
    sql`insert into connection (workspace_id, id, connector_id, kind, name, created_at)
        values (${workspaceId}, ${id}, ${connectorId}, ${kind}, ${name}, ${now})
        on conflict do nothing`,
  );
  return id;
}

/** Notes that a scope was seen: makes it, or renews its name and when it was last seen. */
export async function saveScope(
  db: Db,
  workspaceId: WorkspaceId,
  of: { readonly connectionId: ConnectionId; readonly scope: Scope; readonly seenAt: Date },
): Promise<ScopeId> {
  const { connectionId, scope, seenAt } = of;
  const id = scopeIdOf(workspaceId, connectionId, scope.key);
  await db.run(
    sql`insert into scope as known (workspace_id, id, connection_id, key, kind, name, provider,
          first_seen_at, last_seen_at)
        values (${workspaceId}, ${id}, ${connectionId}, ${scope.key}, ${scope.kind}, ${scope.name},
          ${scope.provider}, ${seenAt}, ${seenAt})
        on conflict (workspace_id, id) do update
        set kind = case when excluded.last_seen_at >= known.last_seen_at then excluded.kind else known.kind end,
          name = case when excluded.last_seen_at >= known.last_seen_at then excluded.name else known.name end,
          provider = case when excluded.last_seen_at >= known.last_seen_at then excluded.provider else known.provider end,
          first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
          last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)`,
  );
  return id;
}
