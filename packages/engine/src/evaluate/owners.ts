import type { OwnerCandidate, WorkspaceId } from '@nonhuman/model';
import {
  type Db,
  ownerLinkDigest,
  readOwnerDigests,
  type SubjectRows,
  writeKnownOwners,
  writeOwnerLinks,
} from '@nonhuman/store';
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
  /** Of those identities whose candidates are not as the store has them. */
  readonly changed: ReadonlyMap<string, readonly OwnerCandidate[]>;
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

/** Who may answer for each identity of a batch of ids after `afterId` up to `upTo`. */
export async function ownersOfBatch(
  db: Db,
  workspaceId: WorkspaceId,
  of: {
    readonly rows: SubjectRows;
    readonly afterId: string;
    readonly upTo: string;
    readonly run: OwnershipRun;
  },
): Promise<OwnerBatch> {
  const [owners, kept] = await Promise.all([
    ownersOfRows(db, workspaceId, of),
    readOwnerDigests(db, workspaceId, of),
  ]);
  const changed = [...owners].filter(
    ([id, candidates]) => ownerLinkDigest(ownerLinksOf(candidates)) !== (kept.get(id) ?? ''),
  );
  return { of: (identityId) => owners.get(identityId) ?? [], changed: new Map(changed) };
}

/** Keeps the candidates of those identities of a batch that changed. */
export async function keepOwners(
  tx: Db,
  workspaceId: WorkspaceId,
  {
    owners: { changed },
    run,
  }: { readonly owners: Pick<OwnerBatch, 'changed'>; readonly run: OwnershipRun },
): Promise<void> {
  await writeOwnerLinks(tx, workspaceId, {
    identities: [...changed].map(([identityId, owners]) => ({
      identityId,
      owners: ownerLinksOf(owners),
    })),
    named: namedOwnersOf(changed.values(), run.people),
  });
}
