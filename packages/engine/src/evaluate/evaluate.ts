import { setImmediate } from 'node:timers/promises';
import {
  type AnyCheck,
  type CheckFailure,
  hearChecks,
  type IdentityView,
  type PreparedChecks,
  prepareChecks,
  type RiskFinding,
  riskOf,
  runCredentialChecks,
  runExposureChecks,
} from '@nonhuman/checks';
import { severities, type WorkspaceId } from '@nonhuman/model';
import { type Log, newId } from '@nonhuman/runtime';
import {
  countOwners,
  type Db,
  dropGoneRisk,
  finishEvaluation,
  followSubjects,
  jsonText,
  type KnownFinding,
  type RiskRow,
  readEntitlements,
  readFindingsAbout,
  readKnownFindings,
  readLedger,
  readOrphans,
  readResources,
  readRiskDigests,
  readSubjectLinks,
  readSubjects,
  refreshStatistics,
  resolveGoneSubjects,
  type SubjectLinks,
  type SubjectRows,
  startEvaluation,
  withEvaluationLock,
  writeFindings,
  writeRisk,
  writeTallies,
} from '@nonhuman/store';
import { linkInventory } from '../link/link-inventory.ts';
import { surelySame, withLinks } from '../link/linked-views.ts';
import { foremostOf } from '../ownership/owners-of.ts';
import type { OwnershipRun } from '../ownership/owners-of-rows.ts';
import { textHash } from '../sync/content-hash.ts';
import { assembleViews, exposureSeen, type Surrounding } from './assemble-views.ts';
import { type Comparison, compare, type Verdict } from './compare.ts';
import { coverageByScope } from './coverage.ts';
import { keepOwners, type OwnerBatch, openOwners, ownersOfBatch } from './owners.ts';
import { type Tallies, tallies } from './tallies.ts';
import { knownIdsOf, verdictOf } from './verdicts.ts';

/** What an evaluation needs. */
export interface EvaluationContext {
  readonly db: Db;
  readonly workspaceId: WorkspaceId;
  readonly now: () => Date;
  readonly log: Log;
  /** Limits of the workspace by check id. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Every check of the product if not given. */
  readonly checks?: readonly AnyCheck[];
  readonly onProgress?: (identities: number) => void;
  readonly signal?: AbortSignal;
}

/** What an evaluation did. */
export interface EvaluationSummary {
  readonly identities: number;
  readonly opened: number;
  readonly reopened: number;
  readonly resolved: number;
}

/** Identities a step: bounds memory, and lets the next step be read while one is judged. */
const batchSize = 1_000;
/** Identities that are judged at a stretch. */
const betweenPauses = 50;

/**
 * Runs every check over the inventory and keeps what it finds.
 *
 * Writes only what changed, a batch at a time: killed at any moment, nothing committed is lost and
 * the next run completes. Two at once wait for each other. Ends early, throwing the signal's
 * reason, between batches.
 */
export async function evaluate(context: EvaluationContext): Promise<EvaluationSummary> {
  return withEvaluationLock(context.db, context.workspaceId, async () => {
    const id = newId('evl');
    await startEvaluation(context.db, context.workspaceId, { id, at: context.now() });
    await linkInventory(context);
    await refreshStatistics(context.db);
    const run = await openRun(context);
    await judgeIdentities(run);
    await judgeOrphans(run);
    const gone = await resolveGoneSubjects(context.db, context.workspaceId, run.now);
    await dropGoneRisk(context.db, context.workspaceId);
    await countOwners(context.db, context.workspaceId);
    await writeTallies(context.db, context.workspaceId, run.tallies.rows());
    // Whoever reads the findings next needs a plan for as many as there are now.
    await refreshStatistics(context.db);
    const summary = { ...run.counts, resolved: run.counts.resolved + gone };
    await finishEvaluation(context.db, context.workspaceId, {
      id,
      at: context.now(),
      counts: summary,
    });
    return summary;
  });
}

interface Run {
  readonly context: EvaluationContext;
  /** One moment for the whole evaluation. */
  readonly now: Date;
  readonly checks: PreparedChecks;
  readonly tallies: Tallies;
  readonly entitlements: Surrounding['entitlements'];
  readonly coverageOf: Surrounding['coverageOf'];
  readonly ownership: OwnershipRun;
  readonly counts: { identities: number; opened: number; reopened: number; resolved: number };
  readonly onFailure: (failure: CheckFailure) => void;
}

