import type { FindingState, Severity, WorkspaceId } from '@nonhuman/model';
import { severities } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';

/** What is kept of a finding that an evaluation has to compare with. */
export const KnownFinding = z.object({
  id: z.string(),
  check_id: z.string(),
  subject_id: z.string(),
  identity_id: z.string().nullable(),
  severity: z.enum(severities),
  state: z.custom<FindingState>(),
  undecided: z.boolean(),
  because: z.string(),
  evidence: z.custom<Record<string, unknown>>(),
  accepted_until: z.date().nullable(),
});
export type KnownFinding = z.infer<typeof KnownFinding>;

/** A finding as an evaluation leaves it. */
export interface FindingRow {
  readonly id: string;
  readonly checkId: string;
  readonly subjectType: 'identity' | 'credential' | 'exposure';
  readonly subjectId: string;
  readonly identityId: string | null;
  readonly severity: Severity;
  readonly state: FindingState;
  readonly undecided: boolean;
  readonly because: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** One line of a finding's history. */
export interface FindingEvent {
  readonly findingId: string;
  readonly kind:
    | 'opened'
    | 'reopened'
    | 'resolved'
    | 'accepted'
    | 'acceptance-ended'
    | 'severity-changed';
  readonly actor: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Findings of these subjects, whatever their state, by id. */
export async function readKnownFindings(
  db: Db,
  workspaceId: WorkspaceId,
  subjectIds: readonly string[],
): Promise<Map<string, KnownFinding>> {
  const rows = await db.many(
    KnownFinding,
    sql`select id, check_id, subject_id, identity_id, severity, state, undecided, because, evidence, accepted_until
        from finding where workspace_id = ${workspaceId} and subject_id = any(${subjectIds})`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Writes findings that are new or changed, with what happened to them. An acceptance is kept while the state is `accepted`. */
export async function writeFindings(
  db: Db,
  workspaceId: WorkspaceId,
  { rows, events, at }: { rows: readonly FindingRow[]; events: readonly FindingEvent[]; at: Date },
): Promise<void> {
  if (rows.length > 0) {
    await db.run(sql`
      insert into finding (workspace_id, id, check_id, subject_type, subject_id, identity_id, severity, severity_rank,
                           state, undecided, because, evidence, first_seen_at, last_seen_at, resolved_at)
      select ${workspaceId}, r.id, r.check_id, r.subject_type, r.subject_id, r.identity_id, r.severity, r.severity_rank,
             r.state, r.undecided, r.because, r.evidence, ${at}, ${at}, case when r.state = 'resolved' then ${at}::timestamptz end
      from jsonb_to_recordset(${sql.json(rows.map(recordOf))})
        as r(id text, check_id text, subject_type text, subject_id text, identity_id text, severity text,
             severity_rank smallint, state text, undecided boolean, because text, evidence jsonb)
      on conflict (workspace_id, id) do update set
        identity_id = excluded.identity_id, severity = excluded.severity, severity_rank = excluded.severity_rank,
        state = excluded.state, undecided = excluded.undecided, because = excluded.because, evidence = excluded.evidence,
        last_seen_at = case when excluded.state = 'resolved' then finding.last_seen_at else excluded.last_seen_at end,
        resolved_at = excluded.resolved_at,
        accepted_until = case when excluded.state = 'accepted' then finding.accepted_until end,
        accepted_reason = case when excluded.state = 'accepted' then finding.accepted_reason end,
        risk_owner = case when excluded.state = 'accepted' then finding.risk_owner end`);
  }
  await writeEvents(db, workspaceId, { events, at });
}

function recordOf(row: FindingRow) {
  return {
    id: row.id,
    check_id: row.checkId,
    subject_type: row.subjectType,
    subject_id: row.subjectId,
    identity_id: row.identityId,
    severity: row.severity,
    severity_rank: severities.indexOf(row.severity),
    state: row.state,
    undecided: row.undecided,
    because: row.because,
    evidence: row.evidence,
  };
}

/** Adds lines to the history of findings. */
export async function writeEvents(
  db: Db,
  workspaceId: WorkspaceId,
  { events, at }: { events: readonly FindingEvent[]; at: Date },
): Promise<void> {
  if (events.length === 0) return;
  const records = events.map(({ findingId, kind, actor, details }) => ({
    finding_id: findingId,
    kind,
    actor,
    details,
  }));
  await db.run(sql`
    insert into finding_event (workspace_id, finding_id, at, kind, actor, details)
    select ${workspaceId}, e.finding_id, ${at}, e.kind, e.actor, e.details
    from jsonb_to_recordset(${sql.json(records)}) as e(finding_id text, kind text, actor text, details jsonb)`);
}

/** Resolves what is open or accepted about subjects that are gone; gives how many. */
export async function resolveGoneSubjects(
  db: Db,
  workspaceId: WorkspaceId,
  at: Date,
): Promise<number> {
  return db.run(sql`
    with gone as (
      update finding f set state = 'resolved', resolved_at = ${at}, undecided = false,
             accepted_until = null, accepted_reason = null, risk_owner = null
      where f.workspace_id = ${workspaceId} and f.state <> 'resolved'
        and not exists (select from identity s where f.subject_type = 'identity' and s.workspace_id = f.workspace_id and s.id = f.subject_id)
        and not exists (select from credential s where f.subject_type = 'credential' and s.workspace_id = f.workspace_id and s.id = f.subject_id)
        and not exists (select from exposure s where f.subject_type = 'exposure' and s.workspace_id = f.workspace_id and s.id = f.subject_id)
      returning f.id)
    insert into finding_event (workspace_id, finding_id, at, kind, actor, details)
    select ${workspaceId}, id, ${at}, 'resolved', 'evaluation', '{"because":"its subject is gone"}'::jsonb from gone`);
}
