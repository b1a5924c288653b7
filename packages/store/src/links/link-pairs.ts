import type { Principal, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import { told } from '../queries/row-shapes.ts';
import { conditionsOf, type LinkSide, namesOf, tableOf } from './link-side.ts';

/** One end of a pair, with as much of its row as links are judged and explained by. */
export interface PairEnd {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  /** Empty for a delegation. */
  readonly nativeType: string;
  readonly key: string;
  /** The connector that tells it. */
  readonly connector: string;
  readonly scope: string | null;
  readonly kind: string;
  /** Of a credential: whose it is. Of a delegation: where it starts. */
  readonly identityId: string | null;
  /** Of a credential: the key of its holder at its connector. */
  readonly identityKey: string | null;
  readonly publicId: string | null;
  /** Of a delegation: its ends and conditions; else null. */
  readonly delegation: {
    readonly from: Principal;
    readonly to: { readonly type: string; readonly key: string };
    readonly toId: string;
    readonly conditional: boolean;
    readonly conditions: unknown;
  } | null;
  /** Those that the side reads. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Two rows that have an identifier in common. */
export interface LinkPair {
  readonly from: PairEnd;
  readonly to: PairEnd;
  /** Identifiers in common, with their space: `ssh:SHA256:…`. */
  readonly names: readonly string[];
  /** How many rows of either side have the first of them; more than one where one was to be expected is ambiguous. */
  readonly candidates: { readonly from: number; readonly to: number };
}

/** What a rule joins. Without `to`, rows of one side are joined among themselves. */
export interface LinkJoin {
  readonly from: LinkSide;
  readonly to?: LinkSide;
}

/** Rows with one identifier of which every two are paired; of more, each is paired with the first. */
export const pairedWithEach = 12;

const End = told<PairEnd>();
const Pair = z.object({
  names: z.array(z.string()),
  fromCount: z.int(),
  toCount: z.int(),
  from: End,
  to: End,
});

const cursorBatch = 1_000;

/** Every pair of rows that a rule joins, in one snapshot; joined by the database, so that memory is bounded. */
export async function* streamPairs(
  db: Db,
  workspaceId: WorkspaceId,
  { join, copies }: { readonly join: LinkJoin; readonly copies: readonly string[] },
): AsyncGenerator<LinkPair, void, undefined> {
  const statement =
    join.to === undefined
      ? pairsWithin(workspaceId, join.from, copies)
      : pairsBetween(workspaceId, { from: join.from, to: join.to }, copies);
  for await (const row of db.stream(Pair, statement, cursorBatch)) {
    const { names, fromCount, toCount, from, to } = row;
    yield { names, from, to, candidates: { from: fromCount, to: toCount } };
  }
}

function pairsWithin(workspaceId: WorkspaceId, side: LinkSide, copies: readonly string[]): Sql {
  return sql`
    with names as materialized (${namesOf(workspaceId, side, copies)}),
    ranked as materialized (
      select id, name, (count(*) over (partition by name))::int as many,
        (row_number() over (partition by name order by id))::int as place from names
      where name in (select name from names group by name having count(*) > 1)),
    pairs as materialized (
      select a.id as from_id, b.id as to_id, array_agg(a.name order by a.name) as names, max(a.many) as many
      from ranked a join ranked b on a.name = b.name and a.id < b.id
      where a.many <= ${pairedWithEach} or a.place = 1
      group by a.id, b.id)
    select p.names, p.many as "fromCount", p.many as "toCount", f.value as "from", t.value as "to"
    from pairs p join (${endsOf(workspaceId, side)}) f on f.id = p.from_id
      join (${endsOf(workspaceId, side)}) t on t.id = p.to_id
    order by p.from_id, p.to_id`;
}

function pairsBetween(
  workspaceId: WorkspaceId,
  { from, to }: { readonly from: LinkSide; readonly to: LinkSide },
  copies: readonly string[],
): Sql {
  const ranked = (of: Sql, other: Sql) => sql`
    select id, name, (count(*) over (partition by name))::int as many,
      (row_number() over (partition by name order by id))::int as place
    from ${of} where name in (select name from ${other})`;
  return sql`
    with from_names as materialized (${namesOf(workspaceId, from, copies)}),
    to_names as materialized (${namesOf(workspaceId, to, copies)}
      -- Decided before the first row is looked at.
      where exists (select from from_names)),
    from_ranked as materialized (${ranked(sql`from_names`, sql`to_names`)}),
    to_ranked as materialized (${ranked(sql`to_names`, sql`from_names`)}),
    pairs as materialized (
      select f.id as from_id, t.id as to_id, array_agg(f.name order by f.name) as names,
        max(f.many) as from_count, max(t.many) as to_count
      from from_ranked f join to_ranked t on f.name = t.name and f.id <> t.id
      where (f.many <= ${pairedWithEach} and t.many <= ${pairedWithEach}) or f.place = 1 or t.place = 1
      group by f.id, t.id)
    select p.names, p.from_count as "fromCount", p.to_count as "toCount", f.value as "from", t.value as "to"
    from pairs p join (${endsOf(workspaceId, from)}) f on f.id = p.from_id
      join (${endsOf(workspaceId, to)}) t on t.id = p.to_id
    order by p.from_id, p.to_id`;
}

/** The rows of a side one by one, in the order of their ids; whatever they are joined by is not asked. */
export async function* streamEnds(
  db: Db,
  workspaceId: WorkspaceId,
  { side, copies }: { readonly side: Omit<LinkSide, 'by'>; readonly copies: readonly string[] },
): AsyncGenerator<PairEnd, void, undefined> {
  const all = { ...side, by: [] };
  const narrowed = sql.join([sql`true`, ...conditionsOf(all, copies)], sql` and `);
  const statement = sql`select e.value from (${endsOf(workspaceId, all)} and ${narrowed}) e order by e.id`;
  for await (const { value } of db.stream(z.object({ value: End }), statement, cursorBatch))
    yield value;
}

const none = sql`null::text`;

/** Rows of a side as `(id, value)`. */
function endsOf(workspaceId: WorkspaceId, side: LinkSide): Sql {
  return sql`select t.id, jsonb_build_object('id', t.id, 'key', t.key, 'provider', t.provider,
      'connector', c.connector_id, ${ownFields(side)}) as value
    from ${tableOf(side)} t
      join connection c on c.workspace_id = t.workspace_id and c.id = t.connection_id
      ${side.noun === 'scope' ? sql.empty : sql`left join scope s on s.workspace_id = t.workspace_id and s.id = t.scope_id`}
    where t.workspace_id = ${workspaceId}`;
}

function ownFields(side: LinkSide): Sql {
  const read = (side.reads ?? []).flatMap((name) => [
    sql`${name}::text`,
    sql`t.facts -> 'attributes' -> ${name}::text`,
  ]);
  const attributes =
    read.length === 0 ? sql`'{}'::jsonb` : sql`jsonb_build_object(${sql.join(read)})`;
  if (side.noun === 'scope') {
    return sql`'name', t.name, 'kind', t.kind, 'nativeType', t.kind, 'scope', null, 'identityId', null, 'identityKey', null,
      'publicId', null, 'delegation', null, 'attributes', '{}'::jsonb`;
  }
  if (side.noun === 'delegation') {
    return sql`'name', t.key, 'kind', t.kind, 'nativeType', '', 'scope', s.name, 'identityId', t.from_id,
      'identityKey', null, 'publicId', null, 'attributes', ${attributes}, 'delegation', jsonb_build_object(
        'from', t.facts -> 'from', 'to', t.facts -> 'to', 'toId', t.to_id, 'conditional', t.conditional,
        'conditions', t.facts -> 'conditions')`;
  }
  if (side.noun === 'exposure' || side.noun === 'secret-reference') {
    const isExposure = side.noun === 'exposure';
    return sql`'name', ${isExposure ? sql`t.title` : sql`t.name`} || ' in ' || t.locator,
      'kind', ${isExposure ? sql`t.setting` : sql`t.store`}, 'nativeType', '', 'scope', s.name,
      'identityId', t.identity_id, 'identityKey', null, 'publicId', null, 'delegation', null,
      'attributes', ${attributes}`;
  }
  const isCredential = side.noun === 'credential';
  return sql`'name', t.name, 'kind', ${side.noun === 'resource' ? sql`t.native_type` : sql`t.kind`},
    'nativeType', t.native_type, 'scope', s.name, 'identityId', ${isCredential ? sql`t.identity_id` : none},
    'identityKey', ${isCredential ? sql`t.facts ->> 'identityKey'` : none},
    'publicId', ${isCredential ? sql`t.public_id` : none}, 'delegation', null, 'attributes', ${attributes}`;
}
