import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { type ColumnForm, copyLine } from './copy-text.ts';
import type { Session } from './session.ts';
import { sql, toQuery } from './sql.ts';

type Rows = AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>;

/** Where the rows go. */
export interface CopyTarget {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Loads rows by COPY and gives their number; the contract is `Db.copyIn`'s. */
export async function copyRows(session: Session, target: CopyTarget, rows: Rows): Promise<number> {
  const columns = sql.join(target.columns.map((column) => sql.identifier(column)));
  const { text } = toQuery(sql`copy ${sql.identifier(target.table)} (${columns}) from stdin`);
  const forms = await columnForms(session, target);
  return session.hold(async (client) => {
    const copy = client.query(copyFrom(text));
    await pipeline(Readable.from(chunksOf(rows, forms)), copy);
    return copy.rowCount;
  });
}

async function columnForms(session: Session, target: CopyTarget): Promise<ColumnForm[]> {
  const found = await session.query(sql`
    select attname as name, atttypid in ('json'::regtype, 'jsonb'::regtype) as json
    from pg_attribute
    where attrelid = to_regclass(${target.table}) and attnum > 0 and not attisdropped`);
  const json = new Map<unknown, unknown>(
    found.rows.map((row: Record<string, unknown>) => [row['name'], row['json']]),
  );
  return target.columns.map((column) => {
    if (!json.has(column)) throw new TypeError(`table ${target.table} has no column ${column}`);
    return json.get(column) === true ? 'json' : 'plain';
  });
}

const chunkCharacters = 64 * 1024;

async function* chunksOf(rows: Rows, forms: readonly ColumnForm[]): AsyncGenerator<Buffer> {
  let chunk = '';
  for await (const row of rows) {
    chunk += copyLine(row, forms);
    if (chunk.length < chunkCharacters) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}
