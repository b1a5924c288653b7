import { z } from 'zod';
import { type Db, schemaName, sql } from '../db.ts';

/** Rows that changed since PostgreSQL last looked, from which on it would plan badly. */
const manyChanges = 5_000;

/** Pages of a table from which on a bad plan is noticed: half a megabyte. */
const manyPages = 64;

/**
 * Lets PostgreSQL look at tables that changed much since it last did; its own visits come too late
 * after a large sync.
 *
 * What a session changed is counted up to a second later, and the size of a file at once: a table
 * that has grown to twice what PostgreSQL knows of is looked at as well, or alone with `grownOnly`.
 */
export async function refreshStatistics(
  db: Db,
  { grownOnly = false }: { readonly grownOnly?: boolean } = {},
): Promise<void> {
  const changed = grownOnly ? sql`false` : sql`s.n_mod_since_analyze > ${manyChanges}`;
  const tables = await db.many(
    z.object({ relname: z.string() }),
    sql`select s.relname from pg_stat_user_tables s join pg_class c on c.oid = s.relid
        where s.schemaname = ${schemaName} and (${changed}
          or pg_relation_size(c.oid) / current_setting('block_size')::int > greatest(${manyPages}, 2 * c.relpages))`,
  );
  for (const { relname } of tables) await db.run(sql`analyze ${sql.identifier(relname)}`);
}
