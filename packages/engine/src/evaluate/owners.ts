import type { OwnerCandidate, WorkspaceId } from '@nonhuman/model';
import { type Db, type SubjectRows, writeKnownOwners, writeOwnerLinks } from '@nonhuman/store';
import {
  knownOwnersOf,
  namedOwnersOf,
  type OwnershipRun,
  openOwnership,
  ownerLinksOf,
  ownersOfRows,
} from '../ownership/owners-of-rows.ts';

/** The candidates of a batch of identities. */
export interface OwnerBatch {
  /** Empty for an identity of which nothing tells. */
  readonly of: (identityId: string) => readonly OwnerCandidate[];
}

/** Reads who is who, and keeps everybody of whom people sources tell. */
export async function openOwners(
  db: Db,
  workspaceId: WorkspaceId,
  now: Date,
): Promise<OwnershipRun> {
  const run = await openOwnership(db, workspaceId, now);
  await writeKnownOwners(db, workspaceId, knownOwnersOf(run.people));
  return run;
}

export async function ownersOfBatch(
  db: Db,
  workspaceId: WorkspaceId,
  of: { readonly rows: SubjectRows; readonly run: OwnershipRun },
): Promise<OwnerBatch> {
  const owners = await ownersOfRows(db, workspaceId, of);
  return { of: (identityId) => owners.get(identityId) ?? [] };
}

/** Keeps the candidates of those identities of a batch that changed. */
export async function keepOwners(
  tx: Db,
  workspaceId: WorkspaceId,
  {
    owners,
    ids,
    run,
  }: { readonly owners: OwnerBatch; readonly ids: readonly string[]; readonly run: OwnershipRun },
): Promise<void> {
  await writeOwnerLinks(tx, workspaceId, {
    identities: ids.map((id) => ({ identityId: id, owners: ownerLinksOf(owners.of(id)) })),
    named: namedOwnersOf(
      ids.map((id) => owners.of(id)),
      run.people,
    ),
  });
}
