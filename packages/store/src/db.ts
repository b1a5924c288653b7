import { Pool, type PoolConfig } from 'pg';
import type { z } from 'zod';
import { copyInText, copyOutText, copyRows } from './copy.ts';
import { poolSession, type Session, type Transaction, type TransactionOptions } from './session.ts';
import { type Sql, sql, trustedSql } from './sql.ts';
import { valueParsers } from './value-parsers.ts';

export { type Sql, type SqlValue, sql } from './sql.ts';

/**
 * A PostgreSQL, or a transaction in one.
 *
 * Every method throws `STORE_UNAVAILABLE`, `STORE_DISK_FULL` or `STORE_TIMEOUT` (`NhiError`), or
 * what the driver threw. When PostgreSQL goes away and comes back, statements outside a
 * transaction wait for it; one that had been sent is repeated only if it merely reads.
 */
export interface Db {
  /** All rows, each parsed by `row`. A row that does not fit throws: it is a bug. */
  many<Row extends z.ZodType>(row: Row, statement: Sql): Promise<z.output<Row>[]>;
  /** The only row, or null if there is none. Throws if there are more. */
  maybeOne<Row extends z.ZodType>(row: Row, statement: Sql): Promise<z.output<Row> | null>;
  /** The only row. Throws if there is none or more. */
  one<Row extends z.ZodType>(row: Row, statement: Sql): Promise<z.output<Row>>;
  /** Runs a statement for its effect; gives the number of rows it touched. */
  run(statement: Sql): Promise<number>;
  /**
   * Commits what `work` did with its `Db` if it returns, undoes it if it throws.
   *
   * Within a transaction this is a savepoint, and takes no options; until it ends, the outer
   * `Db` throws. After the end, the inner one throws. Concurrent statements of one transaction
   * run one after another. If the connection is lost during the commit, `STORE_UNAVAILABLE` is
   * thrown although the work may have been committed.
   */
  transaction<T>(work: (tx: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Rows one by one from a cursor, `batch` fetched at a time, in one snapshot: for more than fits
   * in memory. Leaving the loop early is fine. `statement` must be a select.
   */
  stream<Row extends z.ZodType>(
    row: Row,
    statement: Sql,
    batch: number,
  ): AsyncGenerator<z.output<Row>, void, undefined>;
  /**
   * Loads rows by COPY; gives their number. All or nothing.
   *
   * The values of a row are in the order of `columns`. For a `json` or `jsonb` column any value is
   * written as JSON, null as SQL's null. Text that PostgreSQL cannot hold (U+0000) is stored as
   * U+FFFD. `table` is a name in the search path; names are lower snake case.
   */
  copyIn(
    table: string,
    columns: readonly string[],
    rows: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>,
  ): Promise<number>;
  /** Loads rows that are in COPY's text format already, as `copyOut` gives them; gives their number. */
  copyInText(
    table: string,
    columns: readonly string[],
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<number>;
  /**
   * Hands a table's rows to `take` in COPY's text format, cut anywhere, waiting for each chunk;
   * gives their number. `take` must not use this `Db` within a transaction.
   */
  copyOut(
    table: string,
    columns: readonly string[],
    take: (chunk: Buffer) => Promise<void>,
  ): Promise<number>;
}

/** Where and how to connect. */
export interface DbConfig {
  readonly connection: Pick<
    PoolConfig,
    'connectionString' | 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'
  >;
  readonly maxConnections: number;
  /** 0 is none. */
  readonly statementTimeoutMs: number;
  /** How long a statement waits for PostgreSQL to come back. */
  readonly reconnectWithinMs: number;
  /** Brings PostgreSQL back, where that is ours to do. May throw. */
  readonly revive?: () => Promise<void>;
}

/** A `Db` with the connections it owns. */
export interface OpenDb extends Db {
  /** Waits for running statements, then closes the connections. */
  close(): Promise<void>;
}

/** The schema that all our tables are in. */
export const schemaName = 'nonhuman';

/** Opens no connection yet: the first statement does. */
export function connectDb(config: DbConfig): OpenDb {
  const { connectionString, settings } = splitUrl(config.connection.connectionString);
  const own = {
    search_path: `${schemaName},public`,
    timezone: 'UTC',
    statement_timeout: String(Math.trunc(config.statementTimeoutMs)),
  };
  const pool = new Pool({
    ...config.connection,
    ...(connectionString === undefined ? {} : { connectionString }),
    max: config.maxConnections,
    application_name: 'nonhuman',
    options: [settings, ...Object.entries(own).map((pair) => `-c ${pair.join('=')}`)].join(' '),
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    types: valueParsers,
  });
  // The pool and the statement that meets it drop a dead client; unheard, its event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const session = poolSession(pool, {
    reconnectWithinMs: config.reconnectWithinMs,
    revive: config.revive,
  });
  return { ...dbOn(session), close: () => pool.end() };
}

/** The driver lets `options` in a URL replace ours; they are to stand beside them. */
function splitUrl(text: string | undefined) {
  if (text === undefined || !URL.canParse(text)) return { connectionString: text, settings: '' };
  const url = new URL(text);
  const settings = url.searchParams.get('options') ?? '';
  url.searchParams.delete('options');
  return { connectionString: url.href, settings };
}

function dbOn(session: Session): Db {
  async function many<Row extends z.ZodType>(row: Row, statement: Sql) {
    const { rows } = await session.query(statement);
    return rows.map((value: unknown) => parseRow(row, value));
  }

  async function maybeOne<Row extends z.ZodType>(row: Row, statement: Sql) {
    const rows = await many(row, statement);
    if (rows.length > 1) throw new Error(`one row at most was expected, not ${rows.length}`);
    const [only] = rows;
    return rows.length === 0 ? null : (only as z.output<Row>);
  }

  return {
    many,
    maybeOne,
    async one(row, statement) {
      const rows = await many(row, statement);
      if (rows.length !== 1) throw new Error(`one row was expected, not ${rows.length}`);
      return rows[0] as z.output<typeof row>;
    },
    async run(statement) {
      return (await session.query(statement)).rowCount ?? 0;
    },
    transaction: (work, options = {}) =>
      within(session, options, (transaction) => work(dbOn(transaction.session))),
    stream: (row, statement, batch) => streamRows(session, row, { statement, batch }),
    copyIn: (table, columns, rows) => copyRows(session, { table, columns }, rows),
    copyInText: (table, columns, chunks) => copyInText(session, { table, columns }, chunks),
    copyOut: (table, columns, take) => copyOutText(session, { table, columns }, take),
  };
}

async function within<T>(
  session: Session,
  options: TransactionOptions,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = await session.begin(options);
  let result: T;
  try {
    result = await work(transaction);
  } catch (error) {
    // If the rollback fails too, the connection is gone and PostgreSQL has rolled back by itself.
    await transaction.rollback().catch(() => {});
    throw error;
  }
  await transaction.commit();
  return result;
}

let cursors = 0;

async function* streamRows<Row extends z.ZodType>(
  session: Session,
  row: Row,
  { statement, batch }: { statement: Sql; batch: number },
): AsyncGenerator<z.output<Row>, void, undefined> {
  cursors += 1;
  const name = sql.identifier(`stream_${cursors}`);
  const transaction = await session.begin({});
  let whole = false;
  try {
    await transaction.session.query(sql`declare ${name} no scroll cursor for ${statement}`);
    const fetch = sql`fetch ${trustedSql(String(Math.trunc(batch)))} from ${name}`;
    for (;;) {
      const { rows } = await transaction.session.query(fetch);
      for (const value of rows as unknown[]) yield parseRow(row, value);
      if (rows.length < batch) break;
    }
    whole = true;
  } finally {
    if (whole) await transaction.commit();
    else await transaction.rollback().catch(() => {});
  }
}

function parseRow<Row extends z.ZodType>(row: Row, value: unknown): z.output<Row> {
  const parsed = row.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error('a row of the store is not what its schema says', { cause: parsed.error });
}
