import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { FileProblem } from '@nonhuman/connector-kit';
import { type Timestamp, timestampOf } from '@nonhuman/model';

/** One name in a folder. `other` is a socket, pipe or device: never opened. */
export interface FolderEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
}

/** What the file system tells of a file, without following links. */
export interface FileStat {
  readonly type: FolderEntry['type'];
  /** Bytes. */
  readonly size: number;
  /** Permission bits as four octal digits. */
  readonly mode: string;
  readonly uid: number;
  readonly modifiedAt: Timestamp;
  /** Changes with every change of the content, the name's target or the rights. */
  readonly stamp: string;
  /** The file that a link leads to, where the link is to be read as a file. */
  readonly linkedTo?: string;
}

/** The file system as a scan sees it. All calls are synchronous and throw `FileProblem`. */
export interface HostFileSystem {
  list(folder: string): FolderEntry[];
  stat(path: string): FileStat;
  /** Where a path really lies, links followed. */
  realPath(path: string): string;
  /** The content of a regular file; a link is refused. More than `maxBytes` is `too-large`. */
  read(path: string, maxBytes: number): Uint8Array;
  /** Its first bytes, `count` at most; else as `read`. */
  readStart(path: string, count: number): Uint8Array;
}

/** The machine's own file system. */
export const nodeFileSystem: HostFileSystem = {
  list: (folder) =>
    orProblem(() =>
      readdirSync(folder, { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        type: entry.isFile()
          ? 'file'
          : entry.isDirectory()
            ? 'folder'
            : entry.isSymbolicLink()
              ? 'link'
              : 'other',
      })),
    ),
  stat: (path) => orProblem(() => fileStat(lstatSync(path))),
  realPath: (path) => orProblem(() => realpathSync(path)),
  read: (path, maxBytes) =>
    orProblem(() =>
      readRegular(path, (size) => {
        if (size > maxBytes) throw tooLarge(size, maxBytes);
        return size;
      }),
    ),
  readStart: (path, count) => orProblem(() => readRegular(path, (size) => Math.min(size, count))),
};

function fileStat(stats: Stats): FileStat {
  return {
    type: stats.isFile()
      ? 'file'
      : stats.isDirectory()
        ? 'folder'
        : stats.isSymbolicLink()
          ? 'link'
          : 'other',
    size: stats.size,
    mode: (stats.mode & 0o7777).toString(8).padStart(4, '0'),
    uid: stats.uid,
    modifiedAt: timestampOf(stats.mtime) ?? '1970-01-01T00:00:00.000Z',
    stamp: `${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}:${stats.ino}`,
  };
}

/** Not blocking, so that a pipe put in the file's place since it was listed cannot hold us up. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

const sizeless = 65_536;

function readRegular(path: string, bytesOf: (size: number) => number): Uint8Array {
  const file = openSync(path, openFlags);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new FileProblem('unsupported', 'It is not a regular file any more');
    // Files that the kernel makes up as they are read have no size.
    const wanted = bytesOf(stats.size) || sizeless;
    const buffer = Buffer.allocUnsafeSlow(wanted);
    let length = 0;
    while (length < wanted) {
      const count = readSync(file, buffer, length, wanted - length, null);
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** That a file is larger than who reads it takes. */
export function tooLarge(size: number, maxBytes: number): FileProblem {
  return new FileProblem(
    'too-large',
    `It has ${Math.ceil(size / 1e6)} MB; at most ${Math.floor(maxBytes / 1e6)} MB are read`,
  );
}

function orProblem<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof FileProblem ? error : problemOf(error);
  }
}

function problemOf(cause: unknown): FileProblem {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new FileProblem('vanished', 'It is not there any more', { cause });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const needs = 'Run the scan as a user who may read it';
    return new FileProblem('not-permitted', 'It may not be read', { needs, cause });
  }
  if (code === 'ELOOP') return new FileProblem('unsupported', 'It is a link', { cause });
  return new FileProblem('unreadable', `It could not be read (${code})`, { cause });
}
