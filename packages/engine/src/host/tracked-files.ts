import { dirname, resolve } from 'node:path';
import { FileProblem } from '@nonhuman/connector-kit';
import { gitIndexPaths } from './git-index.ts';
import type { HostFileSystem } from './host-file-system.ts';

const indexMaxBytes = 200_000_000;
const keptIndexes = 8;

/** Tells whether version control holds files. */
export interface TrackedFiles {
  /** Null outside of a work tree, and where its index cannot be read. */
  isTracked(path: string): boolean | null;
  /** The work tree that a file lies in, and its path in there; null outside of any. */
  treeOf(path: string): { readonly tree: string; readonly inside: string } | null;
}

/** Reads the indexes of git work trees as they are asked for, the last few of them kept. */
export function trackedFiles(files: HostFileSystem): TrackedFiles {
  const trees = new Map<string, string | null>();
  const indexes = new Map<string, ReadonlySet<string> | null>();

  function treeOf(folder: string): string | null {
    const known = trees.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const tree = exists(files, `${folder}/.git`)
      ? folder
      : parent === folder
        ? null
        : treeOf(parent);
    trees.set(folder, tree);
    return tree;
  }

  function indexOf(tree: string): ReadonlySet<string> | null {
    const known = indexes.get(tree);
    if (known !== undefined) return known;
    const oldest = indexes.keys().next().value;
    if (indexes.size >= keptIndexes && oldest !== undefined) indexes.delete(oldest);
    const paths = readIndex(files, tree);
    indexes.set(tree, paths);
    return paths;
  }

  return {
    treeOf(path) {
      const tree = treeOf(dirname(path));
      return tree === null
        ? null
        : { tree, inside: path.slice(tree === '/' ? 1 : tree.length + 1) };
    },
    isTracked(path) {
      const tree = treeOf(dirname(path));
      if (tree === null) return null;
      return indexOf(tree)?.has(path.slice(tree === '/' ? 1 : tree.length + 1)) ?? null;
    },
  };
}

function readIndex(files: HostFileSystem, tree: string): Set<string> | null {
  try {
    const folder = gitFolder(files, tree);
    if (folder === null) return null;
    if (!exists(files, `${folder}/index`)) return new Set();
    return gitIndexPaths(files.read(`${folder}/index`, indexMaxBytes), hashBytesOf(files, folder));
  } catch (error) {
    if (error instanceof FileProblem) return null;
    throw error;
  }
}

/** `.git` is a folder, or in a linked work tree or submodule a file that names one. */
function gitFolder(files: HostFileSystem, tree: string): string | null {
  const path = `${tree}/.git`;
  if (files.stat(path).type === 'folder') return path;
  const named = /^gitdir: (.+)$/m.exec(textOf(files, path))?.[1]?.trim();
  return named === undefined ? null : resolve(tree, named);
}

function hashBytesOf(files: HostFileSystem, folder: string): 20 | 32 {
  if (!exists(files, `${folder}/config`)) return 20;
  return /objectformat\s*=\s*sha256/i.test(textOf(files, `${folder}/config`)) ? 32 : 20;
}

function textOf(files: HostFileSystem, path: string): string {
  return Buffer.from(files.read(path, 1_000_000)).toString();
}

function exists(files: HostFileSystem, path: string): boolean {
  try {
    files.stat(path);
    return true;
  } catch (error) {
    if (error instanceof FileProblem) return false;
    throw error;
  }
}
