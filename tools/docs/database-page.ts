import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@nonhuman/runtime';
import { type Db, openStore, sql } from '@nonhuman/store';
import { z } from 'zod';
import { markdownTable, type Page, page } from './page.ts';

const Column = z.object({
  table: z.string(),
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  usual: z.string().nullable(),
  comment: z.string().nullable(),
});
const Table = z.object({ name: z.string(), comment: z.string().nullable() });
const Line = z.object({ table: z.string(), text: z.string() });

/** The tables as PostgreSQL tells them after the migrations, from an embedded one made for this page. */
export async function databasePage(): Promise<Page> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'nonhuman-docs-'));
  try {
    const store = await openStore({
      env: process.env,
      log: silentLog,
      dataFolder,
      databaseUrl: '',
    });
    try {
      return pageOf(await readSchema(store.db));
    } finally {
      await store.close();
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

type Schema = Awaited<ReturnType<typeof readSchema>>;

async function readSchema(db: Db) {
  return {
    tables: await db.many(
      Table,
      sql`select relname::text as name, obj_description(oid, 'pg_class') as comment
          from pg_class where relkind in ('r', 'p') and relnamespace = 'nonhuman'::regnamespace
          order by relname collate "C"`,
    ),
    columns: await db.many(
      Column,
      sql`select c.relname::text as table, a.attname::text as name,
                 format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
                 pg_get_expr(d.adbin, d.adrelid) as usual,
                 col_description(c.oid, a.attnum) as comment
          from pg_attribute a join pg_class c on c.oid = a.attrelid
          left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
          where c.relkind in ('r', 'p') and c.relnamespace = 'nonhuman'::regnamespace
            and a.attnum > 0 and not a.attisdropped
          order by c.relname collate "C", a.attnum`,
    ),
    constraints: await db.many(
      Line,
      sql`select c.relname::text as table, pg_get_constraintdef(k.oid) as text
          from pg_constraint k join pg_class c on c.oid = k.conrelid
          where c.relnamespace = 'nonhuman'::regnamespace and k.contype in ('p', 'u', 'f', 'c')
          order by c.relname collate "C", k.contype, pg_get_constraintdef(k.oid) collate "C"`,
    ),
    indexes: await db.many(
      Line,
      sql`select tablename::text as table, indexdef as text
          from pg_indexes where schemaname = 'nonhuman'
            and not exists (select from pg_constraint where conname = indexname)
          order by tablename collate "C", indexname collate "C"`,
    ),
  };
}

function pageOf({ tables, columns, constraints, indexes }: Schema): Page {
  const commented = columns.some(({ comment }) => comment !== null);
  return page('database.md', 'Database', [
    `${tables.length} tables in the schema nonhuman of PostgreSQL, as the migrations make them. For reading: only Nonhuman writes, and columns may change between versions.`,
    '',
    ...tables.flatMap(({ name, comment }) => [
      `## ${name}`,
      '',
      ...(comment === null ? [] : [comment, '']),
      markdownTable(
        ['column', 'type', 'may be null', 'default', ...(commented ? ['what'] : [])],
        columns
          .filter(({ table }) => table === name)
          .map((column) => [
            `\`${column.name}\``,
            column.type,
            column.required ? 'no' : 'yes',
            column.usual === null ? '' : `\`${column.usual}\``,
            ...(commented ? [column.comment ?? ''] : []),
          ]),
      ),
      '',
      ...[...constraints, ...indexes]
        .filter(({ table }) => table === name)
        .map(({ text }) => `- \`${text.replaceAll('nonhuman.', '')}\``),
      '',
    ]),
  ]);
}
