import type { CredentialRow, RequestParts, Routes } from '@nonhuman/api-contract';
import { pageCredentials } from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { afterOf, pageAnswer } from './cursors.ts';
import { momentOf } from './moments.ts';

type Query = RequestParts<Routes['listCredentials']>['query'];

/** Credentials, filtered and ordered, a page at a time. */
export async function listCredentials(
  { db, workspaceId }: Workings,
  { asOf, expiresBefore, sort: by, order = 'asc', limit, cursor, ...rest }: Query,
): Promise<{ items: CredentialRow[]; nextCursor: string | null }> {
  const sort = `${by}:${order}`;
  const after = afterOf(cursor, { sort, kind: by === 'name' ? 'text' : 'time' });
  const before = momentOf(expiresBefore);
  const filter = { ...rest, ...(before === null ? {} : { expiresBefore: before }) };
  const request = { filter, sort: by, order, at: momentOf(asOf), limit, after };
  return pageAnswer(await pageCredentials(db, workspaceId, request), sort, (row) => row);
}
