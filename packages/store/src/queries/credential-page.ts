import {
  type CredentialId,
  type CredentialKind,
  type IdentityId,
  type Observed,
  type Place,
  type Severity,
  type Status,
  severities,
  type Timestamp,
  type WorkspaceId,
} from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import { inOrder, isAfter, type Page, type PageRequest, pageFrom, type Sorting } from './keyset.ts';
import { allOf, containing, IdentityRef, idOf, named, scopeOf, told, words } from './row-shapes.ts';

const Row = z.object({
  id: idOf<CredentialId>(),
  ...named,
  kind: words.credentialKind,
  identity: IdentityRef.nullable(),
  publicId: z.string().nullable(),
  preview: z.string().nullable(),
  expiresAt: told<Observed<Timestamp>>(),
  lastRotatedAt: told<Observed<Timestamp>>(),
  place: told<Place | null>(),
  exposures: z.int(),
  openFindings: z.int(),
  worstSeverity: z.enum(severities).nullable(),
});
/** One line of the credential list. */
export type CredentialListRow = z.infer<typeof Row>;

const PageRow = Row.extend({ sortValue: z.string() });

export type CredentialOrder = 'created' | 'expires' | 'lastUsed' | 'name';

/** What narrows a list of credentials; absent means any. */
export interface CredentialFilter {
  readonly kind?: readonly CredentialKind[] | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly status?: readonly Status[] | undefined;
  readonly identity?: IdentityId | undefined;
  readonly exposed?: boolean | undefined;
  readonly expiry?: readonly ('seen' | 'never' | 'unknown')[] | undefined;
  readonly expiresBefore?: Date | undefined;
  /** Part of the name, or the whole public id, key or id. */
  readonly q?: string | undefined;
}

/** What a page of credentials is asked for. */
export interface CredentialPageRequest extends PageRequest {
  readonly filter: CredentialFilter;
  readonly sort: CredentialOrder;
  readonly order: 'asc' | 'desc';
  /** The inventory as it was known then; null is now. */
  readonly at: Date | null;
}

const expressions: Readonly<
  Record<CredentialOrder, { readonly by: Sql; readonly as: Sorting['as'] }>
> = {
  created: { by: sql`coalesce(c.created_at, 'infinity'::timestamptz)`, as: 'timestamptz' },
  expires: {
    by: sql`coalesce(c.expires_at, case c.expires_state when 'never' then '9999-12-31 00:00Z'::timestamptz else 'infinity'::timestamptz end)`,
    as: 'timestamptz',
  },
  lastUsed: {
    by: sql`coalesce(c.last_used_at, case c.last_used_state when 'never' then '-infinity'::timestamptz else 'infinity'::timestamptz end)`,
    as: 'timestamptz',
  },
  name: { by: sql`c.name`, as: 'text' },
};

/** Credentials in order, a page at a time. What was not told stands after everything told. */
export async function pageCredentials(
  db: Db,
  workspaceId: WorkspaceId,
  request: CredentialPageRequest,
): Promise<Page<CredentialListRow>> {
  const sorting = { ...expressions[request.sort], descending: request.order === 'desc' };
  const isNow = request.at === null;
  const conditions = [
    ...conditionsOf(workspaceId, request.filter),
    isAfter(sorting, request.after, sql`c.id`),
  ];
  const page = sql`select ${isNow ? sql`c.workspace_id, c.id` : sql`c.*`}, ${sorting.by} as sort_value
    from ${credentialsAt(workspaceId, request.at)} where ${allOf(conditions)}
    order by ${inOrder(sorting, sql`c.id`)} limit ${request.limit + 1}`;
  const rows = await db.many(
    PageRow,
    sql`select sort_value::text as "sortValue", ${columns}
        from (${page}) ${isNow ? sql`p join credential c using (workspace_id, id)` : sql`c`}
        order by ${inOrder({ ...sorting, by: sql`sort_value` }, sql`c.id`)}`,
  );
  return pageFrom(rows, request.limit);
}

/** Credentials that meet a condition on `c`, by name, at most `limit`. */
export function readCredentialRows(
  db: Db,
  workspaceId: WorkspaceId,
  {
    ids,
    ofIdentities,
    limit,
  }: {
    readonly ids: readonly string[];
    readonly ofIdentities: readonly string[];
    readonly limit: number;
  },
): Promise<CredentialListRow[]> {
  return db.many(
    Row,
    sql`select ${columns} from credential c where c.workspace_id = ${workspaceId}
          and (c.id = any(${ids}::text[]) or c.identity_id = any(${ofIdentities}::text[]))
        order by c.name, c.id limit ${limit}`,
  );
}