async function openRun(context: EvaluationContext): Promise<Run> {
  const now = context.now();
  const [entitlements, ledger, ownership] = await Promise.all([
    readEntitlements(context.db, context.workspaceId),
    readLedger(context.db, context.workspaceId),
    openOwners(context.db, context.workspaceId, now),
  ]);
  return {
    context,
    now,
    ownership,
    checks: prepareChecks(context.settings, context.checks),
    tallies: tallies(),
    entitlements,
    coverageOf: coverageByScope(ledger),
    counts: { identities: 0, opened: 0, reopened: 0, resolved: 0 },
    onFailure: ({ checkId, subjectId, error }) =>
      context.log.error('a check failed', {
        checkId,
        subjectId,
        error: error instanceof Error ? error.message : 'unknown',
      }),
  };
}

async function judgeIdentities(run: Run): Promise<void> {
  const { db, workspaceId, onProgress, signal } = run.context;
  await followSubjects(db, workspaceId);
  let batch = await readBatch(run, '');
  let writing: Promise<void> = Promise.resolve();
  try {
    while (batch !== null) {
      signal?.throwIfAborted();
      // PostgreSQL reads the next batch and writes the last one while this one is judged.
      const next = readBatch(run, batch.upTo);
      next.catch(() => {});
      const { rows } = batch;
      const judged = await judgeBatch(run, batch);
      await writing;
      writing = keep(run, judged).then(() => {
        run.counts.identities += rows.identities.length;
        onProgress?.(run.counts.identities);
      });
      writing.catch(() => {});
      batch = await next;
    }
    await writing;
  } finally {
    // Whatever ended it: nothing is written any more once the lock is given back.
    await Promise.allSettled([writing]);
  }
}

interface Batch {
  readonly rows: SubjectRows;
  readonly upTo: string;
  readonly resources: Surrounding['resources'];
  readonly known: ReadonlyMap<string, KnownFinding>;
  readonly digests: ReadonlyMap<string, string>;
  readonly owners: OwnerBatch;
  readonly links: SubjectLinks;
}

async function readBatch(
  { context: { db, workspaceId }, ownership }: Run,
  afterId: string,
): Promise<Batch | null> {
  const rows = await readSubjects(db, workspaceId, { afterId, limit: batchSize });
  const upTo = rows?.identities.at(-1)?.id;
  if (rows === null || upTo === undefined) return null;
  const resourceIds = [...new Set(rows.grants.flatMap(({ resource_id: id }) => id ?? []))];
  const credentialIds = rows.credentials.map(({ id }) => id);
  const [resources, known, digests, owners, links] = await Promise.all([
    readResources(db, workspaceId, resourceIds),
    readKnownFindings(db, workspaceId, { afterId, upTo }),
    readRiskDigests(db, workspaceId, { afterId, upTo }),
    ownersOfBatch(db, workspaceId, { rows, afterId, upTo, run: ownership }),
    readSubjectLinks(db, workspaceId, { afterId, upTo, credentialIds, surely: surelySame }),
  ]);
  return { rows, upTo, resources, known, digests, owners, links };
}

async function judgeBatch(
  run: Run,
  { rows, resources, known, digests, owners, links }: Batch,
): Promise<Judged> {
  const { workspaceId } = run.context;
  const unlinked = assembleViews(rows, {
    entitlements: run.entitlements,
    resources,
    coverageOf: run.coverageOf,
    ownersOf: owners.of,
  });
  const views = withLinks(unlinked, links);
  const knownIds = knownIdsOf(known.values());
  const judged: JudgedView[] = [];
  for (const view of views) {
    // What PostgreSQL answers meanwhile is taken, and the next question asked.
    if (judged.length % betweenPauses === 0) await setImmediate();
    const verdicts: Verdict[] = [];
    const failures: RiskFinding[] = [];
    const concern = { workspaceId, identityId: view.id, knownIds };
    hearChecks(view, run, (check, subject, outcome) => {
      run.tallies.add(check, outcome);
      if (outcome.result !== 'fail' && outcome.result !== 'unknown') return;
      const { kind: subjectKind, id: subjectId } = subject;
      const verdict = verdictOf(concern, { check, subjectKind, subjectId, outcome });
      if (verdict === null) return;
      verdicts.push(verdict);
      if (verdict.result === 'unknown') return;
      failures.push({
        checkId: check.id,
        severity: verdict.severity,
        nextAction: check.nextAction,
      });
    });
    judged.push({ view, verdicts, failures });
  }
  const comparison = compare(
    known,
    judged.flatMap(({ verdicts }) => verdicts),
    run.now,
  );
  const accepted = acceptedOf(known, comparison);
  const risks = judged.map(({ view, verdicts, failures }) => {
    const open = verdicts.filter(({ id, result }) => result === 'fail' && !accepted.has(id));
    return riskRow(view, { failures, open, now: run.now });
  });
  return {
    comparison,
    risks: risks.filter(({ identityId, digest }) => digests.get(identityId) !== digest),
    owners,
  };
}

