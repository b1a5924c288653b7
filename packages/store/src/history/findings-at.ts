import { severities, type WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, type Sql, sql } from '../db.ts';
import {
  type FindingFilter,
  type FindingListRow,
  FindingListRowShape,
  type FindingPageRequest,
} from '../queries/finding-page.ts';
import { inOrder, isAfter, type Page, pageFrom, type Sorting } from '../queries/keyset.ts';
import { allOf, containing } from '../queries/row-shapes.ts';
import { findingSeverityAt, findingStateAt } from './state-at.ts';

const PageRow = FindingListRowShape.extend({ sortValue: z.string() });

/**
 * Findings as they stood at a moment, in order, a page at a time: those that had been opened by then,
 * in the state and severity of then. What they say (`because`) is told as the latest evaluation
 * wrote it, at `lastSeenAt`; an earlier wording is not kept.
 */
export async function pageFindingsAt(
  db: Db,
  workspaceId: WorkspaceId,
  request: FindingPageRequest & { readonly at: Date },
): Promise<Page<FindingListRow>> {
  const { filter, at, after, limit } = request;
  const sorting = sortingOf(request);
  const conditions = [...conditionsOf(workspaceId, filter), isAfter(sorting, after, sql`f.id`)];
  const rows = await db.many(
    PageRow,
    sql`select ${sorting.by}::text as "sortValue", ${columnsAt(sql`${at}::timestamptz`)}
        from ${findingsAt(workspaceId, at)} f where ${allOf(conditions)}
        order by ${inOrder(sorting, sql`f.id`)} limit ${limit + 1}`,
  );
  return pageFrom(rows, limit);
}

/** The findings of an identity at a moment, worst first: those that were not resolved then, at most `limit`. */
export function readFindingsOfAt(
  db: Db,
  workspaceId: WorkspaceId,
  of: { readonly identityId: string; readonly at: Date; readonly limit: number },
): Promise<FindingListRow[]> {
  return db.many(
    FindingListRowShape,
    sql`select ${columnsAt(sql`${of.at}::timestamptz`)} from ${findingsAt(workspaceId, of.at)} f
        where f.identity_id = ${of.identityId} and f.state <> 'resolved'
        order by f.state desc, f.severity_rank, f.id limit ${of.limit}`,
  );
}

/** Like the table `finding`, with state and severity as they were; without those that were not opened yet. */
function findingsAt(workspaceId: WorkspaceId, at: Date): Sql {
  const moment = sql`${at}::timestamptz`;
  return sql`(
    select f.workspace_id, f.id, f.check_id, f.subject_type, f.subject_id, f.identity_id, f.because,
      f.first_seen_at, least(f.last_seen_at, ${moment}) as last_seen_at, s.state, v.severity,
      array_position(${[...severities]}::text[], v.severity) - 1 as severity_rank,
      f.undecided and s.state <> 'resolved' and f.last_seen_at <= ${moment} as undecided,
      case when s.state = 'resolved' then (
        select max(e.at) from finding_event e where e.workspace_id = f.workspace_id
          and e.finding_id = f.id and e.kind = 'resolved' and e.at <= ${moment}) end as resolved_at,
      case when s.state = 'accepted' then (
        select (e.details ->> 'until')::timestamptz from finding_event e
        where e.workspace_id = f.workspace_id and e.finding_id = f.id and e.kind = 'accepted' and e.at <= ${moment}
        order by e.id desc limit 1) end as accepted_until
    from finding f, ${findingStateAt(workspaceId, moment, 's')}, ${findingSeverityAt(workspaceId, moment, 'v')}
    where f.workspace_id = ${workspaceId} and f.first_seen_at <= ${moment})`;
}

function sortingOf({ sort, order }: Pick<FindingPageRequest, 'sort' | 'order'>): Sorting {
  if (sort === 'severity') {
    return { by: sql`f.severity_rank`, as: 'int4', descending: order === 'asc' };
  }
  const by = sort === 'firstSeen' ? sql`f.first_seen_at` : sql`f.last_seen_at`;
  return { by, as: 'timestamptz', descending: order === 'desc' };
}

function conditionsOf(workspaceId: WorkspaceId, filter: FindingFilter): Sql[] {
  const conditions: Sql[] = [];
  const among = (column: Sql, values: readonly string[] | undefined) => {
    if (values !== undefined) conditions.push(sql`${column} = any(${values}::text[])`);
  };
  among(sql`f.check_id`, filter.check);
  among(sql`f.severity`, filter.severity);
  among(sql`f.state`, filter.state ?? ['open']);
  if (filter.identity !== undefined) conditions.push(sql`f.identity_id = ${filter.identity}`);
  if (filter.provider !== undefined) {
    conditions.push(sql`coalesce(
      ${factOf(workspaceId, sql`f.subject_id`, 'provider')}, '') = any(${filter.provider}::text[])`);
  }
  if (filter.q !== undefined && filter.q !== '') {
    const pattern = containing(filter.q);
    conditions.push(sql`(f.because ilike ${pattern}
      or ${factOf(workspaceId, sql`f.identity_id`, 'name')} ilike ${pattern})`);
  }
  return conditions;
}

/** A text fact of a subject that is there, or that was there once: then as it was last known. */
function factOf(workspaceId: WorkspaceId, id: Sql, fact: 'name' | 'provider'): Sql {
  const now = (['identity', 'credential', 'exposure'] as const).map(
    (
      table,
    ) => sql`select t.facts ->> ${table === 'exposure' && fact === 'name' ? 'title' : fact} as value
      from ${sql.identifier(table)} t where t.workspace_id = ${workspaceId} and t.id = ${id}`,
  );
  return sql`coalesce((${sql.join(now, sql` union all `)} limit 1), (
    select coalesce(v.facts ->> ${fact}, v.facts ->> 'title') from thing_version v
    where v.workspace_id = ${workspaceId} and v.id = ${id} order by v.valid_to desc limit 1))`;
}

/** The columns of a row, with the names that subjects had at the moment. */
function columnsAt(moment: Sql): Sql {
  const past = (id: Sql) => sql`(
    select v.facts from thing_version v where v.workspace_id = f.workspace_id and v.id = ${id}
      and v.valid_from <= ${moment} and v.valid_to > ${moment} limit 1)`;
  const present = (table: 'identity' | 'credential' | 'exposure', id: Sql) => sql`(
    select t.facts from ${sql.identifier(table)} t where t.workspace_id = f.workspace_id and t.id = ${id})`;
  const subject = sql`coalesce(${past(sql`f.subject_id`)}, case f.subject_type
    when 'identity' then ${present('identity', sql`f.subject_id`)}
    when 'credential' then ${present('credential', sql`f.subject_id`)}
    else ${present('exposure', sql`f.subject_id`)} end)`;
  return sql`f.id, f.check_id as "checkId", f.severity, f.state, f.undecided, f.because,
    f.first_seen_at as "firstSeenAt", f.last_seen_at as "lastSeenAt", f.resolved_at as "resolvedAt",
    f.accepted_until as "acceptedUntil",
    (select jsonb_build_object('type', f.subject_type, 'id', f.subject_id,
       'name', coalesce(x.facts ->> 'name', x.facts ->> 'title'))
     from (select ${subject} as facts) x) as subject,
    (select case when x.facts is not null then jsonb_build_object('id', f.identity_id, 'name', x.facts ->> 'name',
       'kind', x.facts ->> 'kind', 'provider', x.facts ->> 'provider') end
     from (select coalesce(${past(sql`f.identity_id`)}, ${present('identity', sql`f.identity_id`)}) as facts) x) as identity`;
}
