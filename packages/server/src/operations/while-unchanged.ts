import {
  countIdentities,
  type IdentityCell,
  readExposedIdentities,
  readStamp,
} from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import type { Kept } from './held.ts';

const maxHeld = 20;
/** How long an answer may lag while a sync or an evaluation writes. */
const lagMs = 2_000;
/** How long it may lag behind what leaves no mark, such as a restored backup. */
const longestMs = 60_000;

/** What was worked out before, as long as nothing has changed since; else what `make` gives. */
export async function whileUnchanged<T>(
  { db, workspaceId, now }: Pick<Workings, 'db' | 'workspaceId' | 'now'>,
  kept: Kept<T>,
  { key, make }: { readonly key: string; readonly make: () => Promise<T> },
): Promise<T> {
  const { stamp, running } = await readStamp(db, workspaceId);
  const held = kept.get(key);
  const age = held ? now().getTime() - held.at : 0;
  if (held?.stamp === stamp && age < (running ? lagMs : longestMs)) return held.value;
  const value = make();
  kept.delete(key);
  kept.set(key, { stamp, at: now().getTime(), value });
  const [oldest] = kept.keys();
  if (kept.size > maxHeld && oldest !== undefined) kept.delete(oldest);
  try {
    return await value;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}

/** More are looked up by the store itself. */
const maxExposedKept = 20_000;

/** The ids of the identities of which a secret was seen; null when there are too many to keep. */
export function exposedIdentities(workings: Workings): Promise<readonly string[] | null> {
  const { db, workspaceId, exposed } = workings;
  const make = () => readExposedIdentities(db, workspaceId, maxExposedKept);
  return whileUnchanged(workings, exposed, { key: '', make });
}

/** What identities are counted for, beyond what cells tell apart. */
export interface CellRequest {
  readonly at: Date | null;
  readonly q: string;
}

/** The cells of the workspace, counted once for every change of the inventory. */
export function cellsOf(
  workings: Workings,
  { at, q }: CellRequest,
): Promise<readonly IdentityCell[]> {
  const { db, workspaceId, cells } = workings;
  const key = `${at?.toISOString() ?? ''}/${q}`;
  const make = () => countIdentities(db, workspaceId, { filter: { q }, at });
  return whileUnchanged(workings, cells, { key, make });
}
