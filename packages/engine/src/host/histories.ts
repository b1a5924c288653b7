import type { FileContext } from '@nonhuman/connector-kit';

/** Who last changed a file, as version control tells. */
export type LastChange = ReturnType<NonNullable<FileContext['lastChange']>>;

/** Reads the history of a work tree without executing anything; null when it cannot be read. */
export type ReadHistory = (
  tree: string,
) => Promise<{ lastChangeOf(path: string): LastChange } | null>;

/** The histories of the work trees that a scan meets. */
export interface Histories {
  /** Reads the tree's history, once, while there is time left for histories. */
  load(tree: string): Promise<void>;
  /** Null when no history that was read tells. */
  lastChangeOf(tree: string, path: string): LastChange;
  /** Trees whose history was not read for want of time. */
  readonly left: readonly string[];
}

/** Reading stops before the next tree once all before took this long: histories enrich, and must not hold a scan up. */
const budgetMs = 5_000;

/** No history is read without a reader. */
export function histories(read: ReadHistory | undefined, clock: () => number): Histories {
  const known = new Map<string, Awaited<ReturnType<ReadHistory>>>();
  const left: string[] = [];
  let spentMs = 0;
  return {
    left,
    async load(tree) {
      if (read === undefined || known.has(tree)) return;
      known.set(tree, null);
      if (spentMs >= budgetMs) {
        left.push(tree);
        return;
      }
      const start = clock();
      known.set(tree, await read(tree));
      spentMs += clock() - start;
    },
    lastChangeOf: (tree, path) => known.get(tree)?.lastChangeOf(path) ?? null,
  };
}
