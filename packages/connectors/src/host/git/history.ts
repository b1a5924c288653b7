import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Timestamp, timestampOf } from '@nonhuman/model';
import type { ReadCommitResult } from 'isomorphic-git';

/** The commit that last changed a file, as its author signed it. Nobody has verified the name. */
export interface Change {
  /** Full hash. */
  readonly commit: string;
  readonly author: string;
  readonly email: string | null;
  /** The author's clock. */
  readonly at: Timestamp;
}

/** What the newest commits of a working tree changed. */
export interface History {
  /**
   * Who last changed a file, by its path relative to the working tree with `/`; null when no commit
   * that was read did, which is no "never".
   */
  lastChangeOf(path: string): Change | null;
}

/** Bounds of the work. */
export interface HistoryLimits {
  /** Newest commits that are read, from HEAD. */
  readonly maxCommits: number;
  /** Files and folders that are compared, over all commits. */
  readonly maxEntries: number;
  /** Bytes of all packs; a library that reads packs holds them in memory. */
  readonly maxPackBytes: number;
}

const usual: HistoryLimits = {
  maxCommits: 500,
  maxEntries: 200_000,
  maxPackBytes: 200_000_000,
};

/**
 * Reads the newest history of a working tree without running git or anything of the repository.
 *
 * Null when there is none that can be read: no repository, a linked worktree, packs beyond the limit,
 * damage. Merges are passed over, as what they bring was changed by the commits that they merge; so is
 * the first commit of a shallow clone, which would seem to have changed everything.
 */
export async function readHistory(
  folder: string,
  limits: HistoryLimits = usual,
): Promise<History | null> {
  try {
    if (!(await isReadable(folder, limits))) return null;
    return historyOf(await changesOf(folder, limits));
  } catch {
    // Whatever is wrong with a repository costs only what its history would have told.
    return null;
  }
}

function historyOf(changes: ReadonlyMap<string, Change>): History {
  return { lastChangeOf: (path) => changes.get(path) ?? null };
}

async function isReadable(folder: string, { maxPackBytes }: HistoryLimits): Promise<boolean> {
  const git = join(folder, '.git');
  const found = await lstat(git);
  if (!found.isDirectory()) return false;
  const packs = join(git, 'objects', 'pack');
  const names = await readdir(packs).catch(() => []);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(packs, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0) <= maxPackBytes;
}

async function changesOf(folder: string, limits: HistoryLimits): Promise<Map<string, Change>> {
  const [git, fs] = await Promise.all([import('isomorphic-git'), import('node:fs')]);
  const repository = { fs, dir: folder, cache: {} };
  const commits = await git.log({ ...repository, depth: limits.maxCommits, ref: 'HEAD' });
  const boundary = await shallowCommits(folder);
  const changes = new Map<string, Change>();
  const budget = { entries: limits.maxEntries };
  for (const commit of commits) {
    const [parent, another] = commit.commit.parent;
    const change = changeOf(commit);
    if (another !== undefined || boundary.has(commit.oid) || change === null) continue;
    const paths = await changedPaths(git, repository, { oid: commit.oid, parent, budget });
    if (budget.entries <= 0) break;
    for (const path of paths) if (!changes.has(path)) changes.set(path, change);
  }
  return changes;
}

async function shallowCommits(folder: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(folder, '.git', 'shallow'), 'utf8').catch(() => '');
  return new Set(text.split('\n').filter((line) => line !== ''));
}

function changeOf({ oid, commit }: ReadCommitResult): Change | null {
  const { name, email, timestamp } = commit.author;
  const at = timestampOf(timestamp * 1000);
  if (at === null || name === '') return null;
  return { commit: oid, author: name, email: email === '' ? null : email, at };
}

type Git = typeof import('isomorphic-git');

async function changedPaths(
  git: Git,
  repository: { fs: typeof import('node:fs'); dir: string; cache: object },
  of: { oid: string; parent: string | undefined; budget: { entries: number } },
): Promise<string[]> {
  const { oid, parent, budget } = of;
  const paths: string[] = [];
  const trees = [oid, ...(parent === undefined ? [] : [parent])].map((ref) => git.TREE({ ref }));
  await git.walk({
    ...repository,
    trees,
    async map(path, [now, before]) {
      if (path === '.') return true;
      // Null ends the descent: what has one hash on both sides is the same all the way down.
      if (--budget.entries <= 0 || !now) return null;
      if ((await now.oid()) === (await before?.oid())) return null;
      if ((await now.type()) === 'blob') paths.push(path);
      return true;
    },
  });
  return paths;
}
