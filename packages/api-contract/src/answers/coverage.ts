import { ConnectionId, gapReasons, nouns, Place, SyncId, Timestamp } from '@nonhuman/model';
import { z } from 'zod';
import { ScopeRef } from './thing.ts';

/** Something that could not be seen, and what would show it. */
export const CoverageGap = z.object({
  reason: z.enum(gapReasons),
  message: z.string(),
  /** The permission, option or command that would close it; null when none is known. */
  needs: z.string().nullable(),
  place: Place.nullable(),
});
export type CoverageGap = z.infer<typeof CoverageGap>;

/** How far one listing of one scope was read at the last pass. */
export const ListingCoverage = z.object({
  listing: z.string(),
  scope: ScopeRef,
  nouns: z.array(z.enum(nouns)),
  state: z.enum(['complete', 'partial', 'not-read']),
  /** Items of the last complete pass; null when there was none. */
  items: z.int().nonnegative().nullable(),
  lastCompleteAt: Timestamp.nullable(),
  lastAttemptAt: Timestamp.nullable(),
  gapCount: z.int().nonnegative(),
  /** At most 20, then see the sync. */
  gaps: z.array(CoverageGap),
});
export type ListingCoverage = z.infer<typeof ListingCoverage>;

/** One pass of a connection. */
export const SyncRow = z.object({
  id: SyncId,
  connection: z.object({ id: ConnectionId, name: z.string(), connector: z.string() }),
  kind: z.enum(['host', 'import', 'live']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: Timestamp,
  finishedAt: Timestamp.nullable(),
  /** Rows that were new, changed, gone from the inventory, or the same. */
  counts: z.object({
    added: z.int().nonnegative(),
    changed: z.int().nonnegative(),
    removed: z.int().nonnegative(),
    unchanged: z.int().nonnegative(),
  }),
  gaps: z.int().nonnegative(),
  /** Why it failed, fit for a person; null when it did not. */
  failure: z.string().nullable(),
});
export type SyncRow = z.infer<typeof SyncRow>;

/** A sync with what it could not see. */
export const SyncDetail = SyncRow.extend({
  listings: z.array(
    z.object({
      listing: z.string(),
      scope: ScopeRef,
      complete: z.boolean(),
      items: z.int().nonnegative().nullable(),
    }),
  ),
  /** At most 500. */
  gapList: z.array(CoverageGap.extend({ listing: z.string() })),
});
export type SyncDetail = z.infer<typeof SyncDetail>;

/** The scope ledger of one connection. */
export const ConnectionCoverage = z.object({
  id: ConnectionId,
  name: z.string(),
  connector: z.string(),
  lastSync: SyncRow.nullable(),
  listings: z.array(ListingCoverage),
});
export type ConnectionCoverage = z.infer<typeof ConnectionCoverage>;

/** What was read, how far, and what was not. */
export const Coverage = z.object({
  totals: z.object({
    complete: z.int().nonnegative(),
    partial: z.int().nonnegative(),
    notRead: z.int().nonnegative(),
    gaps: z.int().nonnegative(),
  }),
  connections: z.array(ConnectionCoverage),
});
export type Coverage = z.infer<typeof Coverage>;
