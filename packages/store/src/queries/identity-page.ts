import type { IdentityId, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import {
  asksForPosture,
  type IdentityFilter,
  identitiesAt,
  identityConditions,
  noPosture,
} from './identity-filters.ts';
import { inOrder, isAfter, type Page, type PageRequest, pageFrom, type Sorting } from './keyset.ts';
import { allOf, idOf, named, type OwnerRef, ownerOf, scopeOf, told, words } from './row-shapes.ts';

const Row = z.object({
  id: idOf<IdentityId>(),
  ...named,
  kind: words.identityKind,
  environment: words.environment,
  risk: z.number().nullable(),
  worstSeverity: words.severity.nullable(),
  openFindings: z.int(),
  owner: told<OwnerRef | null>(),
  credentials: z.int(),
  exposures: z.int(),
});
/** One line of the identity list. */
export type IdentityListRow = z.infer<typeof Row>;

const PageRow = Row.extend({ sortValue: z.string() });

export type IdentityOrder = 'risk' | 'name' | 'lastUsed' | 'created';

const sortings: Readonly<Record<IdentityOrder, Readonly<Record<'asc' | 'desc', Sorting>>>> = {
  risk: {
    asc: { by: sql`p.risk`, as: 'int4', descending: false },
    desc: { by: sql`p.risk`, as: 'int4', descending: true },
  },
  name: {
    asc: { by: sql`i.name`, as: 'text', descending: false },
    desc: { by: sql`i.name`, as: 'text', descending: true },
  },
  lastUsed: {
    asc: {
      by: sql`coalesce(i.last_used_at, case i.last_used_state when 'never' then '-infinity'::timestamptz else 'infinity'::timestamptz end)`,
      as: 'timestamptz',
      descending: false,
    },
    desc: {
      by: sql`coalesce(i.last_used_at, case i.last_used_state when 'never' then '0001-01-01 00:00Z'::timestamptz else '-infinity'::timestamptz end)`,
      as: 'timestamptz',
      descending: true,
    },
  },
  created: {
    asc: {
      by: sql`coalesce(i.created_at, 'infinity'::timestamptz)`,
      as: 'timestamptz',
      descending: false,
    },
    desc: {
      by: sql`coalesce(i.created_at, '-infinity'::timestamptz)`,
      as: 'timestamptz',
      descending: true,
    },
  },
};

/** What a page of identities is asked for. */
export interface IdentityPageRequest extends PageRequest {
  readonly filter: IdentityFilter;
  readonly sort: IdentityOrder;
  readonly order: 'asc' | 'desc';
  /** The inventory as it was known then; null is now. */
  readonly at: Date | null;
}

/**
 * Identities in order, a page at a time.
 *
 * What a source did not tell (when it was last used, when it was made) stands last in either order.
 */
export async function pageIdentities(
  db: Db,
  workspaceId: WorkspaceId,
  request: IdentityPageRequest,
): Promise<Page<IdentityListRow>> {
  const sorting = sortings[request.sort][request.order];
  const { filter, at, sort } = request;
  // The order of risk is that of the index of postures, by their own id.
  const id = at === null && sort === 'risk' ? sql`p.identity_id` : sql`i.id`;
  const conditions = [
    ...identityConditions(workspaceId, filter, id),
    isAfter(sorting, request.after, id),
  ];
  // Only the ids are sought, so that an index alone can answer; the rows of the page are read after.
  const needsPosture = at !== null || sort === 'risk' || asksForPosture(filter);
  const sought = needsPosture ? identitiesAt(workspaceId, at) : sql`identity i`;
  const page = sql`(select ${at === null ? sql`i.id as sought_id` : sql`i.*`}, ${sorting.by} as sort_value
    from ${sought} where ${allOf(conditions)}
    order by ${inOrder(sorting, id)} limit ${request.limit + 1})`;
  const rows = await db.many(
    PageRow,
    sql`select sort_value::text as "sortValue", ${columnsAt(at)} from ${
      at === null
        ? sql`${page} sought join ${identitiesAt(workspaceId, null)}
              on i.workspace_id = ${workspaceId} and i.id = sought_id`
        : sql`${page} i cross join ${noPosture}`
    } order by ${inOrder({ ...sorting, by: sql`sort_value` }, sql`i.id`)}`,
  );
  return pageFrom(rows, request.limit);
}

/** Identities by id, in no order. */
export function readIdentityRows(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<IdentityListRow[]> {
  return db.many(
    Row,
    sql`select ${columnsAt(null)} from ${identitiesAt(workspaceId, null)}
        where i.workspace_id = ${workspaceId} and i.id = any(${ids}::text[])`,
  );
}

/** Every identity by id, one by one, for exports. */
export function streamIdentities(db: Db, workspaceId: WorkspaceId, at: Date | null) {
  return db.stream(
    Row,
    sql`select ${columnsAt(at)} from ${identitiesAt(workspaceId, at)}
        where i.workspace_id = ${workspaceId} order by i.id`,
    500,
  );
}

function columnsAt(at: Date | null): Sql {
  const [known, past] =
    at === null ? [sql`true`, sql.empty] : [sql`valid_from <= ${at}`, pastOf(at)];
  const seen = sql`e.workspace_id = i.workspace_id and e.setting <> 'tool-configuration' and ${at === null ? sql`true` : sql`e.valid_from <= ${at}`}`;
  return sql`i.id, i.name, i.kind, i.native_type as "nativeType", i.provider, ${scopeOf(sql`i`)} as scope,
    i.environment, i.status, i.access, i.facts -> 'createdAt' as "createdAt",
    i.facts -> 'lastUsedAt' as "lastUsedAt", case when ${at === null ? sql`p.digest is not null` : sql`false`} then p.risk end as risk,
    p.worst_severity as "worstSeverity", p.open_findings as "openFindings", ${ownerOf(sql`i`)} as owner,
    (select count(*)::int from credential c
     where c.workspace_id = i.workspace_id and c.identity_id = i.id and ${known}) ${past} as credentials,
    (select count(*)::int from (
       select e.id from exposure e where ${seen} and e.identity_id = i.id
       union
       select e.id from credential c join exposure e on e.workspace_id = c.workspace_id and e.credential_id = c.id
       where c.workspace_id = i.workspace_id and c.identity_id = i.id and ${seen}) x) as exposures`;
}

/** Credentials that have changed or gone since. */
const pastOf = (at: Date) => sql`+ (select count(*)::int from thing_version v
  where v.workspace_id = i.workspace_id and v.noun = 'credential' and v.facts ->> 'identityKey' = i.key
    and v.valid_from <= ${at} and v.valid_to > ${at})`;
