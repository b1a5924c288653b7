import { NhiError, type WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { idOf } from '../queries/row-shapes.ts';

/** Who is to answer. */
export interface AttestedOwner {
  readonly type: 'person' | 'team';
  readonly name: string;
  readonly email: string | null;
}

/** One write: by whom, when and why. */
export interface OwnershipWrite {
  readonly changeId: string;
  readonly kind: 'attest' | 'reassign' | 'withdraw';
  readonly actor: string;
  readonly at: Date;
  readonly reason: string;
}

const columns = sql`subject_type as "subjectType", subject_id as "subjectId", change_id as "changeId",
  owner_type as "ownerType", owner_name as "ownerName", owner_email as "ownerEmail",
  attested_by as "attestedBy", attested_at as "attestedAt", until, reason,
  withdrawn_at as "withdrawnAt", withdrawn_by as "withdrawnBy"`;
const Row = z.object({
  subjectType: z.enum(['identity', 'credential']),
  subjectId: idOf<string>(),
  changeId: z.string(),
  ownerType: z.enum(['person', 'team']),
  ownerName: z.string(),
  ownerEmail: z.string().nullable(),
  attestedBy: z.string(),
  attestedAt: z.date(),
  until: z.date().nullable(),
  reason: z.string(),
  withdrawnAt: z.date().nullable(),
  withdrawnBy: z.string().nullable(),
});
/** That somebody answers for a thing, on the word of a person. */
export type AttestationRow = z.infer<typeof Row>;

/** The attestations of these things that nobody withdrew; those whose time is over too. */
export function readAttestations(
  db: Db,
  workspaceId: WorkspaceId,
  subjectIds: readonly string[],
): Promise<AttestationRow[]> {
  return db.many(
    Row,
    sql`select ${columns} from attestation
        where workspace_id = ${workspaceId} and subject_id = any(${subjectIds}::text[]) and withdrawn_at is null`,
  );
}

/** Every attestation of these things, withdrawn ones too, the newest first; at most 200. */
export function readAttestationHistory(
  db: Db,
  workspaceId: WorkspaceId,
  subjectIds: readonly string[],
): Promise<AttestationRow[]> {
  return db.many(
    Row,
    sql`select ${columns} from attestation
        where workspace_id = ${workspaceId} and subject_id = any(${subjectIds}::text[])
        order by attested_at desc, change_id limit 200`,
  );
}

/** One writer at a time, so that two do not attest the same thing at once. */
async function lockAttestations(tx: Db, workspaceId: WorkspaceId): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`attest:${workspaceId}`}, 0))`);
}

/** Attests the owner of things; what was attested of them before is withdrawn. Gives how many were. */
export function attestSubjects(
  db: Db,
  workspaceId: WorkspaceId,
  of: OwnershipWrite & {
    readonly subjectIds: readonly string[];
    readonly owner: AttestedOwner;
    readonly until: Date | null;
  },
): Promise<number> {
  const { owner, changeId, actor, at } = of;
  return db.transaction(async (tx) => {
    await lockAttestations(tx, workspaceId);
    await writeChange(tx, workspaceId, { ...of, owner });
    const replaced = await takeBack(tx, workspaceId, of);
    await tx.run(sql`
      insert into attestation (workspace_id, change_id, subject_type, subject_id, owner_type, owner_name, owner_email,
                               attested_by, attested_at, until, reason)
      select ${workspaceId}, ${changeId}, case when s.id like 'crd%' then 'credential' else 'identity' end, s.id,
             ${owner.type}, ${owner.name}, ${owner.email}, ${actor}, ${at}, ${of.until}, ${of.reason}
      from unnest(${of.subjectIds}::text[]) as s(id)`);
    return replaced;
  });
}

/** Withdraws what was attested of things; gives how many attestations that were. */
export function withdrawAttestations(
  db: Db,
  workspaceId: WorkspaceId,
  of: OwnershipWrite & { readonly subjectIds: readonly string[] },
): Promise<number> {
  return db.transaction(async (tx) => {
    await lockAttestations(tx, workspaceId);
    await writeChange(tx, workspaceId, { ...of, owner: null });
    return takeBack(tx, workspaceId, of);
  });
}

async function writeChange(
  tx: Db,
  workspaceId: WorkspaceId,
  of: OwnershipWrite & {
    readonly subjectIds: readonly string[];
    readonly owner: AttestedOwner | null;
  },
): Promise<void> {
  await tx.run(sql`
    insert into ownership_change (workspace_id, id, kind, actor, at, reason, owner, subjects)
    values (${workspaceId}, ${of.changeId}, ${of.kind}, ${of.actor}, ${of.at}, ${of.reason},
            ${of.owner === null ? null : sql.json(of.owner)}, ${of.subjectIds.length})`);
}

function takeBack(
  tx: Db,
  workspaceId: WorkspaceId,
  of: OwnershipWrite & { readonly subjectIds: readonly string[] },
): Promise<number> {
  return tx.run(sql`
    update attestation set withdrawn_at = ${of.at}, withdrawn_by = ${of.actor}, withdrawn_change = ${of.changeId}
    where workspace_id = ${workspaceId} and subject_id = any(${of.subjectIds}::text[]) and withdrawn_at is null`);
}

const Subject = z.object({ subject_id: z.string() });

/**
 * Undoes a change: what it attested is withdrawn, and what it withdrew is in force again, unless
 * somebody has attested otherwise since. Gives the ids of the things that it touched. Throws
 * `NOT_FOUND`, or `STATE_CONFLICT` when it was undone before.
 */
export function undoOwnershipChange(
  db: Db,
  workspaceId: WorkspaceId,
  { changeId, actor, at }: { readonly changeId: string; readonly actor: string; readonly at: Date },
): Promise<string[]> {
  return db.transaction(async (tx) => {
    await lockAttestations(tx, workspaceId);
    const change = await tx.maybeOne(
      z.object({ undone_at: z.date().nullable() }),
      sql`select undone_at from ownership_change where workspace_id = ${workspaceId} and id = ${changeId}`,
    );
    if (change === null) throw new NhiError('NOT_FOUND', { changeId });
    if (change.undone_at !== null)
      throw new NhiError('STATE_CONFLICT', { changeId, hint: 'This change was undone before.' });
    await tx.run(sql`
      update ownership_change set undone_at = ${at}, undone_by = ${actor}
      where workspace_id = ${workspaceId} and id = ${changeId}`);
    const made = await tx.many(
      Subject,
      sql`update attestation set withdrawn_at = ${at}, withdrawn_by = ${actor}
          where workspace_id = ${workspaceId} and change_id = ${changeId} and withdrawn_at is null
          returning subject_id`,
    );
    const back = await tx.many(
      Subject,
      sql`update attestation a set withdrawn_at = null, withdrawn_by = null, withdrawn_change = null
          where a.workspace_id = ${workspaceId} and a.withdrawn_change = ${changeId}
            and not exists (select from attestation n where n.workspace_id = a.workspace_id
                            and n.subject_id = a.subject_id and n.withdrawn_at is null)
          returning a.subject_id`,
    );
    return [...new Set([...made, ...back].map(({ subject_id: id }) => id))];
  });
}

const Change = z.object({
  id: z.string(),
  kind: z.enum(['attest', 'reassign', 'withdraw']),
  actor: z.string(),
  at: z.date(),
  reason: z.string(),
  owner: z
    .object({ type: z.enum(['person', 'team']), name: z.string(), email: z.string().nullable() })
    .nullable(),
  subjects: z.int(),
  undoneAt: z.date().nullable(),
  undoneBy: z.string().nullable(),
});
/** One write, as history shows it. */
export type OwnershipChangeRow = z.infer<typeof Change>;

/** The newest changes, at most `limit`. */
export function listOwnershipChanges(
  db: Db,
  workspaceId: WorkspaceId,
  limit: number,
): Promise<OwnershipChangeRow[]> {
  return db.many(
    Change,
    sql`select id, kind, actor, at, reason, owner, subjects, undone_at as "undoneAt", undone_by as "undoneBy"
        from ownership_change where workspace_id = ${workspaceId} order by at desc, id limit ${limit}`,
  );
}
