import type { IdentityId, Noun, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import { type After, inOrder, isAfter, type Page, type PageRequest, pageFrom } from './keyset.ts';
import { At, told } from './row-shapes.ts';

type Facts = Readonly<Record<string, unknown>>;

const Row = z.object({
  /** Unique within the history. */
  id: z.string(),
  sortValue: z.string(),
  at: At,
  change: z.enum(['appeared', 'changed', 'gone', 'returned']),
  thingId: z.string(),
  noun: told<Noun>(),
  before: told<Facts | null>(),
  after: told<Facts | null>(),
});
/** One change of one row. `before` and `after` are its facts; null where it was not there. */
export type ChangeRow = Omit<z.infer<typeof Row>, 'sortValue'>;

const sorting = { by: sql`e.at`, as: 'timestamptz', descending: true } as const;

/**
 * What changed about an identity and the rows that belong to it, newest first. A row that belonged to
 * it once is told of even when it is gone.
 */
export async function pageHistory(
  db: Db,
  workspaceId: WorkspaceId,
  { id, after, limit }: PageRequest & { readonly id: IdentityId; readonly after: After | null },
): Promise<Page<ChangeRow>> {
  const rows = await db.many(
    Row,
    sql`with me as (
          select key from identity where workspace_id = ${workspaceId} and id = ${id}
          union all
          select key from thing_version where workspace_id = ${workspaceId} and id = ${id}
          limit 1
        ), mine as (
          select ${id}::text as id, 'identity'::text as noun
          ${sql.join(
            belonging.map((one) => currentOf(one, { workspaceId, id })),
            sql` `,
          )}
          union select v.id, v.noun from thing_version v, me
            where v.workspace_id = ${workspaceId} and v.facts ->> 'identityKey' = me.key
          union select v.id, v.noun from thing_version v, me
            where v.workspace_id = ${workspaceId} and v.facts -> 'principal' ->> 'key' = me.key
        ), version as (
          select v.id, v.noun, v.valid_from, v.valid_to, v.ended_by, v.facts
          from thing_version v join mine using (id) where v.workspace_id = ${workspaceId}
          ${sql.join(
            [{ table: 'identity', noun: 'identity' }, ...belonging].map(
              ({ table, noun }) => sql`
              union all select t.id, ${noun}::text, t.valid_from, null, null, t.facts
              from ${sql.identifier(table)} t join mine m on m.id = t.id and m.noun = ${noun}
              where t.workspace_id = ${workspaceId}`,
            ),
            sql` `,
          )}
        ), chained as (
          select *, lag(facts) over before as facts_before, lag(ended_by) over before as ended_before
          from version window before as (partition by id order by valid_from, valid_to nulls last)
        ), e as (
          select id || '/start/' || valid_from as id, valid_from as at, id as thing_id, noun,
            case when ended_before is null then 'appeared' when ended_before = 'removal' then 'returned' else 'changed' end as change,
            case when ended_before = 'change' then facts_before end as before, facts as after
          from chained
          union all
          select id || '/end/' || valid_to, valid_to, id, noun, 'gone', facts, null
          from chained where ended_by = 'removal'
        )
        select e.id, e.at::text as "sortValue", e.at, e.change, e.thing_id as "thingId", e.noun, e.before, e.after
        from e where ${isAfter(sorting, after, sql`e.id`)}
        order by ${inOrder(sorting, sql`e.id`)} limit ${limit + 1}`,
  );
  return pageFrom(rows, limit);
}

const belonging = [
  { table: 'credential', noun: 'credential', column: sql`identity_id` },
  { table: 'instance', noun: 'instance', column: sql`identity_id` },
  { table: 'secret_reference', noun: 'secret-reference', column: sql`identity_id` },
  { table: 'exposure', noun: 'exposure', column: sql`identity_id` },
  { table: 'access_grant', noun: 'grant', column: sql`principal_id` },
  { table: 'delegation', noun: 'delegation', column: sql`from_id` },
  { table: 'ownership', noun: 'ownership', column: sql`subject_id` },
] as const;

function currentOf(
  { table, noun, column }: (typeof belonging)[number],
  { workspaceId, id }: { readonly workspaceId: WorkspaceId; readonly id: string },
): Sql {
  return sql`union select t.id, ${noun} from ${sql.identifier(table)} t
             where t.workspace_id = ${workspaceId} and t.${column} = ${id}`;
}
