/** What a sync did to the inventory, in rows. */
export interface SyncCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Gone from the current inventory, kept in its history. */
  readonly removed: number;
  /** Told by this source, left as they are because something newer is known. */
  readonly ignoredAsOlder: number;
  readonly gaps: number;
}

/** How far a sync has come. */
export interface SyncProgress extends SyncCounts {
  readonly observations: number;
}

/** How one listing of one scope was read. */
export interface ListingSummary {
  readonly scopeKey: string;
  readonly listing: string;
  /** Read to its end with nothing left out. */
  readonly complete: boolean;
  readonly items: number;
  readonly removed: number;
  readonly gaps: number;
}

/** How a sync went. */
export interface SyncSummary extends SyncCounts {
  readonly syncId: string;
  readonly connectionId: string;
  readonly state: 'done' | 'cancelled';
  readonly listings: readonly ListingSummary[];
}

/** Counts on their way. */
export type Tally = { -readonly [Name in keyof SyncCounts]: number };

/** All zero. */
export function emptyTally(): Tally {
  return { added: 0, changed: 0, unchanged: 0, removed: 0, ignoredAsOlder: 0, gaps: 0 };
}