/** Every credential by id, one by one, for exports. */
export function streamCredentials(db: Db, workspaceId: WorkspaceId, at: Date | null) {
  return db.stream(
    Row,
    sql`select ${columns} from ${credentialsAt(workspaceId, at)}
        where c.workspace_id = ${workspaceId} order by c.id`,
    500,
  );
}

function credentialsAt(workspaceId: WorkspaceId, at: Date | null): Sql {
  if (at === null) return sql`credential c`;
  return sql`(
    select workspace_id, id, scope_id, key, facts, identity_id, provider, kind, native_type, name, status, access,
      created_at, expires_state, expires_at, last_used_state, last_used_at, public_id
    from credential where workspace_id = ${workspaceId} and valid_from <= ${at}
    union all
    select v.workspace_id, v.id, v.scope_id, v.key, v.facts,
      (select i.id from identity i where i.workspace_id = v.workspace_id and i.connection_id = v.connection_id
         and i.key = v.facts ->> 'identityKey' limit 1),
      facts ->> 'provider', facts ->> 'kind', facts ->> 'nativeType', facts ->> 'name', facts ->> 'status',
      coalesce(facts ->> 'access', 'unknown'), (facts #>> '{createdAt,value}')::timestamptz,
      facts #>> '{expiresAt,state}', (facts #>> '{expiresAt,value}')::timestamptz,
      facts #>> '{lastUsedAt,state}', (facts #>> '{lastUsedAt,value}')::timestamptz, facts ->> 'publicId'
    from thing_version v
    where v.workspace_id = ${workspaceId} and v.noun = 'credential' and v.valid_from <= ${at} and v.valid_to > ${at}
  ) c`;
}

function conditionsOf(workspaceId: WorkspaceId, filter: CredentialFilter): Sql[] {
  const conditions = [sql`c.workspace_id = ${workspaceId}`];
  const among = (column: Sql, values: readonly string[] | undefined) => {
    if (values !== undefined) conditions.push(sql`${column} = any(${values}::text[])`);
  };
  among(sql`c.kind`, filter.kind);
  among(sql`c.provider`, filter.provider);
  among(sql`c.status`, filter.status);
  among(sql`c.expires_state`, filter.expiry);
  if (filter.identity !== undefined) conditions.push(sql`c.identity_id = ${filter.identity}`);
  if (filter.expiresBefore !== undefined) {
    conditions.push(sql`c.expires_state = 'seen' and c.expires_at < ${filter.expiresBefore}`);
  }
  if (filter.exposed !== undefined) {
    const exposed = sql`c.id in (select e.credential_id from exposure e where e.workspace_id = ${workspaceId}
      and e.setting <> 'tool-configuration' and e.credential_id is not null)`;
    conditions.push(filter.exposed ? exposed : sql`not (${exposed})`);
  }
  if (filter.q !== undefined && filter.q !== '') {
    const { q } = filter;
    conditions.push(
      sql`(c.name ilike ${containing(q)} or c.public_id = ${q} or c.key = ${q} or c.id = ${q})`,
    );
  }
  return conditions;
}

const worstFirst: readonly Severity[] = severities;

const isOpenAbout = sql`f.workspace_id = c.workspace_id and f.state = 'open' and f.subject_id = c.id
  and (f.identity_id is null or f.identity_id = c.identity_id)`;

const columns = sql`c.id, c.name, c.kind, c.native_type as "nativeType", c.provider, ${scopeOf(sql`c`)} as scope,
  c.status, c.access, c.public_id as "publicId", c.facts ->> 'preview' as preview,
  c.facts -> 'createdAt' as "createdAt", c.facts -> 'expiresAt' as "expiresAt",
  c.facts -> 'lastUsedAt' as "lastUsedAt", c.facts -> 'lastRotatedAt' as "lastRotatedAt", c.facts -> 'place' as place,
  (select jsonb_build_object('id', i.id, 'name', i.name, 'kind', i.kind, 'provider', i.provider) from identity i
   where i.workspace_id = c.workspace_id and i.id = c.identity_id) as identity,
  (select count(*)::int from exposure e where e.workspace_id = c.workspace_id and e.credential_id = c.id
     and e.setting <> 'tool-configuration') as exposures,
  (select count(*)::int from finding f where ${isOpenAbout}) as "openFindings",
  (${[...worstFirst]}::text[])[1 + (select min(f.severity_rank) from finding f where ${isOpenAbout})] as "worstSeverity"`;
