import type { LeaverEffect } from '@nonhuman/connector-kit';
import type { WorkspaceId } from '@nonhuman/model';
import { type Db, pageOwned, readOwned } from '@nonhuman/store';
import { type LeaverLine, leaverLines } from './leaver-lines.ts';
import { type OwnershipRun, ownersOfRows } from './owners-of-rows.ts';

/** What becomes of everything that somebody has to do with. */
export interface LeaverPreview {
  readonly lines: readonly LeaverLine[];
  /** Teams in which nobody else is known to be there. */
  readonly teams: readonly { readonly key: string; readonly name: string }[];
  /** There are more identities than were looked at. */
  readonly truncated: boolean;
}

/** Identities that are looked at; a person who has to do with more has not made them by hand. */
const maxIdentities = 2_000;
const pageSize = 500;
const order = { stops: 0, unknown: 1, survives: 2 };

/** What stops, what survives and what is unknown when a person leaves; what stops first. */
export async function previewLeaver(
  db: Db,
  workspaceId: WorkspaceId,
  {
    personKey,
    effects,
    run,
  }: {
    readonly personKey: string;
    readonly effects: readonly LeaverEffect[];
    readonly run: OwnershipRun;
  },
): Promise<LeaverPreview> {
  const lines: LeaverLine[] = [];
  let after = null;
  let seen = 0;
  do {
    const page = await pageOwned(db, workspaceId, {
      ownerKey: personKey,
      foremostOnly: false,
      after,
      limit: pageSize,
    });
    const rows = await readOwned(
      db,
      workspaceId,
      page.rows.map(({ id }) => id),
    );
    const owners = await ownersOfRows(db, workspaceId, { rows, run });
    for (const { id, facts: identity } of rows.identities) {
      const credentials = rows.credentials.filter(({ identity_id: holder }) => holder === id);
      const subject = { id, identity, credentials, owners: owners.get(id) ?? [] };
      lines.push(...leaverLines(subject, personKey, effects));
    }
    seen += page.rows.length;
    after = page.next;
  } while (after !== null && seen < maxIdentities);
  const teams = [...run.people.teams.values()].filter(
    ({ memberKeys, members }) => memberKeys.includes(personKey) && isLast(members, run, personKey),
  );
  return {
    lines: lines.sort(
      (one, other) =>
        order[one.effect] - order[other.effect] ||
        Number(other.ownerless) - Number(one.ownerless) ||
        one.identityName.localeCompare(other.identityName) ||
        Number(one.noun === 'credential') - Number(other.noun === 'credential') ||
        (one.id < other.id ? -1 : 1),
    ),
    teams: teams.map(({ key, name }) => ({ key, name })),
    truncated: after !== null,
  };
}

/** Whether nobody but this person is known to be in a team. */
function isLast(
  members: { readonly active: number } | null,
  {
    people,
  }: { readonly people: { readonly persons: ReadonlyMap<string, { readonly status: string }> } },
  personKey: string,
): boolean {
  if (members === null) return false;
  const own = people.persons.get(personKey)?.status === 'active' ? 1 : 0;
  return members.active - own === 0;
}
