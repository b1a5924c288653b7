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

/** One line of a finding's history after its opening. */
export interface FindingEvent {
  readonly findingId: string;
  readonly kind: 'reopened' | 'resolved' | 'accepted' | 'acceptance-ended' | 'severity-changed';
  readonly actor: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Gives every finding the identity that its credential or exposure belongs to now. */
export async function followSubjects(db: Db, workspaceId: WorkspaceId): Promise<void> {
  for (const subject of ['credential', 'exposure'] as const) {
    await db.run(sql`
      update finding f set identity_id = s.identity_id from ${sql.identifier(subject)} s
      where f.workspace_id = ${workspaceId} and f.subject_type = ${subject}
        and s.workspace_id = f.workspace_id and s.id = f.subject_id
        and s.identity_id is not null and f.identity_id is distinct from s.identity_id`);
  }
}

const known = sql`select id, check_id, subject_id, identity_id, severity, state, undecided, because, evidence, accepted_until from finding`;

/** Findings of the identities with ids after `afterId` up to `upTo`, whatever their state, by id. */
export async function readKnownFindings(
  db: Db,
  workspaceId: WorkspaceId,
  { afterId, upTo }: { afterId: string; upTo: string },
): Promise<Map<string, KnownFinding>> {
  const rows = await db.many(
    KnownFinding,
    sql`${known} where workspace_id = ${workspaceId} and identity_id > ${afterId} and identity_id <= ${upTo}`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Findings of subjects that belong to no identity that is there, whatever their state, by id. */
export async function readFindingsAbout(
  db: Db,
  workspaceId: WorkspaceId,
  {
    subjectIds,
    holderIds,
  }: {
    readonly subjectIds: readonly string[];
    /** Identities that they are said to belong to. */
    readonly holderIds: readonly string[];
  },
): Promise<Map<string, KnownFinding>> {
  const rows = await db.many(
    KnownFinding,
    sql`${known} where workspace_id = ${workspaceId} and subject_id = any(${subjectIds})
        and (identity_id is null or identity_id = any(${holderIds}))`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Writes findings that are new (`added`) or changed, with what happened to them; `added` must not be
 * there yet. An acceptance is kept while the state is `accepted`.
 */
export async function writeFindings(
  db: Db,
  workspaceId: WorkspaceId,
  {
    added,
    changed,
    events,
    at,
  }: {
    added: readonly FindingRow[];
    changed: readonly FindingRow[];
    events: readonly FindingEvent[];
    at: Date;
  },
): Promise<void> {
  if (added.length > 0)
    await db.copyIn(
      'finding',
      columns,
      added.map((row) => valuesOf(workspaceId, row, at)),
    );
  if (changed.length > 0) {
    await db.run(sql`
      update finding f set
        identity_id = r.identity_id, severity = r.severity, severity_rank = r.severity_rank,
        state = r.state, undecided = r.undecided, because = r.because, evidence = r.evidence,
        last_seen_at = case when r.state = 'resolved' then f.last_seen_at else ${at}::timestamptz end,
        resolved_at = case when r.state = 'resolved' then ${at}::timestamptz end,
        accepted_until = case when r.state = 'accepted' then f.accepted_until end,
        accepted_reason = case when r.state = 'accepted' then f.accepted_reason end,
        risk_owner = case when r.state = 'accepted' then f.risk_owner end
      from jsonb_to_recordset(${sql.json(changed.map(recordOf))})
        as r(id text, identity_id text, severity text, severity_rank smallint, state text, undecided boolean,
             because text, evidence json)
      where f.workspace_id = ${workspaceId} and f.id = r.id`);
  }
  await writeEvents(db, workspaceId, { events, at });
}

const columns = [
  'workspace_id',
  'id',
  'check_id',
  'subject_type',
  'subject_id',
  'identity_id',
  'severity',
  'severity_rank',
  'state',
  'undecided',
  'because',
  'evidence',
  'first_seen_at',
  'last_seen_at',
] as const;

function valuesOf(workspaceId: WorkspaceId, row: FindingRow, at: Date): unknown[] {
  const {
    id,
    checkId,
    subjectType,
    subjectId,
    identityId,
    severity,
    state,
    undecided,
    because,
    evidence,
  } = row;
  const rank = severities.indexOf(severity);
  return [
    workspaceId,
    id,
    checkId,
    subjectType,
    subjectId,
    identityId,
    severity,
    rank,
    state,
    undecided,
    because,
    evidence,
    at,
    at,
  ];
}

function recordOf(row: FindingRow) {
  return {
    id: row.id,
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
  await db.copyIn(
    'finding_event',
    ['workspace_id', 'finding_id', 'at', 'kind', 'actor', 'details'],
    events.map(({ findingId, kind, actor, details }) => [
      workspaceId,
      findingId,
      at,
      kind,
      actor,
      details,
    ]),
  );
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
    select ${workspaceId}, id, ${at}, 'resolved', 'evaluation', '{"because":"its subject is gone"}' from gone`);
}
