import type { WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import {
  exposedIdentities,
  type IdentityFilter,
  identitiesAt,
  identityConditions,
} from './identity-filters.ts';
import { allOf } from './row-shapes.ts';

const Cell = z.object({
  kind: z.string(),
  provider: z.string(),
  status: z.string(),
  environment: z.string(),
  access: z.string(),
  /** Null for identities without an open finding. */
  severity: z.string().nullable(),
  owner: z.string(),
  scope: z.string(),
  exposed: z.boolean(),
  count: z.int(),
});
/** How many identities share all of these. */
export type IdentityCell = z.infer<typeof Cell>;

/**
 * Identities counted by everything that they can be filtered by at once: any count under any filter is
 * a sum of cells. The filter is for what is no part of a cell, such as a search.
 */
export function countIdentities(
  db: Db,
  workspaceId: WorkspaceId,
  { filter, at }: { readonly filter: Pick<IdentityFilter, 'q'>; readonly at: Date | null },
): Promise<IdentityCell[]> {
  return db.many(
    Cell,
    sql`select i.kind, i.provider, i.status, i.environment, i.access, p.worst_severity as severity,
          p.owner_basis as owner, i.scope_id as scope, x.id is not null as exposed, count(*)::int as count
        from ${identitiesAt(workspaceId, at)} left join ${exposedIdentities(workspaceId)} x on x.id = i.id
        where ${allOf(identityConditions(workspaceId, filter))}
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  );
}

const Id = z.object({ id: z.string() });

/** The ids of the exposed identities; null when there are more than `limit`. */
export async function readExposedIdentities(
  db: Db,
  workspaceId: WorkspaceId,
  limit: number,
): Promise<readonly string[] | null> {
  const rows = await db.many(
    Id,
    sql`select id from ${exposedIdentities(workspaceId)} x limit ${limit + 1}`,
  );
  return rows.length > limit ? null : rows.map(({ id }) => id);
}

const Stamp = z.object({ stamp: z.string(), running: z.boolean() });

/** Changes with every sync, evaluation and decision that ends; `running` while one may be writing. */
export function readStamp(db: Db, workspaceId: WorkspaceId) {
  return db.one(
    Stamp,
    sql`select concat_ws('/',
          (select max(coalesce(finished_at, started_at))::text || count(*) from sync where workspace_id = ${workspaceId}),
          (select max(coalesce(finished_at, started_at))::text || count(*) from evaluation where workspace_id = ${workspaceId}),
          (select max(id) from finding_event where workspace_id = ${workspaceId})) as stamp,
        exists (select from sync where workspace_id = ${workspaceId} and state = 'running')
          or exists (select from evaluation where workspace_id = ${workspaceId} and finished_at is null
                     and started_at > now() - interval '1 hour') as running`,
  );
}

const ScopeName = z.object({ id: z.string(), name: z.string() });

/** The names of scopes by id. */
export async function readScopeNames(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.many(
    ScopeName,
    sql`select id, name from scope where workspace_id = ${workspaceId} and id = any(${ids}::text[])`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
