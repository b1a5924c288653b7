import {
  type FindingId,
  type FindingState,
  findingStates,
  type IdentityId,
  type Severity,
  severities,
  type WorkspaceId,
} from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import { inOrder, isAfter, type Page, type PageRequest, pageFrom, type Sorting } from './keyset.ts';
import { At, allOf, containing, IdentityRef, idOf, told } from './row-shapes.ts';

const Row = z.object({
  id: idOf<FindingId>(),
  checkId: z.string(),
  severity: z.enum(severities),
  state: z.enum(findingStates),
  undecided: z.boolean(),
  because: z.string(),
  subject: z.object({
    type: z.enum(['identity', 'credential', 'exposure']),
    id: z.string(),
    name: z.string().nullable(),
  }),
  identity: IdentityRef.nullable(),
  firstSeenAt: At,
  lastSeenAt: At,
  resolvedAt: At.nullable(),
  acceptedUntil: At.nullable(),
});
/** One line of the finding list. */
export type FindingListRow = z.infer<typeof Row>;
/** The shape of such a line. */
export const FindingListRowShape = Row;

const PageRow = Row.extend({ sortValue: z.string() });

const DetailRow = Row.extend({
  evidence: told<Record<string, z.core.util.JSONType>>(),
  acceptedReason: z.string().nullable(),
  riskOwner: z.string().nullable(),
});
/** A finding with its evidence. */
export type FindingWithEvidence = z.infer<typeof DetailRow>;

export type FindingOrder = 'severity' | 'firstSeen' | 'lastSeen';

/** What narrows a list of findings; absent means any. */
export interface FindingFilter {
  readonly check?: readonly string[] | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly state?: readonly FindingState[] | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly identity?: IdentityId | undefined;
  /** Part of what it says, or of the identity's name. */
  readonly q?: string | undefined;
}

/** What a page of findings is asked for. */
export interface FindingPageRequest extends PageRequest {
  readonly filter: FindingFilter;
  readonly sort: FindingOrder;
  /** For severity, `desc` is the worst first. */
  readonly order: 'asc' | 'desc';
}

function sortingOf({ sort, order }: Pick<FindingPageRequest, 'sort' | 'order'>): Sorting {
  if (sort === 'severity') {
    return { by: sql`f.severity_rank`, as: 'int4', descending: order === 'asc' };
  }
  const by = sort === 'firstSeen' ? sql`f.first_seen_at` : sql`f.last_seen_at`;
  return { by, as: 'timestamptz', descending: order === 'desc' };
}

/** Findings in order, a page at a time. */
export async function pageFindings(
  db: Db,
  workspaceId: WorkspaceId,
  request: FindingPageRequest,
): Promise<Page<FindingListRow>> {
  const sorting = sortingOf(request);
  const conditions = [
    ...conditionsOf(workspaceId, request.filter),
    isAfter(sorting, request.after, sql`f.id`),
  ];
  const rows = await db.many(
    PageRow,
    sql`select p.sort_value::text as "sortValue", ${columns}
        from (select f.id, ${sorting.by} as sort_value from finding f where ${allOf(conditions)}
              order by ${inOrder(sorting, sql`f.id`)} limit ${request.limit + 1}) p
        join finding f on f.workspace_id = ${workspaceId} and f.id = p.id
        order by ${inOrder({ ...sorting, by: sql`p.sort_value` }, sql`f.id`)}`,
  );
  return pageFrom(rows, request.limit);
}

/** One finding; null when there is none with this id. */
export function readFinding(
  db: Db,
  workspaceId: WorkspaceId,
  id: string,
): Promise<FindingWithEvidence | null> {
  return db.maybeOne(
    DetailRow,
    sql`select ${columns}, f.evidence, f.accepted_reason as "acceptedReason", f.risk_owner as "riskOwner"
        from finding f where f.workspace_id = ${workspaceId} and f.id = ${id}`,
  );
}

/** The findings of an identity, worst first: those that are not resolved, at most `limit`. */
export function readFindingsOf(
  db: Db,
  workspaceId: WorkspaceId,
  { identityId, limit }: { readonly identityId: string; readonly limit: number },
): Promise<FindingListRow[]> {
  return db.many(
    Row,
    sql`select ${columns} from finding f
        where f.workspace_id = ${workspaceId} and f.identity_id = ${identityId} and f.state <> 'resolved'
        order by f.state desc, f.severity_rank, f.id limit ${limit}`,
  );
}

