import type { IdentityId, OwnerStatus, TeamMembers, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import {
  type IdentityFilter,
  identitiesAt,
  identityConditions,
} from '../queries/identity-filters.ts';
import {
  inOrder,
  isAfter,
  type Page,
  type PageRequest,
  pageFrom,
  type Sorting,
} from '../queries/keyset.ts';
import { allOf, containing, idOf, told, words } from '../queries/row-shapes.ts';

const Row = z.object({
  key: z.string(),
  type: z.enum(['person', 'team']),
  name: z.string(),
  email: z.string().nullable(),
  status: told<OwnerStatus>(),
  statusBecause: z.string(),
  known: z.boolean(),
  leftAt: z.date().nullable(),
  members: told<TeamMembers | null>(),
  identities: z.int(),
  attested: z.int(),
  candidateOf: z.int(),
  highestRisk: z.int().nullable(),
});
/** A person or team with what they answer for. */
export type OwnerListRow = z.infer<typeof Row>;

const columns = sql`o.key, o.type, o.name, o.email, o.status, o.status_because as "statusBecause", o.known,
  o.left_at as "leftAt", o.members, o.identities, o.attested, o.candidate_of as "candidateOf", o.highest_risk as "highestRisk"`;

/** What narrows a list of owners; absent means any. */
export interface OwnerFilter {
  readonly type?: readonly ('person' | 'team')[] | undefined;
  readonly status?: readonly OwnerStatus[] | undefined;
  /** Only those who are the likeliest owner of something. */
  readonly owning?: boolean | undefined;
  readonly q?: string | undefined;
}

const sortings: Readonly<Record<'identities' | 'name', Sorting>> = {
  identities: { by: sql`o.identities`, as: 'int4', descending: true },
  name: { by: sql`o.name`, as: 'text', descending: false },
};

/** Owners in order, a page at a time. */
export async function pageOwners(
  db: Db,
  workspaceId: WorkspaceId,
  request: PageRequest & { readonly filter: OwnerFilter; readonly sort: 'identities' | 'name' },
): Promise<Page<OwnerListRow>> {
  const sorting = sortings[request.sort];
  const rows = await db.many(
    Row.extend({ id: z.string(), sortValue: z.string() }),
    sql`select ${columns}, o.key as id, (${sorting.by})::text as "sortValue" from owner o
        where ${allOf([...ownerConditions(workspaceId, request.filter), isAfter(sorting, request.after, sql`o.key`)])}
        order by ${inOrder(sorting, sql`o.key`)} limit ${request.limit + 1}`,
  );
  return pageFrom(rows, request.limit);
}

function ownerConditions(workspaceId: WorkspaceId, filter: OwnerFilter): Sql[] {
  const conditions = [sql`o.workspace_id = ${workspaceId}`];
  if (filter.type !== undefined) conditions.push(sql`o.type = any(${filter.type}::text[])`);
  if (filter.status !== undefined) conditions.push(sql`o.status = any(${filter.status}::text[])`);
  if (filter.owning === true) conditions.push(sql`o.identities > 0`);
  if (filter.owning === false) conditions.push(sql`o.identities = 0`);
  if (filter.q !== undefined && filter.q !== '') {
    const pattern = containing(filter.q);
    conditions.push(
      sql`(o.name ilike ${pattern} or o.email ilike ${pattern} or o.key = ${filter.q})`,
    );
  }
  return conditions;
}

/** How many people and teams there are of each status, and how many identities nobody answers for. */
export async function countOwnerTotals(db: Db, workspaceId: WorkspaceId) {
  const [owners, nobody] = await Promise.all([
    db.many(
      z.object({
        type: z.enum(['person', 'team']),
        status: told<OwnerStatus>(),
        count: z.int(),
        identities: z.int(),
      }),
      sql`select type, status, count(*)::int as count, sum(identities)::int as identities from owner
          where workspace_id = ${workspaceId} group by type, status order by type, status`,
    ),
    db.one(
      z.object({ count: z.int() }),
      sql`select count(*)::int as count from identity_posture where workspace_id = ${workspaceId} and owner_basis = 'none'`,
    ),
  ]);
  return { owners, withoutOwner: nobody.count };
}

/** One owner by key; null when there is none. */
export function readOwner(
  db: Db,
  workspaceId: WorkspaceId,
  key: string,
): Promise<OwnerListRow | null> {
  return db.maybeOne(
    Row,
    sql`select ${columns} from owner o where o.workspace_id = ${workspaceId} and o.key = ${key}`,
  );
}

/** Owners by key, in no order. */
export function readOwners(
  db: Db,
  workspaceId: WorkspaceId,
  keys: readonly string[],
): Promise<OwnerListRow[]> {
  return db.many(
    Row,
    sql`select ${columns} from owner o where o.workspace_id = ${workspaceId} and o.key = any(${keys}::text[])`,
  );
}

const Owned = z.object({
  id: idOf<IdentityId>(),
  name: z.string(),
  kind: words.identityKind,
  provider: z.string(),
  risk: z.int().nullable(),
  rank: z.int(),
  basis: z.enum(['attested', 'inferred']),
  confidence: z.number(),
  signals: z.array(z.string()),
});
/** An identity with how far somebody is its owner. */
export type OwnedIdentityRow = z.infer<typeof Owned>;

/** The identities that somebody is a candidate of: those they are the likeliest owner of first, a page at a time. */
export async function pageOwned(
  db: Db,
  workspaceId: WorkspaceId,
  request: PageRequest & { readonly ownerKey: string; readonly foremostOnly: boolean },
): Promise<Page<OwnedIdentityRow>> {
  const sorting: Sorting = { by: sql`l.rank`, as: 'int4', descending: false };
  const rows = await db.many(
    Owned.extend({ sortValue: z.string() }),
    sql`select i.id, i.name, i.kind, i.provider, p.risk, l.rank, l.basis, round(l.confidence::numeric, 2)::float8 as confidence,
               l.signals, l.rank::text as "sortValue"
        from identity_owner l join identity i on i.workspace_id = l.workspace_id and i.id = l.identity_id
        left join identity_posture p on p.workspace_id = l.workspace_id and p.identity_id = l.identity_id
        where l.workspace_id = ${workspaceId} and l.owner_key = ${request.ownerKey}
          and ${request.foremostOnly ? sql`l.rank = 0` : sql`true`}
          and ${isAfter(sorting, request.after, sql`l.identity_id`)}
        order by ${inOrder(sorting, sql`l.identity_id`)} limit ${request.limit + 1}`,
  );
  return pageFrom(rows, request.limit);
}

const Id = z.object({ id: z.string() });

/** The ids of the identities that a filter, an owner or both name, in their order; at most `limit`. */
export async function selectSubjects(
  db: Db,
  workspaceId: WorkspaceId,
  of: {
    readonly filter: IdentityFilter;
    /** Only those that this one is the likeliest owner of. */
    readonly ownerKey: string | null;
    readonly limit: number;
  },
): Promise<string[]> {
  const conditions = identityConditions(workspaceId, of.filter);
  if (of.ownerKey !== null) {
    conditions.push(sql`i.id in (
      select l.identity_id from identity_owner l
      where l.workspace_id = ${workspaceId} and l.owner_key = ${of.ownerKey} and l.rank = 0)`);
  }
  const rows = await db.many(
    Id,
    sql`select i.id from ${identitiesAt(workspaceId, null)} where ${allOf(conditions)} order by i.id limit ${of.limit}`,
  );
  return rows.map(({ id }) => id);
}

const Plan = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  owner: told<{ key: string; name: string; status: OwnerStatus; basis: string } | null>(),
  attested: z.boolean(),
});

