import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type ColumnForm, copyLines } from './copy-text.ts';
import type { Session } from './session.ts';
import { sql, toQuery } from './sql.ts';

type Rows = AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>;

/** Which columns of which table. Names are lower snake case. */
export interface CopyTarget {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Loads rows by COPY and gives their number; the contract is `Db.copyIn`'s. */
export async function copyRows(session: Session, target: CopyTarget, rows: Rows): Promise<number> {
  const forms = await columnForms(session, target);
  return copyInText(session, target, chunksOf(rows, forms));
}

/** Loads what `copyOutText` gave, whole or cut anywhere; gives the number of rows. */
export async function copyInText(
  session: Session,
  target: CopyTarget,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const { text } = toQuery(sql`copy ${relation(target)} from stdin`);
  return session.hold(async (client) => {
    const copy = client.query(copyFrom(text));
    await pipeline(Readable.from(chunks), copy);
    return copy.rowCount;
  });
}

/**
 * Hands the table's rows to `take` in COPY's text format, cut anywhere; waits for each.
 *
 * Within a transaction, `take` must not use it: the connection is busy.
 */
export async function copyOutText(
  session: Session,
  target: CopyTarget,
  take: (chunk: Buffer) => Promise<void>,
): Promise<number> {
  const { text } = toQuery(sql`copy ${relation(target)} to stdout`);
  return session.hold(async (client) => {
    const copy = client.query(copyTo(text));
    try {
      for await (const chunk of copy) await take(chunk as Buffer);
    } catch (error) {
      // The rest of the rows cannot be called off: the connection is of no more use.
      await client.end();
      throw error;
    }
    return copy.rowCount;
  });
}

function relation({ table, columns }: CopyTarget) {
  const names = sql.join(columns.map((column) => sql.identifier(column)));
  return sql`${sql.identifier(table)} (${names})`;
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

function chunksOf(
  rows: Rows,
  forms: readonly ColumnForm[],
): AsyncIterable<Buffer> | Iterable<Buffer> {
  // Rows that are at hand are not waited for one by one.
  return Symbol.iterator in rows ? chunksAtHand(rows, forms) : chunksToCome(rows, forms);
}

function* chunksAtHand(
  rows: Iterable<readonly unknown[]>,
  forms: readonly ColumnForm[],
): Generator<Buffer> {
  const lineOf = copyLines(forms);
  let chunk = '';
  for (const row of rows) {
    chunk += lineOf(row);
    if (chunk.length < chunkCharacters) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}

async function* chunksToCome(
  rows: AsyncIterable<readonly unknown[]>,
  forms: readonly ColumnForm[],
): AsyncGenerator<Buffer> {
  const lineOf = copyLines(forms);
  let chunk = '';
  for await (const row of rows) {
    chunk += lineOf(row);
    if (chunk.length < chunkCharacters) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}
