import type { IdentityCell } from '@nonhuman/store';

/** Counted identities, and what they were counted from. */
export interface HeldCells {
  readonly stamp: string;
  /** When they were counted, in milliseconds. */
  readonly at: number;
  readonly cells: Promise<readonly IdentityCell[]>;
}

/** Counted identities by what they were counted for, kept while nothing has changed. */
export type CellCache = Map<string, HeldCells>;
