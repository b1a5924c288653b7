import type { WorkspaceId } from '@nonhuman/model';
import { type Sql, sql } from '../db.ts';

/**
 * The state of findings `f` at a moment, as a lateral `alias (state)`: null before they were opened.
 * A change counts from its own moment on.
 */
export function findingStateAt(workspaceId: WorkspaceId, moment: Sql, alias: string): Sql {
  return sql`lateral (
    select case when f.first_seen_at > ${moment} then null
      when f.id not in (${laterEvents(workspaceId, moment)}) then f.state else coalesce((
      select case e.kind when 'accepted' then 'accepted' when 'resolved' then 'resolved' else 'open' end
      from finding_event e
      where e.workspace_id = ${workspaceId} and e.finding_id = f.id and e.at <= ${moment}
        and e.kind <> 'severity-changed'
      order by e.id desc limit 1), 'open') end as state
  ) ${sql.identifier(alias)}`;
}

/** Findings to which something happened after the moment; the others are as they were then. Looked up once. */
function laterEvents(workspaceId: WorkspaceId, moment: Sql): Sql {
  return sql`select later.finding_id from finding_event later
    where later.workspace_id = ${workspaceId} and later.at > ${moment}`;
}

/**
 * The severity of findings `f` at a moment, as a lateral `alias (severity)`: what the last event until
 * then set, else what the first one after it changed, else what it is.
 */
export function findingSeverityAt(workspaceId: WorkspaceId, moment: Sql, alias: string): Sql {
  const events = sql`from finding_event e where e.workspace_id = ${workspaceId} and e.finding_id = f.id`;
  return sql`lateral (
    select case when f.id not in (${laterEvents(workspaceId, moment)}) then f.severity else coalesce((
      select coalesce(e.details ->> 'to', e.details ->> 'severity') ${events} and e.at <= ${moment}
        and e.kind in ('severity-changed', 'reopened') and coalesce(e.details ->> 'to', e.details ->> 'severity') is not null
      order by e.id desc limit 1), (
      select e.details ->> 'from' ${events} and e.at > ${moment}
        and e.kind in ('severity-changed', 'reopened') and e.details ->> 'from' is not null
      order by e.id limit 1), f.severity) end as severity
  ) ${sql.identifier(alias)}`;
}
