import { countIdentities, type IdentityCell, readStamp } from '@nonhuman/store';
import type { Workings } from '../workings.ts';

const maxHeld = 20;
/** How long counts may lag while a sync or an evaluation writes. */
const lagMs = 2_000;

/** What identities are counted for, beyond what cells tell apart. */
export interface CellRequest {
  readonly at: Date | null;
  readonly q: string;
}

/** The cells of the workspace, counted once for every change of the inventory. */
export async function cellsOf(
  { db, workspaceId, now, cells: cache }: Workings,
  { at, q }: CellRequest,
): Promise<readonly IdentityCell[]> {
  const key = `${at?.toISOString() ?? ''}/${q}`;
  const { stamp, running } = await readStamp(db, workspaceId);
  const held = cache.get(key);
  const age = held ? now().getTime() - held.at : 0;
  if (held?.stamp === stamp && !(running && age > lagMs)) return held.cells;
  const cells = countIdentities(db, workspaceId, { filter: { q }, at });
  cache.delete(key);
  cache.set(key, { stamp, at: now().getTime(), cells });
  const [oldest] = cache.keys();
  if (cache.size > maxHeld && oldest !== undefined) cache.delete(oldest);
  try {
    return await cells;
  } catch (error) {
    cache.delete(key);
    throw error;
  }
}
