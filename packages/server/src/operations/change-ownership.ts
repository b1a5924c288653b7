import type {
  IdentityFilters,
  NewOwner,
  OwnershipChange,
  OwnershipPlan,
} from '@nonhuman/api-contract';
import { refreshOwners } from '@nonhuman/engine';
import { NhiError, type Timestamp } from '@nonhuman/model';
import { newId } from '@nonhuman/runtime';
import {
  type AttestedOwner,
  attestSubjects,
  countAttested,
  holdersOf,
  missingSubjects,
  type OwnershipWrite,
  listOwnershipChanges as readChanges,
  readOwner,
  readPlanned,
  selectSubjects,
  undoOwnershipChange,
  withdrawAttestations,
} from '@nonhuman/store';
import type { Workings } from '../workings.ts';

/** What every change of ownership says. */
interface Terms {
  readonly reason: string;
  readonly dryRun: boolean;
  readonly actor: string;
}

/** Things that one change may concern; more are handed over in several. */
const maxSubjects = 100_000;

/** States who answers for things. Throws `NOT_FOUND` for things or owners that are not there. */
export async function attestOwnership(
  workings: Workings,
  {
    subjectIds,
    owner,
    until,
    ...terms
  }: Terms & {
    readonly subjectIds: readonly string[];
    readonly owner: NewOwner;
    readonly until: Timestamp | null;
  },
): Promise<OwnershipPlan> {
  const ids = [...new Set(subjectIds)];
  await requireSubjects(workings, ids);
  return attest(workings, { kind: 'attest', subjectIds: ids, owner, until, ...terms });
}

/** Hands over what an owner answers for, or all that fits a filter. Throws `STATE_CONFLICT` when that is too much or nothing is named. */
export async function reassignOwnership(
  workings: Workings,
  {
    from,
    filter,
    ...rest
  }: Terms & {
    readonly from: string | null;
    readonly filter: Omit<IdentityFilters, 'asOf'>;
    readonly owner: NewOwner;
    readonly until: Timestamp | null;
  },
): Promise<OwnershipPlan> {
  const { db, workspaceId } = workings;
  if (from === null && Object.values(filter).every((value) => value === undefined))
    throw new NhiError('STATE_CONFLICT', {
      hint: 'Name an owner or a filter: nothing would be left to say who answers for what.',
    });
  if (from !== null && (await readOwner(db, workspaceId, from)) === null)
    throw new NhiError('NOT_FOUND', { hint: 'No owner has this key.' });
  const subjectIds = await selectSubjects(db, workspaceId, {
    filter,
    ownerKey: from,
    limit: maxSubjects + 1,
  });
  if (subjectIds.length > maxSubjects)
    throw new NhiError('STATE_CONFLICT', {
      hint: `More than ${maxSubjects.toLocaleString('en')} identities fit; narrow the filter.`,
    });
  return attest(workings, { kind: 'reassign', subjectIds, ...rest });
}

/** Takes attestations back. */
export async function withdrawOwnership(
  workings: Workings,
  { subjectIds, ...terms }: Terms & { readonly subjectIds: readonly string[] },
): Promise<OwnershipPlan> {
  const ids = [...new Set(subjectIds)];
  await requireSubjects(workings, ids);
  const plan = await planOf(workings, ids);
  if (terms.dryRun) return plan;
  const write = writeOf(workings, 'withdraw', terms);
  const { db, workspaceId } = workings;
  const replaces = await withdrawAttestations(db, workspaceId, { ...write, subjectIds: ids });
  await refresh(workings, ids);
  return { ...plan, dryRun: false, changeId: write.changeId, replaces };
}

/** Undoes a change as a whole; gives how many things it touched. Throws `NOT_FOUND` or `STATE_CONFLICT`. */
export async function undoOwnership(
  workings: Workings,
  { changeId, actor }: { readonly changeId: string; readonly actor: string },
): Promise<{ subjects: number }> {
  const { db, workspaceId, now } = workings;
  const ids = await undoOwnershipChange(db, workspaceId, { changeId, actor, at: now() });
  await refresh(workings, ids);
  return { subjects: ids.length };
}

/** The last hundred changes, the newest first. */
export async function listOwnershipChanges({
  db,
  workspaceId,
}: Workings): Promise<OwnershipChange[]> {
  const rows = await readChanges(db, workspaceId, 100);
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }));
}

async function attest(
  workings: Workings,
  {
    kind,
    subjectIds,
    owner,
    until,
    ...terms
  }: Terms & {
    readonly kind: 'attest' | 'reassign';
    readonly subjectIds: readonly string[];
    readonly owner: NewOwner;
    readonly until: Timestamp | null;
  },
): Promise<OwnershipPlan> {
  const { db, workspaceId, now } = workings;
  if (until !== null && until <= now().toISOString())
    throw new NhiError('REQUEST_INVALID', {
      hint: 'An attestation ends on a day that lies ahead.',
    });
  const attested = await ownerOf(workings, owner);
  const plan = await planOf(workings, subjectIds);
  if (terms.dryRun || subjectIds.length === 0) return plan;
  const write = writeOf(workings, kind, terms);
  const replaces = await attestSubjects(db, workspaceId, {
    ...write,
    subjectIds,
    owner: attested,
    until: until === null ? null : new Date(until),
  });
  await refresh(workings, subjectIds);
  return { ...plan, dryRun: false, changeId: write.changeId, replaces };
}

async function ownerOf({ db, workspaceId }: Workings, owner: NewOwner): Promise<AttestedOwner> {
  if (!('key' in owner)) return owner;
  const known = await readOwner(db, workspaceId, owner.key);
  if (known === null) throw new NhiError('NOT_FOUND', { hint: 'No owner has this key.' });
  const { type, name, email } = known;
  return { type, name, email };
}

async function requireSubjects(
  { db, workspaceId }: Workings,
  ids: readonly string[],
): Promise<void> {
  const [missing] = await missingSubjects(db, workspaceId, ids);
  if (missing !== undefined)
    throw new NhiError('NOT_FOUND', { subjectId: missing, hint: 'Nothing was changed.' });
}

async function planOf(
  { db, workspaceId }: Workings,
  ids: readonly string[],
): Promise<OwnershipPlan> {
  const [sample, replaces] = await Promise.all([
    readPlanned(db, workspaceId, ids),
    countAttested(db, workspaceId, ids),
  ]);
  return { dryRun: true, changeId: null, subjects: ids.length, replaces, sample };
}

function writeOf(
  { now }: Workings,
  kind: OwnershipWrite['kind'],
  { actor, reason }: Terms,
): OwnershipWrite {
  return { changeId: newId('och'), kind, actor, at: now(), reason };
}

async function refresh(workings: Workings, subjectIds: readonly string[]): Promise<void> {
  const { db, workspaceId, now } = workings;
  const identityIds = await holdersOf(db, workspaceId, subjectIds);
  await refreshOwners(db, workspaceId, { identityIds, now: now() });
  // What was worked out from the owners before is no longer so.
  workings.cells.clear();
  workings.overviews.clear();
}
