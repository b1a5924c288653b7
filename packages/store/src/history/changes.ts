import { type Noun, type Severity, severities, type WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import { nounTables } from '../inventory/noun-tables.ts';
import { inOrder, isAfter, type Page, type PageRequest, pageFrom } from '../queries/keyset.ts';
import { type IdentityRef, told } from '../queries/row-shapes.ts';
import { findingSeverityAt, findingStateAt } from './state-at.ts';

/** Two moments that are compared. A change at `since` itself came before it; one at `until` counts. */
export interface Window {
  readonly since: Date;
  /** Null: now. */
  readonly until: Date | null;
  /** Whether a new last use alone is a change. */
  readonly withUse: boolean;
}

type Facts = Readonly<Record<string, unknown>>;

/** One row of the inventory that is not what it was. */
export interface ThingDifference {
  readonly id: string;
  readonly noun: Noun;
  readonly change: 'appeared' | 'changed' | 'gone';
  /** When the last change of it in the window happened. */
  readonly at: string;
  /** Null where it was not there. */
  readonly before: Facts | null;
  readonly after: Facts | null;
}

/** One finding whose state is not what it was. */
export interface FindingDifference {
  readonly id: string;
  readonly checkId: string;
  readonly severity: Severity;
  readonly change: 'opened' | 'reopened' | 'resolved' | 'accepted';
  readonly because: string;
}

const Row = z.object({
  /** The identity's id; empty for what belongs to none. */
  id: z.string(),
  sortValue: z.string(),
  identity: told<IdentityRef | null>(),
  /** The risk as it is now; null when the identity is gone or was not judged. */
  risk: z.number().nullable(),
  things: told<ThingDifference[]>(),
  thingCount: z.number(),
  findings: told<FindingDifference[]>(),
  findingCount: z.number(),
});
/** What is different about an identity and what belongs to it. */
export type IdentityDifference = Omit<z.infer<typeof Row>, 'sortValue'>;

/** Rows that one group tells in full; the rest is counted. */
export const differencesShown = 20;

const sorting = { by: sql`g.rank`, as: 'int4', descending: true } as const;

/** What is different between two moments, by identity, the greatest risk first, a page at a time. */
export async function pageDifferences(
  db: Db,
  workspaceId: WorkspaceId,
  { window, after, limit }: PageRequest & { readonly window: Window },
): Promise<Page<IdentityDifference>> {
  const rows = await db.many(
    Row,
    sql`with ${differences(workspaceId, window)},
        counted as (
          select owner_id, sum(things)::int as things, sum(findings)::int as findings, min(worst) as worst from (
            select owner_id, count(*) as things, 0 as findings, null::int as worst from net group by owner_id
            union all
            select owner_id, 0, count(*), min(case when change in ('opened', 'reopened')
              then array_position(${[...severities]}::text[], severity) end) from judged group by owner_id
          ) both_kinds group by owner_id
        ),
        g as (
          select c.*, p.risk, case when c.owner_id = '' then -1
            else coalesce(p.risk, 0) + case when c.worst is null then 0 else (6 - c.worst) * 100 end end as rank
          from counted c left join identity_posture p
            on p.workspace_id = ${workspaceId} and p.identity_id = c.owner_id
        ),
        page as (
          select * from g where ${isAfter(sorting, after, sql`g.owner_id`)}
          order by ${inOrder(sorting, sql`g.owner_id`)} limit ${limit + 1}
        )
        select g.owner_id as id, g.rank::text as "sortValue", g.risk,
          ${identityRef(workspaceId)} as identity,
          g.things as "thingCount", g.findings as "findingCount",
          coalesce((select jsonb_agg(to_jsonb(x) - 'owner_id' order by x.noun <> 'identity', x.at desc, x.id) from (
            select * from net n where n.owner_id = g.owner_id
            order by n.noun <> 'identity', n.at desc, n.id limit ${differencesShown}) x), '[]') as things,
          coalesce((select jsonb_agg(to_jsonb(x) - 'owner_id' - 'rank' order by x.rank, x.id) from (
            select * from judged j where j.owner_id = g.owner_id
            order by j.rank, j.id limit ${differencesShown}) x), '[]') as findings
        from page g order by ${inOrder(sorting, sql`g.owner_id`)}`,
  );
  return pageFrom(rows, limit);
}

const Totals = z.object({
  appeared: z.number(),
  changed: z.number(),
  gone: z.number(),
  access: z.number(),
  opened: z.number(),
  resolved: z.number(),
});
/** How much is different between two moments. */
export type DifferenceTotals = z.infer<typeof Totals>;

/** Rows of the inventory that appeared, changed or went, how many of them are about access, and findings. */
export function countDifferences(
  db: Db,
  workspaceId: WorkspaceId,
  window: Window,
): Promise<DifferenceTotals> {
  return db.one(
    Totals,
    sql`with ${differences(workspaceId, window)}
        select count(*) filter (where change = 'appeared')::int as appeared,
          count(*) filter (where change = 'changed')::int as changed,
          count(*) filter (where change = 'gone')::int as gone,
          count(*) filter (where noun in ('grant', 'delegation'))::int as access,
          (select count(*) from judged where change in ('opened', 'reopened'))::int as opened,
          (select count(*) from judged where change = 'resolved')::int as resolved
        from net`,
  );
}

/** The tables `net` (rows of the inventory) and `judged` (findings), each with its owner; '' for none. */
function differences(workspaceId: WorkspaceId, window: Window): Sql {
  const nouns = Object.keys(nounTables) as Noun[];
  const rows = sql.join(
    nouns.map((noun) => rowsOf(noun, workspaceId, window)),
    sql` union all `,
  );
  const kept = window.withUse ? sql`` : sql` - 'lastUsedAt'`;
  return sql`compared as (${rows}),
    known as (
      select distinct on (key) key, id from (
        select key, id from identity where workspace_id = ${workspaceId}
        union all
        select key, id from thing_version where workspace_id = ${workspaceId} and noun = 'identity'
      ) every_identity order by key, id
    ),
    net as (
      select c.id, c.noun, coalesce(c.owner_id, k.id, '') as owner_id, c.at, c.before, c.after,
        case when c.before is null then 'appeared' when c.after is null then 'gone' else 'changed' end as change
      from compared c left join known k on c.owner_id is null and k.key = c.owner_key
      where (c.before${kept}) is distinct from (c.after${kept})
    ),
    judged as (${findingRows(workspaceId, window)})`;
}

/** Whose a row is: the column of a row that is there, and the key in the facts of one that is gone. */
const owners: Readonly<Record<Noun, { readonly column: Sql; readonly key: Sql } | null>> = {
  identity: { column: sql`c.id`, key: sql`null::text` },
  instance: { column: sql`t.identity_id`, key: keyAt('identityKey') },
  credential: { column: sql`t.identity_id`, key: keyAt('identityKey') },
  'secret-reference': { column: sql`t.identity_id`, key: keyAt('identityKey') },
  exposure: {
    column: sql`coalesce(t.identity_id, (select o.identity_id from credential o
      where o.workspace_id = t.workspace_id and o.id = t.credential_id))`,
    key: keyAt('identityKey'),
  },
  grant: { column: sql`t.principal_id`, key: keyIn('principal') },
  delegation: {
    column: sql`coalesce(t.from_id, case t.to_type when 'identity' then t.to_id end)`,
    key: keyIn('from'),
  },
  ownership: {
    column: sql`case t.subject_type when 'identity' then t.subject_id else (
      select o.identity_id from credential o where o.workspace_id = t.workspace_id and o.id = t.subject_id) end`,
    key: keyIn('subject'),
  },
  resource: null,
  entitlement: null,
  person: null,
  team: null,
};

function keyAt(name: string): Sql {
  return sql`coalesce(b.facts, a.facts) ->> ${name}`;
}

function keyIn(name: string): Sql {
  return sql`coalesce(b.facts, a.facts) -> ${name} ->> 'key'`;
}

/** What rows of a noun were at the one moment and are at the other, of those that were written since. */
function rowsOf(noun: Noun, workspaceId: WorkspaceId, { since, until }: Window): Sql {
  const table = sql.identifier(nounTables[noun].name);
  const owner = owners[noun];
  const versionAt = (moment: Date) => sql`(
    select v.facts, v.valid_from from thing_version v
    where v.workspace_id = ${workspaceId} and v.noun = ${noun} and v.id = c.id
      and v.valid_from <= ${moment}::timestamptz and v.valid_to > ${moment}::timestamptz limit 1)`;
  const counts = until === null ? sql`true` : sql`t.valid_from <= ${until}::timestamptz`;
  const ended = until === null ? sql`` : sql`and v.valid_to <= ${until}::timestamptz`;
  const laterVersion =
    until === null
      ? sql`(select null::jsonb as facts, null::timestamptz as valid_from)`
      : versionAt(until);
  return sql`select c.id, ${noun}::text as noun, ${owner?.column ?? sql`null::text`} as owner_id,
      ${owner?.key ?? sql`null::text`} as owner_key,
      coalesce(case when ${counts} then t.valid_from end, a.valid_from, (
        select max(v.valid_to) from thing_version v
        where v.workspace_id = ${workspaceId} and v.id = c.id ${ended})) as at,
      coalesce(b.facts, case when t.valid_from <= ${since}::timestamptz then t.facts end) as before,
      coalesce(case when ${counts} then t.facts end, a.facts) as after
    from (
      select id from ${table} where workspace_id = ${workspaceId} and valid_from > ${since}::timestamptz
      union
      select id from thing_version where workspace_id = ${workspaceId} and noun = ${noun}
        and valid_to > ${since}::timestamptz
    ) c
    left join ${table} t on t.workspace_id = ${workspaceId} and t.id = c.id
    left join lateral ${versionAt(since)} b on true
    left join lateral ${laterVersion} a on true`;
}

function findingRows(workspaceId: WorkspaceId, { since, until }: Window): Sql {
  const from = sql`${since}::timestamptz`;
  const to = until === null ? sql`'infinity'::timestamptz` : sql`${until}::timestamptz`;
  return sql`select f.id, coalesce(f.identity_id, '') as owner_id, f.check_id as "checkId", v.severity, f.because,
      array_position(${[...severities]}::text[], v.severity) as rank,
      case when earlier.state is null then 'opened' when later.state = 'resolved' then 'resolved'
        when later.state = 'accepted' then 'accepted' else 'reopened' end as change
    from finding f, ${findingStateAt(workspaceId, from, 'earlier')}, ${findingStateAt(workspaceId, to, 'later')},
      ${findingSeverityAt(workspaceId, to, 'v')}
    where f.workspace_id = ${workspaceId} and f.first_seen_at <= ${to}
      and (f.first_seen_at > ${from} or f.id in (
        select e.finding_id from finding_event e where e.workspace_id = ${workspaceId} and e.at > ${from}))
      and earlier.state is distinct from later.state
      and not (earlier.state is null and later.state = 'resolved')`;
}

/** The identity of group `g` as it is, else as it was last known. */
function identityRef(workspaceId: WorkspaceId): Sql {
  const ref = sql`jsonb_build_object('id', g.owner_id, 'name', x.facts ->> 'name',
    'kind', x.facts ->> 'kind', 'provider', x.facts ->> 'provider')`;
  return sql`(select ${ref} from (
    select i.facts, 0 as place, null::timestamptz as valid_to from identity i
    where i.workspace_id = ${workspaceId} and i.id = g.owner_id
    union all
    select v.facts, 1, v.valid_to from thing_version v
    where v.workspace_id = ${workspaceId} and v.id = g.owner_id and v.noun = 'identity'
    order by place, valid_to desc limit 1) x)`;
}
