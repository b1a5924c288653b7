import { dirname } from 'node:path';
import type { FileProblem } from '@nonhuman/connector-kit';
import type { Gap, GapReason, Noun } from '@nonhuman/model';

/** What could not be read in one folder for one reason, told as one gap. */
interface FolderGap {
  readonly listing: string;
  readonly nouns: readonly Noun[];
  readonly reason: GapReason;
  readonly message: string;
  readonly needs: string | null;
  /** The first. */
  readonly path: string;
  count: number;
}

type Problem = Pick<FileProblem, 'reason' | 'message'> & { readonly needs?: string | null };

/** Gathers files that could not be read, so that ten thousand of one folder are one gap. */
export interface FolderGaps {
  add(
    of: { readonly listing: string; readonly nouns: readonly Noun[] },
    path: string,
    problem: Problem,
  ): void;
  /** Those of all listings, in the order of their first file. */
  all(scopeKey: string): Gap[];
}

/** Begins with none. */
export function folderGaps(): FolderGaps {
  const gaps = new Map<string, FolderGap>();
  return {
    add({ listing, nouns }, path, { reason, message, needs = null }) {
      const id = `${listing}\0${reason}\0${dirname(path)}`;
      const known = gaps.get(id);
      if (known) known.count += 1;
      else gaps.set(id, { listing, nouns, reason, message, needs, path, count: 1 });
    },
    all: (scopeKey) => [...gaps.values()].map((gap) => gapOf(scopeKey, gap)),
  };
}

function gapOf(scopeKey: string, gap: FolderGap): Gap {
  const { listing, nouns, reason, needs, path, count } = gap;
  const locator = count === 1 ? path : dirname(path);
  const message =
    count === 1 ? `${path}: ${gap.message}` : `${count} files of ${locator}: ${gap.message}`;
  const place = { kind: 'file', locator } as const;
  return { type: 'gap', scopeKey, listing, nouns, reason, message, needs, place };
}
