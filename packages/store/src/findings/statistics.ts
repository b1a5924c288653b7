import { z } from 'zod';
import { type Db, schemaName, sql } from '../db.ts';

/** Rows that changed since PostgreSQL last looked, from which on it would plan badly. */
const manyChanges = 5_000;

/** Lets PostgreSQL look at tables that changed much since it last did; its own visits come too late after a large sync. */
export async function refreshStatistics(db: Db): Promise<void> {
  const tables = await db.many(
    z.object({ relname: z.string() }),
    sql`select relname from pg_stat_user_tables
        where schemaname = ${schemaName} and n_mod_since_analyze > ${manyChanges}`,
  );
  for (const { relname } of tables) await db.run(sql`analyze ${sql.identifier(relname)}`);
}