/** Findings by id, in no order. */
export function readFindingsByIds(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<FindingListRow[]> {
  return db.many(
    Row,
    sql`select ${columns} from finding f
        where f.workspace_id = ${workspaceId} and f.id = any(${ids}::text[])`,
  );
}

/** Every finding that is not resolved, by id, one by one, for exports. */
export function streamFindings(db: Db, workspaceId: WorkspaceId) {
  return db.stream(
    DetailRow,
    sql`select ${columns}, f.evidence, f.accepted_reason as "acceptedReason", f.risk_owner as "riskOwner"
        from finding f where f.workspace_id = ${workspaceId} and f.state <> 'resolved' order by f.id`,
    500,
  );
}

const EventRow = z.object({
  id: z.coerce.string(),
  at: At,
  kind: z.enum([
    'opened',
    'reopened',
    'resolved',
    'accepted',
    'acceptance-ended',
    'severity-changed',
  ]),
  actor: z.string(),
  details: told<Record<string, z.core.util.JSONType>>(),
});

/** What happened to a finding, oldest first: its opening, and of more than 500 later events the newest. */
export async function readFindingEvents(db: Db, workspaceId: WorkspaceId, findingId: string) {
  const [opening, newest] = await Promise.all([
    db.many(EventRow, openingOf(workspaceId, findingId)),
    db.many(
      EventRow,
      sql`select id, at, kind, actor, details from finding_event
          where workspace_id = ${workspaceId} and finding_id = ${findingId} order by id desc limit 500`,
    ),
  ]);
  return [...opening, ...newest.toReversed()];
}

/** A finding is opened with the severity that it had before the first change of it. */
function openingOf(workspaceId: WorkspaceId, findingId: string): Sql {
  return sql`select 0 as id, f.first_seen_at as at, 'opened' as kind, 'evaluation' as actor,
      json_build_object('severity', coalesce(
        (select e.details ->> 'from' from finding_event e where e.workspace_id = f.workspace_id
         and e.finding_id = f.id and e.kind = 'severity-changed' order by e.id limit 1), f.severity)) as details
    from finding f where f.workspace_id = ${workspaceId} and f.id = ${findingId}`;
}

function conditionsOf(workspaceId: WorkspaceId, filter: FindingFilter): Sql[] {
  const conditions = [sql`f.workspace_id = ${workspaceId}`];
  const among = (column: Sql, values: readonly string[] | undefined) => {
    if (values !== undefined) conditions.push(sql`${column} = any(${values}::text[])`);
  };
  among(sql`f.check_id`, filter.check);
  among(sql`f.severity`, filter.severity);
  const [state, ...more] = filter.state ?? ['open'];
  if (state !== undefined && more.length === 0) conditions.push(sql`f.state = ${state}`);
  else among(sql`f.state`, filter.state);
  if (filter.identity !== undefined) conditions.push(sql`f.identity_id = ${filter.identity}`);
  if (filter.provider !== undefined) {
    const subjectHas = (table: string) =>
      sql`exists (select from ${sql.identifier(table)} s where s.workspace_id = f.workspace_id
        and s.id = f.subject_id and s.provider = any(${filter.provider ?? []}::text[]))`;
    conditions.push(
      sql`case f.subject_type when 'identity' then ${subjectHas('identity')}
            when 'credential' then ${subjectHas('credential')} else ${subjectHas('exposure')} end`,
    );
  }
  if (filter.q !== undefined && filter.q !== '') {
    const pattern = containing(filter.q);
    conditions.push(
      sql`(f.because ilike ${pattern} or f.identity_id in (
            select i.id from identity i where i.workspace_id = ${workspaceId} and i.name ilike ${pattern}))`,
    );
  }
  return conditions;
}

const columns = sql`f.id, f.check_id as "checkId", f.severity, f.state, f.undecided, f.because,
  f.first_seen_at as "firstSeenAt", f.last_seen_at as "lastSeenAt", f.resolved_at as "resolvedAt",
  f.accepted_until as "acceptedUntil",
  jsonb_build_object('type', f.subject_type, 'id', f.subject_id, 'name', case f.subject_type
    when 'identity' then (select s.name from identity s where s.workspace_id = f.workspace_id and s.id = f.subject_id)
    when 'credential' then (select s.name from credential s where s.workspace_id = f.workspace_id and s.id = f.subject_id)
    else (select s.title from exposure s where s.workspace_id = f.workspace_id and s.id = f.subject_id) end) as subject,
  (select jsonb_build_object('id', i.id, 'name', i.name, 'kind', i.kind, 'provider', i.provider) from identity i
   where i.workspace_id = f.workspace_id and i.id = f.identity_id) as identity`;