interface JudgedView {
  readonly view: IdentityView;
  readonly verdicts: readonly Verdict[];
  readonly failures: readonly RiskFinding[];
}

/** The findings that are accepted after this evaluation. */
function acceptedOf(
  known: ReadonlyMap<string, KnownFinding>,
  { changed }: Comparison,
): Set<string> {
  const accepted = new Set(
    [...known.values()].filter(({ state }) => state === 'accepted').map(({ id }) => id),
  );
  for (const { id, state } of changed) if (state !== 'accepted') accepted.delete(id);
  return accepted;
}

/** Accepted findings weigh in the risk as before; only open ones are counted as open. */
function riskRow(
  view: IdentityView,
  {
    failures,
    open,
    now,
  }: { failures: readonly RiskFinding[]; open: readonly Verdict[]; now: Date },
): RiskRow {
  const risk = riskOf(view, failures, now);
  const owner = foremostOf(view.owners);
  const row = {
    identityId: view.id,
    score: risk.score,
    factors: jsonText(risk.factors),
    wouldLower: jsonText(risk.wouldLower),
    worstSeverity:
      severities.find((severity) => open.some((verdict) => verdict.severity === severity)) ?? null,
    openFindings: open.length,
    ownerName: owner?.name ?? null,
    ownerBasis: owner?.basis ?? ('none' as const),
  };
  return { ...row, digest: textHash(JSON.stringify(Object.values(row))) };
}

async function judgeOrphans(run: Run): Promise<void> {
  const { db, workspaceId, signal } = run.context;
  let position = { afterCredential: '', afterExposure: '' };
  for (;;) {
    signal?.throwIfAborted();
    const rows = await readOrphans(db, workspaceId, { ...position, limit: batchSize });
    if (rows.credentials.length === 0 && rows.exposures.length === 0) return;
    const outcomes = [
      ...rows.credentials.flatMap(({ id, facts: credential }) => {
        const exposures = rows.ofCredentials
          .filter((row) => row.credential_id === id)
          .map(exposureSeen);
        return runCredentialChecks({ id, credential, exposures, holder: null }, run);
      }),
      ...rows.exposures.flatMap((row) =>
        runExposureChecks({ ...exposureSeen(row), credential: null, holder: null }, run),
      ),
    ];
    for (const { check, outcome } of outcomes) run.tallies.add(check, outcome);
    const ids = [...rows.credentials, ...rows.exposures, ...rows.ofCredentials].map(({ id }) => id);
    const holderIds = [...rows.credentials, ...rows.exposures].flatMap(
      ({ identity_id: holder }) => holder ?? [],
    );
    const known = await readFindingsAbout(db, workspaceId, { subjectIds: ids, holderIds });
    const concern = { workspaceId, identityId: null, knownIds: knownIdsOf(known.values()) };
    const verdicts = outcomes.flatMap((outcome) => verdictOf(concern, outcome) ?? []);
    await keep(run, { comparison: compare(known, verdicts, run.now), risks: [], owners: null });
    position = {
      afterCredential: rows.credentials.at(-1)?.id ?? position.afterCredential,
      afterExposure: rows.exposures.at(-1)?.id ?? position.afterExposure,
    };
  }
}

/** What is to be written of a batch. */
interface Judged {
  readonly comparison: Comparison;
  readonly risks: readonly RiskRow[];
  /** Null when no identities were judged. */
  readonly owners: OwnerBatch | null;
}

async function keep(run: Run, { comparison, risks, owners }: Judged): Promise<void> {
  const { db, workspaceId } = run.context;
  const { added, changed, events } = comparison;
  await db.transaction(async (tx) => {
    await writeFindings(tx, workspaceId, { added, changed, events, at: run.now });
    await writeRisk(tx, workspaceId, risks);
    if (owners !== null) await keepOwners(tx, workspaceId, { owners, run: run.ownership });
  });
  run.counts.opened += added.length;
  for (const { kind } of events) {
    if (kind === 'reopened' || kind === 'resolved') run.counts[kind] += 1;
  }
}
