import type { OwnerCandidate, WorkspaceId } from '@nonhuman/model';
import {
  countOwners,
  type Db,
  readAttestations,
  readOwned,
  showForemostOwners,
  writeOwnerLinks,
} from '@nonhuman/store';
import { credentialOwnersOf } from './owners-of.ts';
import { namedOwnersOf, openOwnership, ownerLinksOf, ownersOfRows } from './owners-of-rows.ts';

/** Identities a step. */
const chunk = 500;

/**
 * Judges anew who answers for these identities and keeps it, so that lists show what was just
 * attested. Findings follow with the next evaluation.
 */
export async function refreshOwners(
  db: Db,
  workspaceId: WorkspaceId,
  { identityIds, now }: { readonly identityIds: readonly string[]; readonly now: Date },
): Promise<void> {
  const run = await openOwnership(db, workspaceId, now);
  for (let at = 0; at < identityIds.length; at += chunk) {
    const rows = await readOwned(db, workspaceId, identityIds.slice(at, at + chunk));
    const owners = await ownersOfRows(db, workspaceId, { rows, run });
    await db.transaction(async (tx) => {
      await writeOwnerLinks(tx, workspaceId, {
        identities: [...owners].map(([identityId, candidates]) => ({
          identityId,
          owners: ownerLinksOf(candidates),
        })),
        named: namedOwnersOf(owners.values(), run.people),
      });
      await showForemostOwners(tx, workspaceId, [...owners.keys()]);
    });
  }
  await countOwners(db, workspaceId);
}

/** Who may answer for one identity, and for its credentials. */
export interface ExplainedOwners {
  readonly candidates: readonly OwnerCandidate[];
  /** Only those of which something is told apart from their identity. */
  readonly credentials: readonly {
    readonly id: string;
    readonly name: string;
    readonly candidates: readonly OwnerCandidate[];
  }[];
  /** The identity and all of its credentials. */
  readonly subjectIds: readonly string[];
}

/** All evidence of who answers for an identity; null when there is none with this id. */
export async function explainOwners(
  db: Db,
  workspaceId: WorkspaceId,
  { identityId, now }: { readonly identityId: string; readonly now: Date },
): Promise<ExplainedOwners | null> {
  const [run, rows] = await Promise.all([
    openOwnership(db, workspaceId, now),
    readOwned(db, workspaceId, [identityId]),
  ]);
  if (rows.identities.length === 0) return null;
  const credentialIds = rows.credentials.map(({ id }) => id);
  const [owners, attestations] = await Promise.all([
    ownersOfRows(db, workspaceId, { rows, run }),
    readAttestations(db, workspaceId, credentialIds),
  ]);
  return {
    candidates: owners.get(identityId) ?? [],
    credentials: rows.credentials.flatMap(({ id, facts }) => {
      const statements = rows.ownership
        .filter((row) => row.subject_id === id)
        .map((row) => row.facts);
      const attested = attestations.filter(({ subjectId }) => subjectId === id);
      const candidates = credentialOwnersOf(statements, { ...run, attestations: attested });
      return candidates.length === 0 ? [] : [{ id, name: facts.name, candidates }];
    }),
    subjectIds: [identityId, ...credentialIds],
  };
}
