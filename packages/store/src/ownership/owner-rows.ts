import type { OwnerStatus, TeamMembers, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';

/** A person or team, as lists show them. */
export interface OwnerFacts {
  readonly key: string;
  readonly type: 'person' | 'team';
  readonly name: string;
  readonly email: string | null;
  readonly status: OwnerStatus;
  readonly statusBecause: string;
  readonly leftAt: string | null;
  readonly members: TeamMembers | null;
}

/** That somebody is a candidate of an identity; 0 is the likeliest. */
export interface OwnerLink {
  readonly rank: number;
  readonly ownerKey: string;
  readonly basis: 'attested' | 'inferred';
  readonly confidence: number;
  readonly signals: readonly string[];
}

/** Keys at a time, so that no statement grows with the company. */
const chunk = 5_000;

/** Writes owners that people sources tell of; those that none tells of any more are only names from now on. */
export async function writeKnownOwners(
  db: Db,
  workspaceId: WorkspaceId,
  owners: readonly OwnerFacts[],
): Promise<void> {
  for (let at = 0; at < owners.length; at += chunk)
    await upsertOwners(db, workspaceId, { owners: owners.slice(at, at + chunk), known: true });
  const keys = owners.map(({ key }) => key);
  await db.run(sql`
    update owner set known = false, status = 'unknown', status_because = 'no people source tells of them any more',
                     left_at = null, members = null
    where workspace_id = ${workspaceId} and known and key <> all(${keys}::text[])`);
}

async function upsertOwners(
  db: Db,
  workspaceId: WorkspaceId,
  { owners, known }: { owners: readonly OwnerFacts[]; known: boolean },
): Promise<void> {
  if (owners.length === 0) return;
  const of = <T extends string | null>(pick: (owner: OwnerFacts) => T) => owners.map(pick);
  const members = of((owner) => (owner.members === null ? null : JSON.stringify(owner.members)));
  await db.run(sql`
    insert into owner (workspace_id, key, type, name, email, status, status_because, known, left_at, members)
    select ${workspaceId}, o.key, o.type, o.name, o.email, o.status, o.because, ${known}, o.left_at, o.members::jsonb
    from unnest(${of(({ key }) => key)}::text[], ${of(({ type }) => type)}::text[], ${of(({ name }) => name)}::text[],
                ${of(({ email }) => email)}::text[], ${of(({ status }) => status)}::text[],
                ${of(({ statusBecause }) => statusBecause)}::text[], ${of(({ leftAt }) => leftAt)}::timestamptz[],
                ${members}::text[]) as o(key, type, name, email, status, because, left_at, members)
    on conflict (workspace_id, key) do update
      set type = excluded.type, name = excluded.name, email = excluded.email, status = excluded.status,
          status_because = excluded.status_because, known = excluded.known, left_at = excluded.left_at,
          members = excluded.members
      where (owner.type, owner.name, owner.email, owner.status, owner.status_because, owner.known, owner.left_at, owner.members)
            is distinct from (excluded.type, excluded.name, excluded.email, excluded.status, excluded.status_because,
                              excluded.known, excluded.left_at, excluded.members)
        and (${known} or not owner.known)`);
}

const Digest = z.object({ identity_id: z.string(), digest: z.string() });

/** What is kept of the candidates of each identity after `afterId` up to `upTo`, as `ownerLinkDigest` writes it. */
export async function readOwnerDigests(
  db: Db,
  workspaceId: WorkspaceId,
  { afterId, upTo }: { afterId: string; upTo: string },
): Promise<Map<string, string>> {
  const rows = await db.many(
    Digest,
    sql`select identity_id, string_agg(rank || '|' || owner_key || '|' || basis || '|' || round(confidence * 100)::int || '|'
                                       || array_to_string(signals, ','), chr(10) order by rank) as digest
        from identity_owner
        where workspace_id = ${workspaceId} and identity_id > ${afterId} and identity_id <= ${upTo}
        group by identity_id`,
  );
  return new Map(rows.map((row) => [row.identity_id, row.digest]));
}

/** A text that differs when the candidates of an identity do; empty without any. */
export function ownerLinkDigest(owners: readonly OwnerLink[]): string {
  return owners
    .map(({ rank, ownerKey, basis, confidence, signals }) =>
      [rank, ownerKey, basis, Math.round(confidence * 100), signals.join()].join('|'),
    )
    .join('\n');
}

/** Replaces the candidates of these identities; `named` are those whom no people source tells of. */
export async function writeOwnerLinks(
  tx: Db,
  workspaceId: WorkspaceId,
  {
    identities,
    named,
  }: {
    readonly identities: readonly {
      readonly identityId: string;
      readonly owners: readonly OwnerLink[];
    }[];
    readonly named: readonly OwnerFacts[];
  },
): Promise<void> {
  if (identities.length === 0) return;
  await upsertOwners(tx, workspaceId, { owners: named, known: false });
  const ids = identities.map(({ identityId }) => identityId);
  await tx.run(
    sql`delete from identity_owner where workspace_id = ${workspaceId} and identity_id = any(${ids}::text[])`,
  );
  await tx.copyIn(
    'identity_owner',
    ['workspace_id', 'identity_id', 'rank', 'owner_key', 'basis', 'confidence', 'signals'],
    identities.flatMap(({ identityId, owners }) =>
      owners.map((owner) => [
        workspaceId,
        identityId,
        owner.rank,
        owner.ownerKey,
        owner.basis,
        owner.confidence,
        owner.signals,
      ]),
    ),
  );
}

/** After an evaluation: drops links of identities that are gone and names that nothing gives any more, and counts the rest. */
export async function countOwners(db: Db, workspaceId: WorkspaceId): Promise<void> {
  await db.run(sql`
    delete from identity_owner l where l.workspace_id = ${workspaceId}
      and not exists (select from identity i where i.workspace_id = l.workspace_id and i.id = l.identity_id)`);
  await db.run(sql`
    delete from owner o where o.workspace_id = ${workspaceId} and not o.known
      and not exists (select from identity_owner l where l.workspace_id = o.workspace_id and l.owner_key = o.key)`);
  await db.run(sql`
    with counted as (
      select l.owner_key as key, count(*) filter (where l.rank = 0)::int as identities,
             count(*) filter (where l.rank = 0 and l.basis = 'attested')::int as attested,
             count(*)::int as candidate_of, max(p.risk) filter (where l.rank = 0) as risk
      from identity_owner l join identity_posture p on p.workspace_id = l.workspace_id and p.identity_id = l.identity_id
      where l.workspace_id = ${workspaceId} group by l.owner_key)
    update owner o
    set identities = coalesce(c.identities, 0), attested = coalesce(c.attested, 0),
        candidate_of = coalesce(c.candidate_of, 0), highest_risk = c.risk
    from owner w left join counted c on c.key = w.key
    where o.workspace_id = ${workspaceId} and w.workspace_id = ${workspaceId} and o.key = w.key
      and (o.identities, o.attested, o.candidate_of, o.highest_risk)
          is distinct from (coalesce(c.identities, 0), coalesce(c.attested, 0), coalesce(c.candidate_of, 0), c.risk)`);
}

/** Shows at once, in the lists of identities, who is now the likeliest owner. */
export async function showForemostOwners(
  tx: Db,
  workspaceId: WorkspaceId,
  identityIds: readonly string[],
): Promise<void> {
  await tx.run(sql`
    update identity_posture p set owner_name = o.name, owner_basis = coalesce(l.basis, 'none')
    from unnest(${identityIds}::text[]) as t(id)
    left join identity_owner l on l.workspace_id = ${workspaceId} and l.identity_id = t.id and l.rank = 0
    left join owner o on o.workspace_id = ${workspaceId} and o.key = l.owner_key
    where p.workspace_id = ${workspaceId} and p.identity_id = t.id`);
}

/** The identities that these things are or belong to. */
export async function holdersOf(
  db: Db,
  workspaceId: WorkspaceId,
  subjectIds: readonly string[],
): Promise<string[]> {
  const rows = await db.many(
    Stored,
    sql`select id from identity where workspace_id = ${workspaceId} and id = any(${subjectIds}::text[])
        union
        select identity_id from credential
        where workspace_id = ${workspaceId} and id = any(${subjectIds}::text[]) and identity_id is not null`,
  );
  return rows.map(({ id }) => id);
}

const Stored = z.object({ id: z.string() });

/** Those of the ids that are not in the inventory. */
export async function missingSubjects(
  db: Db,
  workspaceId: WorkspaceId,
  subjectIds: readonly string[],
): Promise<string[]> {
  const rows = await db.many(
    Stored,
    sql`select id from identity where workspace_id = ${workspaceId} and id = any(${subjectIds}::text[])
        union all
        select id from credential where workspace_id = ${workspaceId} and id = any(${subjectIds}::text[])`,
  );
  const known = new Set(rows.map(({ id }) => id));
  return subjectIds.filter((id) => !known.has(id));
}
