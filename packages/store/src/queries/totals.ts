import { type Severity, severities, type WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { At, IdentityRef, told } from './row-shapes.ts';

const Totals = z.object({
  credentials: z.int(),
  exposures: z.int(),
  undecided: z.int(),
  evaluatedAt: At.nullable(),
});

/** Counts that are no part of the identity cells. */
export function readTotals(db: Db, workspaceId: WorkspaceId) {
  return db.one(
    Totals,
    sql`select (select count(*)::int from credential where workspace_id = ${workspaceId}) as credentials,
          (select count(*)::int from exposure where workspace_id = ${workspaceId}
             and setting <> 'tool-configuration') as exposures,
          (select coalesce(sum(subjects), 0)::int from check_tally
           where workspace_id = ${workspaceId} and outcome = 'unknown') as undecided,
          (select max(finished_at) from evaluation where workspace_id = ${workspaceId}) as "evaluatedAt"`,
  );
}

const FindingCount = z.object({
  checkId: z.string(),
  state: z.enum(['open', 'accepted']),
  severity: z.enum(severities),
  count: z.int(),
});
/** How many findings of a check there are, by state and severity. */
export type FindingCount = z.infer<typeof FindingCount>;

/** Findings that are not resolved, counted. */
export function countFindings(db: Db, workspaceId: WorkspaceId): Promise<FindingCount[]> {
  return db.many(
    FindingCount,
    sql`select check_id as "checkId", state, severity, count(*)::int as count from finding
        where workspace_id = ${workspaceId} and state in ('open', 'accepted') group by 1, 2, 3`,
  );
}

const Tally = z.object({
  checkId: z.string(),
  outcome: z.enum(['pass', 'fail', 'not-applicable', 'unknown']),
  because: z.string(),
  subjects: z.int(),
});
/** How often a check came to an outcome; for `unknown`, why. */
export type CheckTally = z.infer<typeof Tally>;

/** The tallies of the last evaluation, the most frequent first. */
export function readTallies(
  db: Db,
  workspaceId: WorkspaceId,
  checkId: string | null,
): Promise<CheckTally[]> {
  return db.many(
    Tally,
    sql`select check_id as "checkId", outcome, because, subjects from check_tally
        where workspace_id = ${workspaceId} and (${checkId}::text is null or check_id = ${checkId})
        order by subjects desc, check_id, outcome, because`,
  );
}

const Leader = z.object({
  identity: IdentityRef.nullable(),
  risk: z.number().nullable(),
  openFindings: z.int(),
  findingId: z.string(),
  checkId: z.string(),
  severity: z.enum(severities),
  factors: told<unknown>(),
});
/** A finding that deserves attention first, and whose. */
export type Leader = z.infer<typeof Leader>;

/**
 * What may deserve attention first: the identities of the highest risk and those with the worst
 * findings, each with its worst open finding, and beside them the worst findings that belong to no
 * known identity. Worst first, at most `limit` of each kind.
 */
export async function readLeaders(
  db: Db,
  workspaceId: WorkspaceId,
  limit: number,
): Promise<Leader[]> {
  const [identified, orphans] = await Promise.all([
    db.many(
      Leader,
      sql`select jsonb_build_object('id', i.id, 'name', i.name, 'kind', i.kind, 'provider', i.provider) as identity,
            p.risk, p.open_findings as "openFindings", f.id as "findingId", f.check_id as "checkId", f.severity,
            p.factors
          from ((select identity_id from identity_posture where workspace_id = ${workspaceId} and worst_severity is not null
                 order by risk desc, identity_id desc limit ${limit})
                union
                (select identity_id from identity_posture where workspace_id = ${workspaceId} and worst_severity in ('critical', 'high')
                 order by worst_severity = 'critical' desc, risk desc, identity_id desc limit ${limit})) l
          join identity_posture p on p.workspace_id = ${workspaceId} and p.identity_id = l.identity_id
          join identity i on i.workspace_id = p.workspace_id and i.id = p.identity_id,
          lateral (select id, check_id, severity from finding where workspace_id = i.workspace_id and identity_id = i.id
                   and state = 'open' order by severity_rank, first_seen_at, id limit 1) f`,
    ),
    db.many(
      Leader,
      sql`select null as identity, null as risk, 1 as "openFindings", id as "findingId", check_id as "checkId", severity, null as factors
          from finding where workspace_id = ${workspaceId} and state = 'open' and identity_id is null
            and severity_rank <= 1
          order by severity_rank, first_seen_at, id limit ${limit}`,
    ),
  ]);
  const rank = ({ severity }: { severity: Severity }) => severities.indexOf(severity);
  return [...identified, ...orphans].toSorted(
    (a, b) => rank(a) - rank(b) || (b.risk ?? 0) - (a.risk ?? 0),
  );
}

const StoreVersion = z.object({ store: z.string(), postgres: z.string() });

/** The last migration and the version of PostgreSQL. */
export function readStoreVersion(db: Db) {
  return db.one(
    StoreVersion,
    sql`select version || '-' || name as store, current_setting('server_version') as postgres
        from schema_migration order by version desc limit 1`,
  );
}

const IdentityRisk = z.object({
  score: z.number(),
  factors: told<unknown>(),
  wouldLower: told<unknown>(),
  worstSeverity: z.enum(severities).nullable(),
});

/** Why an identity has its score; null before its first evaluation. */
export function readIdentityRisk(db: Db, workspaceId: WorkspaceId, identityId: string) {
  return db.maybeOne(
    IdentityRisk,
    sql`select p.risk as score, p.factors, p.would_lower as "wouldLower", p.worst_severity as "worstSeverity"
        from identity_posture p join identity i on i.workspace_id = p.workspace_id and i.id = p.identity_id
        where p.workspace_id = ${workspaceId} and p.identity_id = ${identityId} and p.digest is not null`,
  );
}
