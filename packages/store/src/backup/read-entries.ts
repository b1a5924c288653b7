import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { NhiError } from '@nonhuman/model';
import { extract as tarExtract } from 'tar-stream';
import { isErrno } from '../postgres/data-folder.ts';
import { largestEntryBytes } from './format.ts';

/** One file of a backup. */
export interface BackupEntry {
  readonly name: string;
  readonly body: Buffer;
}

/** The entries of a backup, in order. Throws `BACKUP_INVALID`, or `FILE_UNREADABLE`, where it breaks off. */
export async function* readEntries(file: string): AsyncGenerator<BackupEntry, void, undefined> {
  const extract = tarExtract();
  const read = pipeline(createReadStream(file), createGunzip(), extract);
  // Its failure also ends the loop below, with the same error.
  read.catch(() => {});
  try {
    for await (const entry of extract) {
      const { name, size } = entry.header;
      if (size > largestEntryBytes) throw invalidBackup(file, 'an entry is too large');
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      yield { name, body: Buffer.concat(chunks) };
    }
    await read;
  } catch (error) {
    throw readError(file, error);
  } finally {
    extract.destroy();
  }
}

function readError(file: string, error: unknown): unknown {
  if (error instanceof NhiError || !(error instanceof Error)) return error;
  if (isErrno(error, 'ENOENT', 'EACCES', 'EISDIR', 'EPERM')) {
    return new NhiError(
      'FILE_UNREADABLE',
      { file, reason: 'code' in error ? String(error.code) : error.message },
      { cause: error },
    );
  }
  return invalidBackup(file, error.message, error);
}

/** A backup that cannot be trusted, and why. */
export function invalidBackup(file: string, reason: string, cause?: unknown): NhiError {
  return new NhiError(
    'BACKUP_INVALID',
    { file, reason, hint: 'Nothing was changed. Use another backup.' },
    { cause },
  );
}
