import type { ConnectionCoverage, Coverage, ListingCoverage } from '@nonhuman/api-contract';
import type { ConnectionId } from '@nonhuman/model';
import { listConnections, readCoverage, readLastSyncs } from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { syncAnswer } from './syncs.ts';

/** What was read of each connection, how far, and what was not. */
export async function coverage(
  { db, workspaceId }: Workings,
  { connection }: { readonly connection?: ConnectionId | undefined },
): Promise<Coverage> {
  const [connections, rows, syncs] = await Promise.all([
    listConnections(db, workspaceId),
    readCoverage(db, workspaceId, { connectionId: connection ?? null, scopeId: null }),
    readLastSyncs(db, workspaceId),
  ]);
  const lastSyncs = new Map(syncs.map((sync) => [sync.connection.id, syncAnswer(sync)]));
  const shown: ConnectionCoverage[] = connections
    .filter(({ id }) => connection === undefined || id === connection)
    .map(({ id, name, connector }) => ({
      id,
      name,
      connector,
      lastSync: lastSyncs.get(id) ?? null,
      listings: rows.filter((row) => row.connectionId === id),
    }));
  return { totals: totalsOf(rows), connections: shown };
}

function totalsOf(rows: readonly ListingCoverage[]): Coverage['totals'] {
  const ofState = (state: ListingCoverage['state']) =>
    rows.filter((row) => row.state === state).length;
  return {
    complete: ofState('complete'),
    partial: ofState('partial'),
    notRead: ofState('not-read'),
    gaps: rows.reduce((total, { gapCount }) => total + gapCount, 0),
  };
}
