import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NhiError } from '@nonhuman/model';
import { z } from 'zod';
import { diskFull } from '../store-errors.ts';
import { type Binaries, suffix } from './binaries.ts';
import { type ClusterPlace, folderUnusable, isErrno } from './data-folder.ts';

/** An initialised cluster of ours. */
export interface Cluster {
  readonly dataFolder: string;
  readonly major: number;
  readonly user: string;
  readonly password: string;
}

const superuser = 'nonhuman';

/** The major version of the cluster in this place, null if there is none yet. */
export async function existingMajor({ folder }: ClusterPlace): Promise<number | null> {
  const majors = (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
  if (majors.length <= 1) return majors[0] ?? null;
  throw new NhiError('DATA_FOLDER_UNUSABLE', {
    folder,
    reason: 'it holds clusters of more than one version of PostgreSQL',
    hint: 'Move the folder of the version that you do not use elsewhere.',
  });
}

const Credentials = z.object({ user: z.string(), password: z.string() });

/** Reads what `initialise` made. */
export async function readCluster(place: ClusterPlace, major: number): Promise<Cluster> {
  const folder = join(place.folder, String(major));
  try {
    const credentials: unknown = JSON.parse(
      await readFile(join(folder, 'credentials.json'), 'utf8'),
    );
    return { dataFolder: join(folder, 'data'), major, ...Credentials.parse(credentials) };
  } catch (error) {
    throw folderUnusable(folder, error);
  }
}

/**
 * Makes a cluster with a superuser of its own and a random password.
 *
 * It is made beside its place and moved there whole, so that a kill leaves nothing half made; if
 * another process was quicker, its cluster stands.
 */
export async function initialise(
  place: ClusterPlace,
  binaries: Binaries,
  durable: boolean,
): Promise<void> {
  await removeAbandonedDrafts(place.folder);
  const draft = join(place.folder, `.new-${process.pid}-${randomBytes(6).toString('hex')}`);
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(draft, 'password');
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    await writeFile(
      join(draft, 'credentials.json'),
      `${JSON.stringify({ user: superuser, password })}\n`,
      { mode: 0o600, flush: true },
    );
    await handOver(place, [draft, passwordFile, join(draft, 'credentials.json')]);
    await runInitdb(place, binaries, { draft, durable });
    await rm(passwordFile);
    await rename(draft, join(place.folder, String(binaries.major)));
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST')) throw folderUnusable(place.folder, error);
  }
}

async function handOver({ account }: ClusterPlace, paths: readonly string[]): Promise<void> {
  if (account === null) return;
  for (const path of paths) await chown(path, account.uid, account.gid);
}

async function runInitdb(
  place: ClusterPlace,
  binaries: Binaries,
  { draft, durable }: { draft: string; durable: boolean },
): Promise<void> {
  // Byte order for all sorting, so that no update of the system's locales spoils an index.
  const locale =
    binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const options = [
    `--pgdata=${join(draft, 'data')}`,
    `--username=${superuser}`,
    `--pwfile=${join(draft, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
    ...locale,
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await promisify(execFile)(join(binaries.folder, `initdb${suffix}`), options, {
      cwd: draft,
      env: cleanEnvironment(),
      ...place.account,
    });
  } catch (error) {
    const said = z.object({ stderr: z.string() }).safeParse(error).data?.stderr ?? '';
    if (said.includes('No space left on device')) throw diskFull(error);
    throw new NhiError(
      'DATA_FOLDER_UNUSABLE',
      {
        folder: place.folder,
        reason: said.trim().split('\n').at(-1)?.slice(0, 300) ?? String(error),
        hint: 'PostgreSQL could not be initialised there. Set NONHUMAN_DATA or DATABASE_URL.',
      },
      { cause: error },
    );
  }
}

/** PostgreSQL's programs must not pick up the user's own `PG…` settings or language. */
export function cleanEnvironment(): Record<string, string> {
  const { PATH, TMPDIR, SystemRoot } = process.env;
  const kept = Object.entries({ PATH, TMPDIR, SystemRoot });
  return Object.fromEntries([
    ['LC_ALL', 'C'],
    ...kept.filter((entry): entry is [string, string] => entry[1] !== undefined),
  ]);
}

const abandonedAfterMs = 10 * 60_000;

async function removeAbandonedDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('.new-')) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}
