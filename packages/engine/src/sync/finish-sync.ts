import type { ConnectionId, Scope, ScopeId, SyncId } from '@nonhuman/model';
import {
  type Db,
  endSync,
  type ListingPass,
  lockRowsOf,
  readScopesAround,
  retryOnDeadlock,
  type SyncEnd,
  savePasses,
  stampSightings,
  sweepListing,
} from '@nonhuman/store';
import { folderScopeKind } from './folder-scope.ts';
import { type HeardListing, mayBeSwept } from './listing-passes.ts';
import type { ListingSummary } from './summary.ts';
import type { SyncWriter } from './write-batch.ts';

/** A scope that the sync has seen. */
export interface SeenScope {
  readonly id: ScopeId;
  readonly scope: Scope;
  /** Of a listing: it was read to its end at this time, by an earlier sync. */
  readonly completedAt: ReadonlyMap<string, Date>;
}

/** The end of a sync that heard everything it could. */
export interface Finish {
  readonly scopes: ReadonlyMap<string, SeenScope>;
  readonly heard: readonly HeardListing[];
  readonly state: SyncEnd['state'];
  readonly error: SyncEnd['error'];
  readonly now: Date;
}

/** Sweeps, writes the ledger and closes the sync, all or nothing. */
export async function finishSync(writer: SyncWriter, finish: Finish): Promise<ListingSummary[]> {
  const syncId = writer.syncId as SyncId;
  const connectionId = writer.connectionId as ConnectionId;
  return retryOnDeadlock(() =>
    writer.db.transaction(
      async (tx) => {
        await lockRowsOf(tx, writer.workspaceId, writer.connectorId);
        const passes: ListingPass[] = [];
        const listings: ListingSummary[] = [];
        for (const heard of finish.heard) {
          const { pass, removed } = await endListing(tx, writer, { finish, heard });
          if (pass) passes.push(pass);
          listings.push(summaryOf(heard, { complete: pass?.complete ?? false, removed }));
        }
        const { observedAt } = writer;
        const complete = passes.filter((pass) => pass.complete);
        if (complete.length < finish.heard.length)
          await stampSightings(tx, writer.workspaceId, { syncId, observedAt, complete });
        await savePasses(tx, writer.workspaceId, { connectionId, syncId, observedAt, passes });
        const counts = countsOf(writer, listings);
        const { state, error, now } = finish;
        await endSync(tx, writer.workspaceId, { syncId, end: { state, counts, error }, now });
        return listings;
      },
      { statementTimeoutMs: 0 },
    ),
  );
}

/** The counts of a sync with what its end has added. */
export function countsOf(writer: SyncWriter, listings: readonly ListingSummary[]) {
  const sum = (of: (listing: ListingSummary) => number) =>
    listings.reduce((total, listing) => total + of(listing), 0);
  return {
    ...writer.tally,
    removed: sum(({ removed }) => removed),
    gaps: sum(({ gaps }) => gaps),
  };
}

function summaryOf(
  heard: HeardListing,
  { complete, removed }: { complete: boolean; removed: number },
): ListingSummary {
  const { scopeKey, listing } = heard;
  const items = heard.complete?.items ?? heard.told;
  return { scopeKey, listing, complete, items, removed, gaps: heard.gaps.length };
}

async function endListing(
  tx: Db,
  writer: SyncWriter,
  { finish, heard }: { finish: Finish; heard: HeardListing },
): Promise<{ pass: ListingPass | null; removed: number }> {
  const seen = finish.scopes.get(heard.scopeKey);
  if (!seen || isOlderThanKnown(writer, seen, heard.listing)) return { pass: null, removed: 0 };
  const around = await scopesAround(tx, writer, seen);
  const exceptBelow = heard.complete?.exceptBelow ?? [];
  const nestedScopeIds = around.filter(({ lies }) => lies === 'within').map(({ id }) => id);
  const outerScopeIds = around.filter(({ lies }) => lies === 'around').map(({ id }) => id);
  // A sync that was cut short may not have come to the listing that shows a row as well.
  const isSwept = finish.state === 'done' && mayBeSwept(heard);
  const removed = isSwept
    ? await sweepListing(tx, writer.workspaceId, {
        syncId: writer.syncId as SyncId,
        observedAt: writer.observedAt,
        complete: {
          listing: heard.listing,
          nouns: [...heard.nouns],
          scopeIds: [seen.id, ...nestedScopeIds],
          folder: isFolder(seen) ? { path: seen.scope.key, outerScopeIds } : null,
          exceptBelow,
        },
      })
    : 0;
  const pass: ListingPass = {
    scopeId: seen.id,
    listing: heard.listing,
    nouns: [...heard.nouns],
    complete: isSwept && heard.gaps.length === 0 && exceptBelow.length === 0,
    items: heard.complete?.items ?? heard.told,
    gaps: heard.gaps,
    nestedScopeIds,
  };
  return { pass, removed };
}

/** Whether an earlier sync has read the listing to its end, later than what this one tells. */
export function isOlderThanKnown(
  writer: Pick<SyncWriter, 'observedAt'>,
  seen: SeenScope,
  listing: string,
): boolean {
  const completedAt = seen.completedAt.get(listing);
  return completedAt !== undefined && completedAt > writer.observedAt;
}

function isFolder({ scope }: SeenScope): boolean {
  return scope.kind === folderScopeKind;
}

function scopesAround(tx: Db, writer: SyncWriter, seen: SeenScope) {
  if (!isFolder(seen)) return [];
  return readScopesAround(tx, writer.workspaceId, {
    connectionId: writer.connectionId as ConnectionId,
    kind: folderScopeKind,
    path: seen.scope.key,
  });
}
