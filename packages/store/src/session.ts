import type { Pool, PoolClient, QueryResult } from 'pg';
import { type Query, type Sql, toQuery } from './sql.ts';
import { isConnectionLoss, toStoreError } from './store-errors.ts';

/** How a transaction begins. A nested one takes no options: it has its outer one's. */
export interface TransactionOptions {
  /** `read committed` if not given. */
  readonly isolation?: 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** For every statement within; 0 is none. The connection's own if not given. */
  readonly statementTimeoutMs?: number;
}

/** Where statements run: the pool, or one client in a transaction. */
export interface Session {
  query(statement: Sql): Promise<QueryResult>;
  /** Gives the client for a protocol of its own (COPY), alone until `work` ends. */
  hold<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
  begin(options: TransactionOptions): Promise<Transaction>;
}

export interface Transaction {
  readonly session: Session;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

export interface PoolSessionOptions {
  /** How long a statement waits for PostgreSQL to come back. */
  readonly reconnectWithinMs: number;
  /** Brings PostgreSQL back, where that is ours to do. */
  readonly revive?: (() => Promise<void>) | undefined;
}

/** Statements on whichever client is free. */
export function poolSession(pool: Pool, options: PoolSessionOptions): Session {
  async function withClient<T>(
    client: PoolClient,
    work: (client: PoolClient) => Promise<T>,
    spoils: (error: unknown) => boolean,
  ): Promise<T> {
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      client.release(spoils(error));
      throw toStoreError(error);
    }
  }

  return {
    async hold(work) {
      return withClient(await connect(pool, options), work, () => true);
    },
    async query(statement) {
      const query = toQuery(statement);
      for (let attempt = 1; ; attempt += 1) {
        const client = await connect(pool, options);
        try {
          return await withClient(client, () => send(client, query), isConnectionLoss);
        } catch (error) {
          // Not for ever: a statement that itself brings PostgreSQL down would do so each time.
          if (!isConnectionLoss(error) || !isRepeatable(query) || attempt === 3) throw error;
        }
      }
    },
    async begin(transactionOptions) {
      const client = await connect(pool, options);
      const end = async (command: 'commit' | 'rollback') => {
        try {
          const result = await client.query(command);
          client.release();
          return result;
        } catch (error) {
          client.release(true);
          throw toStoreError(error);
        }
      };
      try {
        await client.query(beginText(transactionOptions));
      } catch (error) {
        client.release(true);
        throw toStoreError(error);
      }
      return transactionOn({ client, depth: 1, end });
    },
  };
}

/**
 * A client, waiting for PostgreSQL to come back. Nothing has been sent yet, so that this is safe
 * for writes too.
 */
async function connect(pool: Pool, options: PoolSessionOptions): Promise<PoolClient> {
  const deadline = Date.now() + options.reconnectWithinMs;
  for (let waitMs = 20; ; waitMs = Math.min(waitMs * 2, 500)) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isConnectionLoss(error) || Date.now() + waitMs > deadline) throw toStoreError(error);
      await options.revive?.();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

/** Without values in the simple protocol, which alone takes several statements in one text. */
function send(client: PoolClient, { text, values }: Query): Promise<QueryResult> {
  return values.length === 0 ? client.query(text) : client.query(text, [...values]);
}

/** Whether running it twice is the same as once: it reads, and calls nothing known to write. */
function isRepeatable({ text }: Query): boolean {
  return (
    /^\s*(select|with|values|table)\b/i.test(text) &&
    !/\b(insert|update|delete|merge|nextval|setval|pg_\w*advisory\w*|pg_notify)\b/i.test(text)
  );
}

function beginText({ isolation, readOnly, statementTimeoutMs }: TransactionOptions): string {
  const level = isolation ? ` isolation level ${isolation}` : '';
  const timeout =
    statementTimeoutMs === undefined
      ? ''
      : `; set local statement_timeout = ${Math.trunc(statementTimeoutMs)}`;
  return `begin${level}${readOnly ? ' read only' : ''}${timeout}`;
}

interface Level {
  readonly client: PoolClient;
  readonly depth: number;
  readonly end: (command: 'commit' | 'rollback') => Promise<QueryResult>;
}

function transactionOn({ client, depth, end }: Level): Transaction {
  let state: 'open' | 'nested' | 'over' = 'open';
  let last: Promise<unknown> = Promise.resolve();

  /** One statement at a time, in the order asked for: the client has no queue to rely on. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (state === 'over') throw new Error('the transaction is over: a statement was not awaited');
    if (state === 'nested') throw new Error('the nested transaction must be used until it ends');
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn.catch((error: unknown) => {
      throw toStoreError(error);
    });
  }

  const session: Session = {
    async query(statement) {
      const query = toQuery(statement);
      return inTurn(() => send(client, query));
    },
    async hold(work) {
      return inTurn(() => work(client));
    },
    async begin(options) {
      if (Object.keys(options).length > 0) throw new Error('a nested transaction takes no options');
      const opened = inTurn(() => client.query(`savepoint level_${depth}`));
      state = 'nested';
      await opened.catch((error: unknown) => {
        state = 'open';
        throw error;
      });
      const endNested = async (command: 'commit' | 'rollback') => {
        state = 'open';
        return inTurn(() =>
          client.query(
            command === 'commit'
              ? `release savepoint level_${depth}`
              : `rollback to savepoint level_${depth}`,
          ),
        );
      };
      return transactionOn({ client, depth: depth + 1, end: endNested });
    },
  };

  async function finish(command: 'commit' | 'rollback'): Promise<QueryResult> {
    state = 'over';
    await last;
    return end(command);
  }

  return {
    session,
    async commit() {
      const result = await finish('commit');
      // PostgreSQL answers a commit of a failed transaction with ROLLBACK and no error.
      if (result.command === 'ROLLBACK') {
        throw new Error('nothing was committed: a statement failed and its error was swallowed');
      }
    },
    async rollback() {
      await finish('rollback');
    },
  };
}
