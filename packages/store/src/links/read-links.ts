import { accessLevels, type Timestamp, type WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import {
  inOrder,
  isAfter,
  type Page,
  type PageRequest,
  pageFrom,
  type Sorting,
} from '../queries/keyset.ts';
import { At, allOf, told } from '../queries/row-shapes.ts';
import { linkedNouns, linkRelations, linkVerdicts } from './write-links.ts';

const End = z.object({
  noun: z.enum(linkedNouns),
  id: z.string(),
  /** Null when it is not in the inventory any more. */
  name: z.string().nullable(),
  provider: z.string().nullable(),
  nativeType: z.string().nullable(),
  /** The scope it lies in, by name. */
  scope: z.string().nullable(),
  access: z.enum(accessLevels).nullable(),
  /** Of a credential: whose it is. */
  identity: z.object({ id: z.string(), name: z.string() }).nullable(),
});
/** One end of a link with its name. */
export type LinkEnd = z.infer<typeof End>;

const Row = z.object({
  id: z.string(),
  rule: z.string(),
  relation: z.enum(linkRelations),
  verdict: z.enum(linkVerdicts),
  confidence: z.number(),
  because: z.string(),
  evidence: told<Readonly<Record<string, unknown>>>(),
  firstSeenAt: At,
  /** When it was last found to hold: its end, or the last pass. */
  lastSeenAt: At,
  endedAt: At.nullable(),
  from: End,
  to: End,
});
/** One link with both ends by name. */
export type LinkListRow = z.infer<typeof Row> & { readonly firstSeenAt: Timestamp };

const endOf = (noun: Sql, id: Sql): Sql => sql`(
  select jsonb_build_object('noun', ${noun}, 'id', ${id}, 'name', e.name, 'provider', e.provider,
    'nativeType', e.native_type, 'scope', e.scope, 'access', e.access, 'identity', e.holder)
  from (select 1) one left join lateral (
    select i.name, i.provider, i.native_type, i.access, null::jsonb as holder, s.name as scope
      from identity i left join scope s on s.workspace_id = i.workspace_id and s.id = i.scope_id
      where ${noun} = 'identity' and i.workspace_id = l.workspace_id and i.id = ${id}
    union all
    select c.name, c.provider, c.native_type, c.access,
      (select jsonb_build_object('id', h.id, 'name', h.name) from identity h
        where h.workspace_id = c.workspace_id and h.id = c.identity_id), s.name
      from credential c left join scope s on s.workspace_id = c.workspace_id and s.id = c.scope_id
      where ${noun} = 'credential' and c.workspace_id = l.workspace_id and c.id = ${id}
    union all
    select r.name, r.provider, r.native_type, null, null, s.name
      from resource r left join scope s on s.workspace_id = r.workspace_id and s.id = r.scope_id
      where ${noun} = 'resource' and r.workspace_id = l.workspace_id and r.id = ${id}
    union all
    select s.name, s.provider, s.kind, null, null, null from scope s
      where ${noun} = 'scope' and s.workspace_id = l.workspace_id and s.id = ${id}
    union all
    select x.title || ' in ' || x.locator, x.provider, x.detector, null, null, s.name
      from exposure x left join scope s on s.workspace_id = x.workspace_id and s.id = x.scope_id
      where ${noun} = 'exposure' and x.workspace_id = l.workspace_id and x.id = ${id}
    union all
    select x.name || ' in ' || x.locator, x.provider, x.store, null, null, s.name
      from secret_reference x left join scope s on s.workspace_id = x.workspace_id and s.id = x.scope_id
      where ${noun} = 'secret-reference' and x.workspace_id = l.workspace_id and x.id = ${id}
  ) e on true)`;

const columns = sql`l.id, l.rule, l.relation, l.verdict, round(l.confidence::numeric, 3)::float8 as confidence,
  l.because, l.evidence, l.first_seen_at as "firstSeenAt", l.ended_at as "endedAt",
  coalesce(l.ended_at, (select greatest(r.ran_at, l.valid_from) from link_run r where r.workspace_id = l.workspace_id),
    l.valid_from) as "lastSeenAt",
  ${endOf(sql`l.from_noun`, sql`l.from_id`)} as "from", ${endOf(sql`l.to_noun`, sql`l.to_id`)} as "to"`;

const atMoment = (at: Date | null): Sql =>
  at === null
    ? sql`l.ended_at is null`
    : sql`l.valid_from <= ${at}::timestamptz and (l.ended_at is null or l.ended_at > ${at}::timestamptz)`;

/** The links of these rows at a moment (null: now), the surest first, at most `limit`. */
export function readLinksOf(
  db: Db,
  workspaceId: WorkspaceId,
  {
    ids,
    at,
    limit,
  }: { readonly ids: readonly string[]; readonly at: Date | null; readonly limit: number },
): Promise<LinkListRow[]> {
  const touching = (column: Sql) => sql`
    select * from link l where l.workspace_id = ${workspaceId} and ${column} = any(${ids}::text[]) and ${atMoment(at)}`;
  return db.many(
    Row,
    sql`select ${columns} from (${touching(sql`l.from_id`)} union ${touching(sql`l.to_id`)}) l
        order by l.confidence desc, l.id limit ${limit}`,
  );
}

/** What narrows a list of links; absent means any. */
export interface LinkFilter {
  readonly rule?: readonly string[] | undefined;
  readonly relation?: readonly string[] | undefined;
  readonly verdict?: readonly string[] | undefined;
}

const byId: Sorting = { by: sql`l.rule`, as: 'text', descending: false };
const PageRow = Row.extend({ sortValue: z.string() });

/** The links that hold now, by rule, a page at a time. */
export async function pageLinks(
  db: Db,
  workspaceId: WorkspaceId,
  request: PageRequest & { readonly filter: LinkFilter },
): Promise<Page<LinkListRow>> {
  const { rule, relation, verdict } = request.filter;
  const conditions = [
    sql`l.workspace_id = ${workspaceId} and l.ended_at is null`,
    ...(rule ? [sql`l.rule = any(${rule}::text[])`] : []),
    ...(relation ? [sql`l.relation = any(${relation}::text[])`] : []),
    ...(verdict ? [sql`l.verdict = any(${verdict}::text[])`] : []),
    isAfter(byId, request.after, sql`l.id`),
  ];
  const rows = await db.many(
    PageRow,
    sql`select l.rule as "sortValue", ${columns}
        from (select * from link l where ${allOf(conditions)} order by ${inOrder(byId, sql`l.id`)}
          limit ${request.limit + 1}) l
        order by ${inOrder(byId, sql`l.id`)}`,
  );
  return pageFrom(rows, request.limit);
}

const RuleCount = z.object({
  rule: z.string(),
  verdict: z.enum(linkVerdicts),
  count: z.int(),
});

/** How many links each rule tells now, by verdict. */
export function countLinks(db: Db, workspaceId: WorkspaceId): Promise<z.infer<typeof RuleCount>[]> {
  return db.many(
    RuleCount,
    sql`select rule, verdict, count(*)::int as count from link
        where workspace_id = ${workspaceId} and ended_at is null group by 1, 2 order by 1, 2`,
  );
}
