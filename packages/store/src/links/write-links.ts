import type { WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';

/** What can be said of two ends. */
export const linkRelations = [
  'same',
  'pairs-with',
  'logs-in-as',
  'opens',
  'belongs-to',
  'exposes',
] as const;
export type LinkRelation = (typeof linkRelations)[number];
export const linkVerdicts = ['matched', 'not-matched', 'cannot-tell'] as const;
export type LinkVerdict = (typeof linkVerdicts)[number];
export const linkedNouns = [
  'identity',
  'credential',
  'resource',
  'scope',
  'exposure',
  'secret-reference',
] as const;
export type LinkedNoun = (typeof linkedNouns)[number];

/** One link as it holds now. */
export interface LinkRow {
  readonly id: string;
  readonly rule: string;
  readonly relation: LinkRelation;
  readonly verdict: LinkVerdict;
  readonly fromNoun: LinkedNoun;
  readonly fromId: string;
  readonly toNoun: LinkedNoun;
  readonly toId: string;
  readonly confidence: number;
  readonly because: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly digest: string;
}

/** What a pass over the links has changed. */
export interface LinkCounts {
  readonly links: number;
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}

const columns = [
  'id',
  'rule',
  'relation',
  'verdict',
  'from_noun',
  'from_id',
  'to_noun',
  'to_id',
  'confidence',
  'because',
  'evidence',
  'digest',
] as const;

/** Links begun or ended, from which on PostgreSQL would plan badly. */
const manyChanges = 1_000;

const Count = z.object({ count: z.int() });

/**
 * Makes the links that these rules tell those that are given: new ones begin, those that say something else
 * are ended and begun anew, those that are not given are ended. What is the same is not touched.
 */
export async function replaceLinks(
  tx: Db,
  workspaceId: WorkspaceId,
  {
    rows,
    rules,
    at,
  }: {
    readonly rows: AsyncIterable<LinkRow>;
    /** Rules that are no longer there are to be named too: their links end. */
    readonly rules: { readonly among: readonly string[] } | { readonly allBut: readonly string[] };
    readonly at: Date;
  },
): Promise<LinkCounts> {
  const ofRules =
    'among' in rules
      ? sql`l.rule = any(${rules.among}::text[])`
      : sql`l.rule <> all(${rules.allBut}::text[])`;
  await tx.run(
    sql`create temporary table incoming_link (like link including defaults) on commit drop`,
  );
  for (const column of ['workspace_id', 'first_seen_at', 'valid_from'] as const) {
    await tx.run(
      sql`alter table incoming_link alter column ${sql.identifier(column)} drop not null`,
    );
  }
  await tx.copyIn('incoming_link', columns, cellsOf(rows));
  await tx.run(sql`analyze incoming_link`);
  // A rule may come to one link in several ways: what says most is kept.
  const weight = (
    row: Sql,
  ) => sql`(case ${row}.verdict when 'matched' then 2 when 'cannot-tell' then 1 else 0 end,
    ${row}.confidence, ${row}.digest, ${row}.ctid)`;
  await tx.run(sql`delete from incoming_link i using incoming_link o
    where i.id = o.id and ${weight(sql`i`)} < ${weight(sql`o`)}`);
  const ended = await tx.run(sql`
    update link l set ended_at = greatest(${at}::timestamptz, l.valid_from + interval '1 microsecond')
    where l.workspace_id = ${workspaceId} and l.ended_at is null and ${ofRules}
      and not exists (select from incoming_link i where i.id = l.id and i.digest = l.digest)`);
  // Gathered before the first row is written: a look for each row would wade through those written just now.
  const begun = await tx.run(sql`
    with past as materialized (
      select o.id, max(o.ended_at) as last_end, bool_or(o.ended_at is null) as holds,
        min(o.first_seen_at) filter (where o.ended_at >= ${at}::timestamptz) as first_seen_at
      from link o where o.workspace_id = ${workspaceId} and o.id in (select i.id from incoming_link i)
      group by o.id)
    insert into link (workspace_id, id, rule, relation, verdict, from_noun, from_id, to_noun, to_id,
      confidence, because, evidence, digest, first_seen_at, valid_from)
    select ${workspaceId}, i.id, i.rule, i.relation, i.verdict, i.from_noun, i.from_id, i.to_noun, i.to_id,
      i.confidence, i.because, i.evidence, i.digest, coalesce(p.first_seen_at, ${at}::timestamptz),
      greatest(${at}::timestamptz, p.last_end)
    from incoming_link i left join past p on p.id = i.id
    where p.holds is not true`);
  // What goes on from these links needs a plan for as many as there are now.
  if (begun + ended > manyChanges) await tx.run(sql`analyze link`);
  const { count: links } = await tx.one(
    Count,
    sql`select count(*)::int as count from incoming_link`,
  );
  const { count: changed } = await tx.one(
    Count,
    sql`select count(*)::int as count from incoming_link i join link l
        on l.workspace_id = ${workspaceId} and l.id = i.id and l.ended_at is null
        where l.valid_from >= ${at}::timestamptz and l.first_seen_at < l.valid_from`,
  );
  return { links, added: begun - changed, changed, ended: ended - changed };
}

async function* cellsOf(rows: AsyncIterable<LinkRow>): AsyncGenerator<readonly unknown[]> {
  for await (const row of rows) {
    yield [
      row.id,
      row.rule,
      row.relation,
      row.verdict,
      row.fromNoun,
      row.fromId,
      row.toNoun,
      row.toId,
      row.confidence,
      row.because,
      row.evidence,
      row.digest,
    ];
  }
}
