import { NhiError } from '@nonhuman/model';
import type { Log } from '@nonhuman/runtime';
import { z } from 'zod';
import { connectDb, type Db, type DbConfig, type OpenDb, sql } from './db.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { oldestMajor } from './postgres/binaries.ts';
import { dataFolderOf, type Environment, prepareDataFolder } from './postgres/data-folder.ts';
import { leaseEmbedded } from './postgres/supervisor.ts';

/** The inventory's database, migrated to this program's version. */
export interface Store {
  readonly db: Db;
  /** For files of ours beside the database: absolute, writable by us alone. */
  readonly dataFolder: string;
  /** Whether PostgreSQL is run by us on the data folder, or is the server of `DATABASE_URL`. */
  readonly mode: 'embedded' | 'server';
  /** Waits for running statements. The last process to close stops the embedded PostgreSQL. */
  readonly close: () => Promise<void>;
}

export interface OpenStoreOptions {
  /** `NONHUMAN_DATA` and `DATABASE_URL` are read from it, where the options beside it do not say. */
  readonly env: Environment;
  readonly log: Log;
  readonly dataFolder?: string;
  /**
   * Empty means embedded, whatever `env` says. It must lead to PostgreSQL itself or to a pooler of
   * sessions: settings are sent when a connection begins, and locks are held for its life.
   */
  readonly databaseUrl?: string;
  /** 10 if not given. */
  readonly maxConnections?: number;
  /** For each statement; 0 is none. Five minutes if not given. */
  readonly statementTimeoutMs?: number;
  /** How long a statement waits for PostgreSQL to come back. 15 seconds if not given. */
  readonly reconnectWithinMs?: number;
}

/**
 * Opens the store and migrates it, starting the embedded PostgreSQL where there is no server.
 *
 * Any number of processes may open the same one at once. Throws `CONFIG_INVALID`, `DATA_FOLDER_UNUSABLE`,
 * `STORE_BINARIES_MISSING`, `STORE_UNAVAILABLE`, `STORE_DISK_FULL`, `STORE_NEWER_THAN_PROGRAM` or
 * `STORE_MIGRATION_CHANGED`, and then has left nothing running.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const dataFolder = await prepareDataFolder(options.dataFolder ?? dataFolderOf(options.env));
  const databaseUrl = options.databaseUrl ?? options.env['DATABASE_URL'] ?? '';
  const { db, close, mode } = databaseUrl
    ? await openServer(databaseUrl, options)
    : await openEmbedded(dataFolder, options);
  try {
    await migrate(db, migrations);
  } catch (error) {
    await close();
    throw error;
  }
  let closing: Promise<void> | null = null;
  return { db, dataFolder, mode, close: () => (closing ??= close()) };
}

interface Opened {
  readonly db: OpenDb;
  readonly mode: Store['mode'];
  readonly close: () => Promise<void>;
}

async function openServer(connectionString: string, options: OpenStoreOptions): Promise<Opened> {
  if (!/^postgres(ql)?:\/\//.test(connectionString) || !URL.canParse(connectionString)) {
    throw new NhiError('CONFIG_INVALID', {
      setting: 'DATABASE_URL',
      hint: 'It reads postgres://user:password@host:5432/database; encode / @ : % in the password.',
    });
  }
  const config = { ...dbDefaults(options), connection: { connectionString } };
  await refuseOldServer({ ...config, maxConnections: 1, reconnectWithinMs: firstConnectMs });
  const db = connectDb(config);
  return { db, mode: 'server', close: () => db.close() };
}

/** A wrong address should be said soon; a server that is just starting, as in a compose file, is waited for. */
const firstConnectMs = 5_000;

async function refuseOldServer(config: DbConfig): Promise<void> {
  const db = connectDb(config);
  try {
    const Version = z.object({ version: z.coerce.number() });
    const { version } = await db.one(
      Version,
      sql`select current_setting('server_version_num') as version`,
    );
    const major = Math.floor(version / 10_000);
    if (major >= oldestMajor) return;
    throw new NhiError('STORE_UNAVAILABLE', {
      reason: `the server is PostgreSQL ${major}`,
      hint: `Set DATABASE_URL to a PostgreSQL ${oldestMajor} or newer.`,
    });
  } finally {
    await db.close();
  }
}

async function openEmbedded(dataFolder: string, options: OpenStoreOptions): Promise<Opened> {
  const lease = await leaseEmbedded({
    dataFolder,
    env: options.env,
    log: options.log,
    listen: process.platform === 'win32' ? 'loopback' : 'socket',
    durable: true,
  });
  const db = connectDb({
    ...dbDefaults(options),
    connection: lease.endpoint,
    revive: lease.revive,
  });
  const close = async () => {
    await db.close();
    await lease.release();
  };
  return { db, mode: 'embedded', close };
}

function dbDefaults(options: OpenStoreOptions): Omit<DbConfig, 'connection'> {
  return {
    maxConnections: options.maxConnections ?? 10,
    statementTimeoutMs: options.statementTimeoutMs ?? 5 * 60_000,
    reconnectWithinMs: options.reconnectWithinMs ?? 15_000,
  };
}
