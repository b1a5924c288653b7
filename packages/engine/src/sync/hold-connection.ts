import { type ConnectionId, NhiError, type WorkspaceId } from '@nonhuman/model';
import { type Db, lockConnection } from '@nonhuman/store';

const pollMs = 200;

/** A connection of the workspace, and how long to wait for whoever has it. */
export interface Holding {
  readonly workspaceId: WorkspaceId;
  readonly connectionId: ConnectionId;
  readonly waitMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs `work` while no other sync of the connection runs, in whatever process. Throws
 * `STATE_CONFLICT` when another one does not end within `waitMs`.
 *
 * The lock lives in a transaction that does nothing else, so it goes with this process. One database
 * connection is taken for it.
 */
export async function holdConnection<T>(
  db: Db,
  { workspaceId, connectionId, waitMs, signal }: Holding,
  work: () => Promise<T>,
): Promise<T> {
  const done: T[] = [];
  const hold = db.transaction(async (tx) => {
    for (let waited = 0; !(await lockConnection(tx, workspaceId, connectionId)); waited += pollMs) {
      if (waited >= waitMs || signal?.aborted) throw busy(connectionId);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    done.push(await work());
  });
  try {
    await hold;
  } catch (error) {
    // What `work` did is committed: that the lock's own connection was lost at its end changes nothing.
    if (done.length === 0) throw error;
  }
  return done[0] as T;
}

function busy(connectionId: ConnectionId): NhiError {
  return new NhiError('STATE_CONFLICT', {
    connectionId,
    hint: 'Another sync of this connection is running. Wait for it to end, then run this again.',
  });
}