/** Things by name with who answers for them now, for a plan; at most 100. */
export function readPlanned(db: Db, workspaceId: WorkspaceId, ids: readonly string[]) {
  const some = ids.slice(0, 100);
  return db.many(
    Plan,
    sql`select t.id, t.name, t.provider,
               (select jsonb_build_object('key', o.key, 'name', o.name, 'status', o.status, 'basis', l.basis)
                from identity_owner l join owner o on o.workspace_id = l.workspace_id and o.key = l.owner_key
                where l.workspace_id = ${workspaceId} and l.identity_id = t.holder and l.rank = 0) as owner,
               exists (select from attestation a where a.workspace_id = ${workspaceId} and a.subject_id = t.id
                       and a.withdrawn_at is null) as attested
        from (select id, name, provider, id as holder from identity where workspace_id = ${workspaceId} and id = any(${some}::text[])
              union all
              select id, name, provider, identity_id from credential where workspace_id = ${workspaceId} and id = any(${some}::text[])) t
        order by t.name, t.id`,
  );
}

/** How many of these things have an attestation that nobody withdrew. */
export async function countAttested(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<number> {
  const { count } = await db.one(
    z.object({ count: z.int() }),
    sql`select count(*)::int as count from attestation
        where workspace_id = ${workspaceId} and subject_id = any(${ids}::text[]) and withdrawn_at is null`,
  );
  return count;
}
