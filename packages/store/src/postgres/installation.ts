import { randomBytes } from 'node:crypto';
import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, normalize, relative } from 'node:path';
import { NhiError } from '@nonhuman/model';
import { z } from 'zod';
import { canReach } from './account.ts';
import {
  type Binaries,
  binariesMissing,
  hostBinaries,
  type PackagedBinaries,
  packagedBinaries,
  suffix,
} from './binaries.ts';
import {
  absent,
  type ClusterPlace,
  type Environment,
  folderUnusable,
  isErrno,
} from './data-folder.ts';

/**
 * The PostgreSQL to run for this place: this platform's npm package, put together once in a cache
 * folder that the account can reach; else one of the machine.
 *
 * `major` is that of an existing cluster, null for a new one. Throws `STORE_BINARIES_MISSING`.
 */
export async function binariesFor(
  env: Environment,
  place: ClusterPlace,
  major: number | null,
): Promise<Binaries> {
  const packaged = env['NONHUMAN_POSTGRES_BIN'] ? null : await packagedBinaries();
  if (packaged && (major === null || packaged.major === major)) {
    return { folder: join(await installed(packaged, env, place), 'bin'), major: packaged.major };
  }
  const host = await hostBinaries(env, major);
  if (host) return host;
  throw packaged && major !== null ? otherVersion(place, major, packaged) : binariesMissing(major);
}

function otherVersion(place: ClusterPlace, major: number, packaged: PackagedBinaries): NhiError {
  const facts = { folder: place.folder, storeMajor: major, programMajor: packaged.major };
  if (major > packaged.major) {
    const hint = 'Use the version of Nonhuman that wrote this store, or a newer one.';
    return new NhiError('STORE_NEWER_THAN_PROGRAM', { ...facts, hint });
  }
  const hint = `Back it up with the version that wrote it and restore it here, or install PostgreSQL ${major} on this machine.`;
  return new NhiError('DATA_FOLDER_UNUSABLE', {
    ...facts,
    reason: 'its PostgreSQL is of an older major version',
    hint,
  });
}

async function installed(
  packaged: PackagedBinaries,
  env: Environment,
  place: ClusterPlace,
): Promise<string> {
  const name = `postgres-${packaged.version}`;
  const shared = join(cacheFolder(env), name);
  const own = join(place.folder, name);
  for (const target of [shared, own]) {
    if (await isUsable(target, place)) return target;
  }
  try {
    await install(packaged, shared);
    if (await isUsable(shared, place)) return shared;
  } catch (error) {
    if (!isErrno(error, 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR')) throw error;
  }
  try {
    await install(packaged, own);
  } catch (error) {
    throw folderUnusable(place.folder, error);
  }
  return own;
}

function cacheFolder(env: Environment): string {
  if (process.getuid?.() === 0) return '/var/cache/nonhuman';
  const home = homedir();
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? home, 'nonhuman', 'cache');
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'nonhuman');
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'nonhuman');
}

/** Whole, reachable, and not another user's: we are about to run what is in it. */
async function isUsable(target: string, { account }: ClusterPlace): Promise<boolean> {
  const found = await lstat(join(target, 'bin', `postgres${suffix}`)).catch(absent);
  if (found === null) return false;
  const { uid, mode } = await lstat(target);
  const ours = process.getuid === undefined || uid === process.getuid();
  if (!ours || (process.platform !== 'win32' && (mode & 0o022) !== 0)) return false;
  return account === null || (await canReach(account, join(target, 'bin')));
}

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** Copies the package beside `target`, restores its links, and puts it in place in one step. */
async function install(packaged: PackagedBinaries, target: string): Promise<void> {
  const native = join(packaged.folder, 'native');
  const draft = `${target}.new-${randomBytes(6).toString('hex')}`;
  await mkdir(dirname(target), { recursive: true, mode: 0o755 });
  try {
    await copyTree(native, draft);
    const links = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(absent);
    for (const { source, target: name } of links === null
      ? []
      : Symlinks.parse(JSON.parse(links))) {
      const at = join(draft, withinNative(name));
      await symlink(relative(dirname(at), join(draft, withinNative(source))), at);
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Someone else put it in place first.
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST')) throw error;
  }
}

function withinNative(path: string): string {
  const inside = relative('native', normalize(path));
  if (inside.startsWith('..')) throw new Error('a link of the PostgreSQL package leads out of it');
  return inside;
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    if (entry.isDirectory()) await copyTree(source, join(to, entry.name));
    // Static libraries serve only those who compile against PostgreSQL.
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyOrLink(source, join(to, entry.name));
    }
  }
}

/** A hard link saves the space, but only of a file that everyone may read as it is. */
async function copyOrLink(source: string, target: string): Promise<void> {
  const { mode } = await stat(source);
  const wanted = (mode & 0o100) === 0 ? 0o644 : 0o755;
  if ((mode & 0o777) === wanted) {
    try {
      await link(source, target);
      return;
    } catch (error) {
      if (!isErrno(error, 'EXDEV', 'EPERM', 'EACCES', 'EMLINK', 'ENOTSUP')) throw error;
    }
  }
  await copyFile(source, target);
  await chmod(target, wanted);
}
