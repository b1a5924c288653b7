import { z } from 'zod';
import { type Db, schemaName, sql } from '../db.ts';
import { trustedSql } from '../sql.ts';
import { type Sequence, TableHead } from './format.ts';

/** Every table of ours but the record of migrations, by name, without computed columns. */
export function listTables(db: Db): Promise<TableHead[]> {
  return db.many(
    TableHead,
    sql`select c.relname as name,
          array_agg(a.attname::text order by a.attnum) as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = to_regnamespace(${schemaName}) and c.relkind in ('r', 'p')
          and not c.relispartition and c.relname <> 'schema_migration'
          -- What is not in the journal belongs to a sync that runs.
          and c.relpersistence = 'p'
          and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        group by c.relname order by c.relname`,
  );
}

/** Where the columns that number their rows have got to. */
export async function readSequences(db: Db): Promise<Sequence[]> {
  const found = await db.many(
    z.object({ table: z.string(), column: z.string(), sequence: z.string() }),
    sql`select t.relname as table, a.attname as column, s.relname as sequence
        from pg_depend d
          join pg_class s on s.oid = d.objid and s.relkind = 'S'
          join pg_class t on t.oid = d.refobjid
          join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
        where d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
          and t.relnamespace = to_regnamespace(${schemaName})
        order by 1, 2`,
  );
  const sequences: Sequence[] = [];
  for (const { table, column, sequence } of found) {
    const { lastValue } = await db.one(
      z.object({ lastValue: z.int().nullable() }),
      sql`select case when is_called then last_value end as "lastValue"
          from ${sql.identifier(sequence)}`,
    );
    sequences.push({ table, column, lastValue });
  }
  return sequences;
}

export async function writeSequences(tx: Db, sequences: readonly Sequence[]): Promise<void> {
  for (const { table, column, lastValue } of sequences) {
    if (lastValue === null) continue;
    await tx.run(sql`
      select setval(pg_get_serial_sequence(${`${schemaName}.${table}`}, ${column}), ${lastValue})`);
  }
}

const ForeignKey = z.object({ table: z.string(), name: z.string(), definition: z.string() });
export type ForeignKey = z.infer<typeof ForeignKey>;

/** Takes the foreign keys away, so that tables may be loaded in any order; gives them for later. */
export async function dropForeignKeys(tx: Db): Promise<ForeignKey[]> {
  const found = await tx.many(
    ForeignKey,
    sql`select t.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
        from pg_constraint k join pg_class t on t.oid = k.conrelid
        where k.contype = 'f' and k.conparentid = 0
          and t.relnamespace = to_regnamespace(${schemaName})`,
  );
  for (const { table, name } of found) {
    await tx.run(sql`alter table ${sql.identifier(table)} drop constraint ${sql.identifier(name)}`);
  }
  return found;
}

/** Puts back what `dropForeignKeys` took, checking every row. */
export async function addForeignKeys(tx: Db, keys: readonly ForeignKey[]): Promise<void> {
  for (const { table, name, definition } of keys) {
    await tx.run(
      sql`alter table ${sql.identifier(table)} add constraint ${sql.identifier(name)} ${trustedSql(definition)}`,
    );
  }
}

/** Drops every table of ours, the record of migrations too, and nothing that an extension brought. */
export async function dropTables(tx: Db): Promise<void> {
  const names = await tx.many(
    z.object({ name: z.string() }),
    sql`select relname as name from pg_class c
        where relnamespace = to_regnamespace(${schemaName}) and relkind in ('r', 'p')
          and not relispartition and not exists (
            select from pg_depend d
            where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`,
  );
  if (names.length === 0) return;
  await tx.run(sql`drop table ${sql.join(names.map(({ name }) => sql.identifier(name)))}`);
}

/** The first table of ours with a row in it, null if all are empty. */
export async function firstFilledTable(db: Db): Promise<string | null> {
  for (const { name } of await listTables(db)) {
    if ((await db.run(sql`select from ${sql.identifier(name)} limit 1`)) > 0) return name;
  }
  return null;
}
