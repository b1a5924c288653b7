import type {
  Attestation,
  IdentityOwners,
  OwnedIdentity,
  OwnerDetail,
  OwnerFilters,
  OwnerRow,
  OwnerTotals,
} from '@nonhuman/api-contract';
import { arithmeticOf, explainOwners, openOwnership } from '@nonhuman/engine';
import { type IdentityId, NhiError, type OwnerCandidate } from '@nonhuman/model';
import {
  type AttestationRow,
  countOwnerTotals,
  type OwnerListRow,
  pageOwned,
  pageOwners,
  readAttestationHistory,
  readIdentityRows,
  readOwner,
  readOwners,
} from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { afterOf, pageAnswer } from './cursors.ts';

/** An owner as it is answered. */
export function ownerAnswer(row: OwnerListRow): OwnerRow {
  return { ...row, leftAt: row.leftAt?.toISOString() ?? null };
}

/** People and teams, filtered and ordered. */
export async function listOwners(
  { db, workspaceId }: Workings,
  {
    sort,
    limit,
    cursor,
    ...filter
  }: OwnerFilters & {
    readonly sort: 'identities' | 'name';
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
) {
  const kind = sort === 'name' ? 'text' : 'integer';
  const name = `owners.${sort}`;
  const page = await pageOwners(db, workspaceId, {
    filter,
    sort,
    limit,
    after: afterOf(cursor, { sort: name, kind }),
  });
  return pageAnswer(page, name, ownerAnswer);
}

/** How many owners of each kind and status there are. */
export function ownerTotals({ db, workspaceId }: Workings): Promise<OwnerTotals> {
  return countOwnerTotals(db, workspaceId);
}

const maxMembers = 200;

/** One owner with what sources tell of them. Throws `NOT_FOUND`. */
export async function showOwner(
  { db, workspaceId, now }: Workings,
  key: string,
): Promise<OwnerDetail> {
  const row = await readOwner(db, workspaceId, key);
  if (row === null) throw new NhiError('NOT_FOUND', { hint: 'No owner has this key.' });
  const { people } = await openOwnership(db, workspaceId, now());
  const person = people.persons.get(key);
  const members = people.teams.get(key)?.memberKeys.slice(0, maxMembers) ?? [];
  const manager = person?.managerEmail
    ? people.recognise({ text: person.managerEmail, provider: '', type: 'person' })
    : null;
  const keys = [...(person?.teams ?? []), ...members, ...(manager ? [manager.owner.key] : [])];
  const rows = new Map(
    (await readOwners(db, workspaceId, keys)).map((one) => [one.key, ownerAnswer(one)]),
  );
  const among = (wanted: readonly string[]) => wanted.flatMap((one) => rows.get(one) ?? []);
  return {
    ...ownerAnswer(row),
    title: person?.title ?? null,
    emails: [...(person?.emails ?? [])],
    statements: [...(person?.statements ?? [])],
    manager: (manager && rows.get(manager.owner.key)) ?? null,
    teams: among(person?.teams ?? []),
    memberOwners: among(members),
  };
}

/** The identities that somebody is a candidate of. */
export async function listOwned(
  { db, workspaceId }: Workings,
  {
    ownerKey,
    foremost,
    limit,
    cursor,
  }: {
    readonly ownerKey: string;
    readonly foremost?: boolean | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
) {
  const sort = 'owned.rank';
  const page = await pageOwned(db, workspaceId, {
    ownerKey,
    foremostOnly: foremost === true,
    limit,
    after: afterOf(cursor, { sort, kind: 'integer' }),
  });
  return pageAnswer(page, sort, (row): OwnedIdentity => row);
}

/** Who may answer for an identity, with all evidence. Throws `NOT_FOUND`. */
export async function identityOwners(
  { db, workspaceId, now }: Workings,
  identityId: IdentityId,
): Promise<IdentityOwners> {
  const at = now();
  const [found, [identity]] = await Promise.all([
    explainOwners(db, workspaceId, { identityId, now: at }),
    readIdentityRows(db, workspaceId, [identityId]),
  ]);
  if (found === null || identity === undefined)
    throw new NhiError('NOT_FOUND', { hint: 'No identity has this id.' });
  const history = await readAttestationHistory(db, workspaceId, found.subjectIds);
  const { id, name, kind, provider } = identity;
  return {
    identity: { id, name, kind, provider },
    candidates: found.candidates.map(explained),
    credentials: found.credentials.map((credential) => ({
      ...credential,
      candidates: credential.candidates.map(explained),
    })),
    attestations: history.map((row) => attestationAnswer(row, at)),
  };
}

function explained(candidate: OwnerCandidate) {
  return { ...candidate, arithmetic: arithmeticOf(candidate) };
}

function attestationAnswer(row: AttestationRow, now: Date) {
  const { changeId, subjectId, attestedBy, reason, withdrawnBy } = row;
  return {
    changeId,
    subjectId,
    owner: { type: row.ownerType, name: row.ownerName, email: row.ownerEmail },
    attestedBy,
    attestedAt: row.attestedAt.toISOString(),
    until: row.until?.toISOString() ?? null,
    reason,
    state: stateOf(row, now),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawnBy,
  };
}

function stateOf({ withdrawnAt, until }: AttestationRow, now: Date): Attestation['state'] {
  if (withdrawnAt !== null) return 'withdrawn';
  return until !== null && until <= now ? 'lapsed' : 'in-force';
}
