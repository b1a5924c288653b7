import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { NhiError } from '@nonhuman/model';
import { type Pack, pack as tarPack } from 'tar-stream';
import type { Db } from '../db.ts';
import { schemaVersion } from '../migrate.ts';
import type { Store } from '../open-store.ts';
import { absent, folderUnusable } from '../postgres/data-folder.ts';
import {
  type BackupSummary,
  entryNames,
  fingerprintKeyFile,
  type Header,
  type Manifest,
  partBytes,
  summarise,
  type TableHead,
  type TableSum,
} from './format.ts';
import { listTables, readSequences } from './tables.ts';

export interface BackupOptions {
  /** Where the backup is to be. It must not exist yet. */
  readonly file: string;
  readonly now: Date;
  /**
   * Whether the workspace's fingerprint key is in it: yes if not given. Without the key, the
   * fingerprints in a restored store match no secret any more. With it, guard the file as the
   * data folder itself.
   */
  readonly includeFingerprintKey?: boolean;
}

/**
 * Writes every table, as of one moment, to one file of mode 0600, while others use the store.
 *
 * The file appears whole or not at all. Throws `STATE_CONFLICT` if there is one already,
 * `DATA_FOLDER_UNUSABLE` or `STORE_DISK_FULL` if it cannot be written.
 */
export async function writeBackup(
  store: Pick<Store, 'db' | 'dataFolder'>,
  options: BackupOptions,
): Promise<BackupSummary> {
  const { file } = options;
  const draft = `${file}.${randomBytes(6).toString('hex')}.partial`;
  try {
    if ((await stat(file).catch(absent)) !== null) throw alreadyThere(file);
    const pack = tarPack();
    const written = pipeline(
      pack,
      createGzip({ level: 4 }),
      createWriteStream(draft, { mode: 0o600 }),
    );
    const filled = fill(pack, store, options);
    filled.catch((error: unknown) => pack.destroy(error instanceof Error ? error : undefined));
    const [summary] = await Promise.all([filled, written]);
    await syncFile(draft);
    await rename(draft, file);
    return summary;
  } catch (error) {
    await rm(draft, { force: true });
    throw folderUnusable(dirname(file), error);
  }
}

function alreadyThere(file: string): NhiError {
  return new NhiError('STATE_CONFLICT', {
    file,
    reason: 'the file exists already',
    hint: 'Choose another name, or remove that file first.',
  });
}

async function fill(
  pack: Pack,
  { db, dataFolder }: Pick<Store, 'db' | 'dataFolder'>,
  options: BackupOptions,
): Promise<BackupSummary> {
  const key =
    options.includeFingerprintKey === false
      ? null
      : await readFile(join(dataFolder, fingerprintKeyFile)).catch(absent);
  const add = (name: string, body: Buffer) => addEntry(pack, { name, body, mtime: options.now });

  return db.transaction(
    async (tx) => {
      const header: Header = {
        format: 'nonhuman-backup',
        formatVersion: 1,
        schemaVersion: await schemaVersion(tx),
        createdAt: options.now.toISOString(),
        tables: await listTables(tx),
      };
      const headerText = jsonFile(header);
      await add(entryNames.header, headerText);
      if (key) await add(entryNames.fingerprintKey, key);

      const tables: TableSum[] = [];
      for (const table of header.tables) tables.push(await writeTable(tx, table, add));
      const manifest: Manifest = {
        headerSha256: sha256(headerText),
        fingerprintKeySha256: key ? sha256(key) : null,
        tables,
        sequences: await readSequences(tx),
      };
      await add(entryNames.manifest, jsonFile(manifest));
      pack.finalize();
      return summarise(header, manifest);
    },
    { isolation: 'repeatable read', readOnly: true, statementTimeoutMs: 0 },
  );
}

async function writeTable(
  tx: Db,
  { name, columns }: TableHead,
  add: (name: string, body: Buffer) => Promise<void>,
): Promise<TableSum> {
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  let parts = 0;
  const flush = async () => {
    await add(`tables/${name}/${parts}`, Buffer.concat(waiting));
    parts += 1;
    waiting = [];
    waitingBytes = 0;
  };
  const rows = await tx.copyOut(name, columns, async (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= partBytes) await flush();
  });
  if (waitingBytes > 0) await flush();
  return { name, rows, bytes, sha256: hash.digest('hex') };
}

function addEntry(
  pack: Pack,
  { name, body, mtime }: { name: string; body: Buffer; mtime: Date },
): Promise<void> {
  return new Promise((resolve, reject) => {
    pack.entry({ name, mode: 0o600, mtime }, body, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function jsonFile(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
