import { createHash, randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  lstat,
  mkdir,
  readFile,
  realpath,
  rename,
  stat,
  writeFile,
} from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NhiError } from '@nonhuman/model';
import { z } from 'zod';
import { diskFull } from '../store-errors.ts';
import { type Account, accountFor, canReach } from './account.ts';

/** The environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a data folder keeps its PostgreSQL, and who runs it. */
export interface ClusterPlace {
  /** Holds one folder per major version of PostgreSQL, the socket and the log. */
  readonly folder: string;
  readonly account: Account | null;
}

/** `NONHUMAN_DATA`, or `.nonhuman` in the home folder; absolute. */
export function dataFolderOf(env: Environment): string {
  return resolve(env['NONHUMAN_DATA'] || join(homedir(), '.nonhuman'));
}

/** Makes the folder, for us alone, if there is none. Throws `DATA_FOLDER_UNUSABLE`; gives its real path. */
export async function prepareDataFolder(dataFolder: string): Promise<string> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(dataFolder);
  } catch (error) {
    throw folderUnusable(dataFolder, error);
  }
}

/**
 * The place of the cluster: `postgres` in the data folder.
 *
 * Root's PostgreSQL runs as another user. If that user cannot pass through a folder above (a home
 * of mode 0700), the place is in `/var/lib/nonhuman`, and `postgres.json` in the data folder says so.
 */
export async function clusterPlace(dataFolder: string): Promise<ClusterPlace> {
  try {
    const account = await accountFor(dataFolder);
    const folder = (await placeOnRecord(dataFolder)) ?? (await choosePlace(dataFolder, account));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (account) await chown(folder, account.uid, account.gid);
    return { folder: await realpath(folder), account };
  } catch (error) {
    throw folderUnusable(dataFolder, error);
  }
}

const Place = z.object({ folder: z.string() });

async function placeOnRecord(dataFolder: string): Promise<string | null> {
  const text = await readFile(join(dataFolder, 'postgres.json'), 'utf8').catch(absent);
  return text === null ? null : Place.parse(JSON.parse(text)).folder;
}

async function choosePlace(dataFolder: string, account: Account | null): Promise<string> {
  const within = join(dataFolder, 'postgres');
  if (account === null) return within;
  const { mode, uid } = await stat(dataFolder);
  // Lets the account pass through to its own folder; it still cannot list ours.
  if (uid === 0 && (mode & 0o001) === 0) await chmod(dataFolder, (mode & 0o7777) | 0o011);
  if (await canReach(account, dataFolder)) return within;
  const folder = join('/var/lib/nonhuman', shortHash(dataFolder));
  await mkdir('/var/lib/nonhuman', { recursive: true, mode: 0o711 });
  await writeWhole(join(dataFolder, 'postgres.json'), `${JSON.stringify({ folder })}\n`);
  return folder;
}

/** Linux takes 107 bytes for the path of a socket, macOS 103; its name takes 16 of them. */
const longestSocketFolder = 103 - '/.s.PGSQL.5432'.length;

/** A folder for the socket, closed to other users. Outside the place when that is too deep. */
export async function socketFolder({ folder, account }: ClusterPlace): Promise<string> {
  const within = join(folder, 'run');
  const path =
    Buffer.byteLength(within) <= longestSocketFolder
      ? within
      : join(tmpdir(), `nonhuman-${shortHash(folder)}`);
  try {
    await mkdir(path, { mode: 0o700 });
    if (account) await chown(path, account.uid, account.gid);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw folderUnusable(path, error);
  }
  if (!(await isOurs(path, account?.uid))) {
    throw new NhiError('DATA_FOLDER_UNUSABLE', {
      folder: path,
      reason: 'it belongs to someone else or others may enter it',
      hint: 'Remove that folder, or choose a data folder with a shorter path.',
    });
  }
  return path;
}

/**
 * In a temporary folder that all may write to, another user could have made it first. One of us that
 * has just made it may not have handed it over yet, so it is looked at for a moment.
 */
async function isOurs(path: string, accountUid: number | undefined): Promise<boolean> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const { uid, mode } = await lstat(path);
    const owner = accountUid ?? process.getuid?.() ?? uid;
    if (uid === owner && (mode & 0o170077) === constants.S_IFDIR) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Writes a file of ours (mode 0600) so that it is there whole or not at all. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, content, { mode: 0o600, flush: true });
  await rename(draft, path);
}

/** `DATA_FOLDER_UNUSABLE` for what the file system said, `STORE_DISK_FULL` if that is the reason. */
export function folderUnusable(folder: string, error: unknown): unknown {
  if (error instanceof NhiError || !(error instanceof Error)) return error;
  if (isErrno(error, 'ENOSPC')) return diskFull(error);
  if (!('code' in error)) return error;
  return new NhiError(
    'DATA_FOLDER_UNUSABLE',
    {
      folder,
      reason: String(error.code),
      hint: 'Choose a folder that this user may write to: set NONHUMAN_DATA.',
    },
    { cause: error },
  );
}

export function isErrno(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** For `catch` of a read: null for a file that is not there. */
export function absent(error: unknown): null {
  if (isErrno(error, 'ENOENT')) return null;
  throw error;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
