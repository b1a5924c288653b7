import {
  type ConnectionId,
  NhiError,
  type Observation,
  type SyncId,
  type WorkspaceId,
} from '@nonhuman/model';
import type { Log } from '@nonhuman/runtime';
import {
  beginSync,
  type ConnectionName,
  type Db,
  endSync,
  ensureConnection,
  type SyncError,
} from '@nonhuman/store';
import { countsOf, finishSync } from './finish-sync.ts';
import { holdConnection } from './hold-connection.ts';
import { listen } from './listen.ts';
import { emptyTally, type SyncProgress, type SyncSummary } from './summary.ts';
import { thingIds } from './thing-ids.ts';
import type { SyncWriter } from './write-batch.ts';

/** What every sync needs. */
export interface SyncDeps {
  readonly db: Db;
  readonly workspaceId: WorkspaceId;
  readonly now: () => Date;
  readonly log: Log;
}

/** One pass of a connection. */
export interface SyncRequest {
  readonly connection: ConnectionName;
  /** When the source was as it tells: now for what is live, the time of its making for an export. */
  readonly observedAt: Date;
  readonly observations: AsyncIterable<Observation>;
  readonly onProgress?: (progress: SyncProgress) => void;
  /** Ends the sync after what was read so far has been written; nothing is removed then. */
  readonly signal?: AbortSignal;
  /** How long to wait for another sync of the connection. One minute if not given. */
  readonly waitMs?: number;
}

/**
 * Brings the inventory up to what the observations tell.
 *
 * Rows are written as they come, in transactions of their own; what complete listings no longer
 * show is removed at the end, at once. Told the same again, nothing changes. Told something older
 * than what is known, nothing is undone. A run that was cut short, at whatever moment, is made good
 * by the next one.
 *
 * Throws what the observations throw, after recording the failure; `STATE_CONFLICT` when another
 * sync of the connection is running and does not end.
 */
export async function runSync(deps: SyncDeps, request: SyncRequest): Promise<SyncSummary> {
  const { db, workspaceId } = deps;
  const { connectorId, kind, name } = request.connection;
  const connectionId = await ensureConnection(db, workspaceId, {
    connectorId,
    kind,
    name,
    now: deps.now(),
  });
  const { signal, waitMs = 60_000 } = request;
  return holdConnection(db, { workspaceId, connectionId, waitMs, signal }, () =>
    runHeld(deps, request, connectionId),
  );
}

async function runHeld(
  deps: SyncDeps,
  request: SyncRequest,
  connectionId: ConnectionId,
): Promise<SyncSummary> {
  const { db, workspaceId } = deps;
  const { observedAt } = request;
  const syncId = await beginSync(db, workspaceId, { connectionId, observedAt, now: deps.now() });
  const writer: SyncWriter = {
    db,
    workspaceId,
    connectorId: request.connection.connectorId,
    connectionId,
    syncId,
    observedAt,
    idOf: thingIds({ workspaceId, connectorId: request.connection.connectorId }),
    tally: emptyTally(),
    changed: new Map(),
    written: new Set(),
  };
  try {
    const { scopes, heard, failure } = await listen(writer, {
      observations: request.observations,
      onProgress: request.onProgress,
      signal: request.signal,
      now: deps.now,
    });
    const state = failure ? 'failed' : request.signal?.aborted ? 'cancelled' : 'done';
    const error = failure ? errorOf(failure.error) : null;
    const listings = await finishSync(writer, { scopes, heard, state, error, now: deps.now() });
    if (failure) throw failure.error;
    const counts = countsOf(writer, listings);
    deps.log.info('sync ended', { syncId, ...counts });
    return {
      ...counts,
      syncId,
      connectionId,
      state: state === 'cancelled' ? 'cancelled' : 'done',
      listings,
    };
  } catch (error) {
    await recordFailure(deps, writer, error);
    throw error;
  }
}

/** Best effort: if the store cannot be reached, the next sync finds this one abandoned. */
async function recordFailure(deps: SyncDeps, writer: SyncWriter, error: unknown): Promise<void> {
  const end = { state: 'failed' as const, counts: countsOf(writer, []), error: errorOf(error) };
  try {
    await endSync(deps.db, deps.workspaceId, {
      syncId: writer.syncId as SyncId,
      end,
      now: deps.now(),
    });
  } catch {
    deps.log.warn('a failed sync could not be recorded', { syncId: writer.syncId });
  }
}

function errorOf(error: unknown): SyncError {
  if (error instanceof NhiError) {
    const hint = error.details['hint'];
    const message = typeof hint === 'string' ? `${error.message}. ${hint}` : error.message;
    return { message, code: error.code };
  }
  return { message: 'The source could not be read to its end.', code: null };
}
