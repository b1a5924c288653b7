import { createHash } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NhiError } from '@nonhuman/model';
import { DatabaseError } from 'pg';
import type { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { migrate, migrateWithin } from '../migrate.ts';
import { migrations } from '../migrations/list.ts';
import type { Store } from '../open-store.ts';
import { absent, folderUnusable, writeWhole } from '../postgres/data-folder.ts';
import {
  type BackupSummary,
  entryNames,
  fingerprintKeyFile,
  Header,
  Manifest,
  summarise,
  type TableHead,
  type TableSum,
} from './format.ts';
import { type BackupEntry, invalidBackup, readEntries } from './read-entries.ts';
import {
  addForeignKeys,
  dropForeignKeys,
  dropTables,
  firstFilledTable,
  listTables,
  writeSequences,
} from './tables.ts';

export interface RestoreOptions {
  readonly file: string;
  /** Whether what the store holds may be thrown away: no if not given. */
  readonly replace?: boolean;
}

/**
 * Makes the store what it was when the backup was written, then migrates it to this version.
 *
 * All or nothing: one transaction, committed once every table's hash is right. A fingerprint key
 * in the backup takes the place of the data folder's, which is kept as
 * `fingerprint.key.before-restore`; processes that had read the old one must be restarted.
 *
 * Throws `STORE_NOT_EMPTY`, `BACKUP_INVALID`, `FILE_UNREADABLE`, `STORE_NEWER_THAN_PROGRAM` for a
 * backup of a newer version, or `STATE_CONFLICT` while other processes use the store.
 */
export async function restoreBackup(
  store: Pick<Store, 'db' | 'dataFolder'>,
  options: RestoreOptions,
): Promise<BackupSummary> {
  const { db, dataFolder } = store;
  const restoredKey = join(dataFolder, `${fingerprintKeyFile}.restored`);
  const source = entriesOf(options.file);
  try {
    const { summary, key } = await db.transaction(
      async (tx) => {
        const loaded = await load(tx, source, options);
        if (loaded.key) await writeKey(restoredKey, loaded.key);
        return loaded;
      },
      { statementTimeoutMs: 0 },
    );
    if (key) await replaceKey(dataFolder, restoredKey, key);
    await migrate(db, migrations);
    for (const { name } of await listTables(db)) await db.run(sql`analyze ${sql.identifier(name)}`);
    return summary;
  } catch (error) {
    await rm(restoredKey, { force: true });
    throw isLockTimeout(error) ? inUse() : error;
  } finally {
    await source.close();
  }
}

interface Loaded {
  readonly summary: BackupSummary;
  readonly key: Buffer | null;
}

async function load(tx: Db, source: Source, { file, replace }: RestoreOptions): Promise<Loaded> {
  const head = await source.take(entryNames.header);
  const header = parseEntry(Header, head, file);
  if (header.schemaVersion > migrations.length) throw newerBackup(header);
  await tx.run(sql`set local lock_timeout = '10s'`);
  const filled = replace === true ? null : await firstFilledTable(tx);
  if (filled !== null) throw notEmpty(filled);

  await dropTables(tx);
  await migrateWithin(tx, migrations, header.schemaVersion);
  await refuseOtherTables(tx, header, file);
  const foreignKeys = await dropForeignKeys(tx);
  const key = (await source.takeIf(entryNames.fingerprintKey))?.body ?? null;
  const tables: TableSum[] = [];
  try {
    for (const table of header.tables) tables.push(await loadTable(tx, source, table));
    await addForeignKeys(tx, foreignKeys);
  } catch (error) {
    throw error instanceof DatabaseError ? invalidBackup(file, error.message, error) : error;
  }
  const manifest = parseEntry(Manifest, await source.take(entryNames.manifest), file);
  await source.end();
  const written: Omit<Manifest, 'sequences'> = {
    headerSha256: sha256(head.body),
    fingerprintKeySha256: key ? sha256(key) : null,
    tables,
  };
  const { sequences, ...promised } = manifest;
  if (JSON.stringify(promised) !== JSON.stringify(written)) {
    throw invalidBackup(file, 'what is in it is not what its manifest says');
  }
  await writeSequences(tx, sequences);
  return { summary: summarise(header, manifest), key };
}

async function loadTable(tx: Db, source: Source, table: TableHead): Promise<TableSum> {
  const { name, columns } = table;
  const hash = createHash('sha256');
  let bytes = 0;
  async function* parts() {
    for (let part = 0; ; part += 1) {
      const entry = await source.takeIf(`tables/${name}/${part}`);
      if (entry === null) return;
      hash.update(entry.body);
      bytes += entry.body.length;
      yield entry.body;
    }
  }
  const rows = await tx.copyInText(name, columns, parts());
  return { name, rows, bytes, sha256: hash.digest('hex') };
}

async function refuseOtherTables(tx: Db, header: Header, file: string): Promise<void> {
  const expected = await listTables(tx);
  const namesOf = (tables: readonly TableHead[]) =>
    JSON.stringify(tables.map(({ name, columns }) => [name, columns.toSorted()]));
  if (namesOf(expected) !== namesOf(header.tables)) {
    throw invalidBackup(file, 'its tables are not those of the version it names');
  }
}

/** The entries of a backup, taken one after another. */
interface Source {
  /** The next entry, which must have this name. */
  take(name: string): Promise<BackupEntry>;
  /** The next entry if it has this name, else null, and it stays the next. */
  takeIf(name: string): Promise<BackupEntry | null>;
  /** Throws if there is another entry. */
  end(): Promise<void>;
  close(): Promise<void>;
}

function entriesOf(file: string): Source {
  const entries = readEntries(file);
  let next: Promise<BackupEntry | null> | null = null;
  const peek = () => {
    next ??= entries.next().then(({ value }) => value ?? null);
    return next;
  };
  const takeIf = async (name: string) => {
    const entry = await peek();
    if (entry?.name !== name) return null;
    next = null;
    return entry;
  };
  return {
    takeIf,
    async take(name) {
      const entry = await takeIf(name);
      if (entry === null) throw invalidBackup(file, `${name} is not where it should be`);
      return entry;
    },
    async end() {
      if ((await peek()) !== null) throw invalidBackup(file, 'something follows its manifest');
    },
    async close() {
      await entries.return(undefined);
    },
  };
}

function parseEntry<Schema extends z.ZodType>(
  schema: Schema,
  { name, body }: BackupEntry,
  file: string,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(body.toString('utf8')));
  } catch (error) {
    throw invalidBackup(file, `${name} cannot be read`, error);
  }
}

async function writeKey(path: string, key: Buffer): Promise<void> {
  try {
    await writeWhole(path, key);
  } catch (error) {
    throw folderUnusable(path, error);
  }
}

async function replaceKey(dataFolder: string, restored: string, key: Buffer): Promise<void> {
  const path = join(dataFolder, fingerprintKeyFile);
  const old = await readFile(path).catch(absent);
  if (old !== null && !old.equals(key)) await rename(path, `${path}.before-restore`);
  await rename(restored, path);
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '55P03';
}

function inUse(): NhiError {
  return new NhiError('STATE_CONFLICT', {
    reason: 'other processes are using the store',
    hint: 'Stop the server and its workers, then try again.',
  });
}

function notEmpty(table: string): NhiError {
  return new NhiError('STORE_NOT_EMPTY', {
    table,
    hint: 'Restore into a new data folder or database, or have what is there replaced: --replace.',
  });
}

function newerBackup({ schemaVersion }: Header): NhiError {
  return new NhiError('STORE_NEWER_THAN_PROGRAM', {
    storeVersion: schemaVersion,
    programVersion: migrations.length,
    hint: 'Use the version of Nonhuman that wrote this backup, or a newer one.',
  });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
