import type { RequestParts, Routes, SyncDetail, SyncRow } from '@nonhuman/api-contract';
import { NhiError, type SyncId } from '@nonhuman/model';
import { pageSyncs, readGapsOf, readPassesOf, readSync, type SyncListRow } from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { afterOf, pageAnswer } from './cursors.ts';

const sort = 'started:desc';
type Query = RequestParts<Routes['listSyncs']>['query'];

/** Passes over the sources, newest first. */
export async function listSyncs(
  { db, workspaceId }: Workings,
  { connection, limit, cursor }: Query,
): Promise<{ items: SyncRow[]; nextCursor: string | null }> {
  const after = afterOf(cursor, { sort, kind: 'time' });
  const request = { connectionId: connection ?? null, limit, after };
  return pageAnswer(await pageSyncs(db, workspaceId, request), sort, syncAnswer);
}

/** One pass with what it read and what it could not see. Throws `NOT_FOUND`. */
export async function showSync({ db, workspaceId }: Workings, id: SyncId): Promise<SyncDetail> {
  const row = await readSync(db, workspaceId, id);
  if (row === null) throw new NhiError('NOT_FOUND', { hint: 'No sync has this id.' });
  const [listings, gapList] = await Promise.all([
    readPassesOf(db, workspaceId, id),
    readGapsOf(db, workspaceId, id),
  ]);
  return { ...syncAnswer(row), listings, gapList };
}

/** A sync as it is answered; what it has not counted yet is zero. */
export function syncAnswer({ counts, ...row }: SyncListRow): SyncRow {
  const of = (name: string) => counts?.[name] ?? 0;
  return {
    ...row,
    counts: {
      added: of('added'),
      changed: of('changed'),
      removed: of('removed'),
      unchanged: of('unchanged'),
    },
  };
}
