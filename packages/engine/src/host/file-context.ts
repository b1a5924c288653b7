import { dirname, resolve } from 'node:path';
import { type FileContext, FileProblem, type HostFile } from '@nonhuman/connector-kit';
import type { SecretKeeper } from '@nonhuman/runtime';
import type { Histories } from './histories.ts';
import { type HostFiles, hostFile } from './host-file.ts';
import type { TrackedFiles } from './tracked-files.ts';

/** A user's home. */
export interface Home {
  /** Absolute. */
  readonly path: string;
  /** The account whose home it is; null when not known. */
  readonly user: string | null;
}

/** What contexts are made of: the same for all files of a scan. */
export interface ContextMaker extends HostFiles {
  readonly now: Date;
  readonly hostName: string;
  readonly secrets: SecretKeeper;
  readonly homes: readonly Home[];
  /** Real paths of homes and scanned folders: nothing outside is read on a collector's wish. */
  readonly bounds: readonly string[];
  readonly tracked: TrackedFiles;
  readonly histories: Histories;
}

type FileGap = Parameters<FileContext['gap']>[0];

const otherFileMaxBytes = 10_000_000;
const siblingsAtMost = 1_000;

/** The context of one file. `copiedHome` is the home that its path suggests, where it lies in no known one. */
export function fileContext(
  maker: ContextMaker,
  path: string,
  of: {
    readonly scopeKey: string;
    readonly copiedHome: string | null;
    readonly onGap: (gap: FileGap) => void;
  },
): FileContext {
  const home = maker.homes.find((candidate) => isWithin(path, candidate.path)) ?? null;
  const folder = dirname(path);
  return {
    now: maker.now,
    scopeKey: of.scopeKey,
    home: home?.path ?? of.copiedHome,
    user: home?.user ?? null,
    hostName: maker.hostName,
    secrets: maker.secrets,
    file: (other) => otherFile(maker, resolve(folder, other)),
    siblings: () => siblingsIn(maker, folder),
    isTracked: () => maker.tracked.isTracked(path),
    lastChange() {
      const place = maker.tracked.treeOf(path);
      return place === null ? null : maker.histories.lastChangeOf(place.tree, place.inside);
    },
    gap: of.onGap,
  };
}

/** Whether a path is a folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

function otherFile(maker: ContextMaker, path: string): HostFile | null {
  try {
    const real = maker.files.realPath(path);
    if (!maker.bounds.some((bound) => isWithin(real, bound))) return null;
    const stat = maker.files.stat(real);
    if (stat.type !== 'file') return null;
    const file = hostFile(maker, real, { stat, maxBytes: otherFileMaxBytes });
    return { ...file, path, name: path.slice(path.lastIndexOf('/') + 1) };
  } catch (error) {
    if (error instanceof FileProblem) return null;
    throw error;
  }
}

function siblingsIn(maker: ContextMaker, folder: string): string[] {
  try {
    const names = maker.files.list(folder).map(({ name }) => name);
    return names.sort().slice(0, siblingsAtMost);
  } catch (error) {
    if (error instanceof FileProblem) return [];
    throw error;
  }
}
