import { createHash } from 'node:crypto';
import { NhiError } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, schemaName } from './db.ts';
import { sql, trustedSql } from './sql.ts';

/** One forward step of the schema. Once released it never changes. */
export interface Migration {
  /** 1, 2, 3 …, without gaps. */
  readonly version: number;
  readonly name: string;
  /** Run in one transaction with `nonhuman` first in the search path. */
  readonly sql: string;
}

const Applied = z.object({ version: z.int(), checksum: z.string() });
type Applied = z.infer<typeof Applied>;

/** Any number of ours; all who migrate one database wait for each other on it. */
const migrationLock = 6_446_872_301;

/**
 * Brings the schema up to the last of `migrations`; gives its version.
 *
 * Each migration is one transaction, so that a process killed in the middle leaves whole steps
 * and the next one goes on. Any number of processes may do this at once.
 *
 * Throws `STORE_NEWER_THAN_PROGRAM` or `STORE_MIGRATION_CHANGED` without having written anything.
 */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<number> {
  const latest = migrations.length;
  if (migrations.some(({ version }, index) => version !== index + 1)) {
    throw new Error('migrations must be numbered 1, 2, 3 … without gaps');
  }
  if (checkApplied(await appliedTo(db), migrations) === latest) return latest;

  for (;;) {
    const version = await db.transaction((tx) => applyNext(tx, migrations), {
      statementTimeoutMs: 0,
    });
    if (version === latest) return latest;
  }
}

/** The version of the database's schema; 0 when there is none. */
export async function schemaVersion(db: Db): Promise<number> {
  return (await appliedTo(db)).at(-1)?.version ?? 0;
}

/** Makes an empty schema and brings it to `upTo`, within the caller's transaction. */
export async function migrateWithin(
  tx: Db,
  migrations: readonly Migration[],
  upTo: number,
): Promise<void> {
  const wanted = migrations.slice(0, upTo);
  while ((await applyNext(tx, wanted)) !== wanted.length);
}

async function applyNext(tx: Db, migrations: readonly Migration[]): Promise<number> {
  await tx.run(sql`select pg_advisory_xact_lock(${migrationLock})`);
  const done = checkApplied(await appliedTo(tx), migrations);
  const next = migrations[done];
  if (done === 0) await tx.run(trustedSql(bookkeeping));
  if (next === undefined) return done;
  await tx.run(trustedSql(next.sql));
  await tx.run(sql`
    insert into schema_migration (version, name, checksum)
    values (${next.version}, ${next.name}, ${checksumOf(next)})`);
  return next.version;
}

const bookkeeping = `
  create schema if not exists ${schemaName};
  create table if not exists ${schemaName}.schema_migration (
    version integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`;

async function appliedTo(db: Db): Promise<Applied[]> {
  // By a query of the catalog: to_regclass may answer from a cache older than the lock we waited for.
  const made = await db.run(sql`
    select from pg_tables where schemaname = ${schemaName} and tablename = 'schema_migration'`);
  if (made === 0) return [];
  return db.many(Applied, sql`select version, checksum from schema_migration order by version`);
}

/** How many are applied. Throws unless they are the first of `migrations`, unchanged. */
function checkApplied(applied: readonly Applied[], migrations: readonly Migration[]): number {
  const storeVersion = applied.at(-1)?.version ?? 0;
  if (storeVersion > migrations.length) {
    throw new NhiError('STORE_NEWER_THAN_PROGRAM', {
      storeVersion,
      programVersion: migrations.length,
      hint: 'Use the version of Nonhuman that wrote this store, or a newer one.',
    });
  }
  for (const [index, { version, checksum }] of applied.entries()) {
    const migration = migrations[index];
    if (migration && version === migration.version && checksum === checksumOf(migration)) continue;
    throw new NhiError('STORE_MIGRATION_CHANGED', {
      version,
      hint: 'This program was changed or damaged: install a released version of Nonhuman.',
    });
  }
  return applied.length;
}

function checksumOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}
