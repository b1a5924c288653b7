import type { Severity } from '@nonhuman/model';
import type { z } from 'zod';
import { type AnyCheck, type Check, cannotTell, type Outcome } from './define-check.ts';
import { checks as allChecks } from './list.ts';
import type {
  CredentialView,
  ExposureView,
  IdentityView,
  SubjectKind,
  Subjects,
} from './subject.ts';

/** What one check says of one subject. */
export interface CheckOutcome {
  readonly check: AnyCheck;
  readonly subjectKind: SubjectKind;
  /** The id of the identity, credential or exposure. */
  readonly subjectId: string;
  readonly outcome: Outcome;
}

/** A check that threw. Its outcome is `unknown`; the error is a bug of the check, to be logged. */
export interface CheckFailure {
  readonly checkId: string;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly error: unknown;
}

interface Ready {
  readonly check: AnyCheck;
  readonly params: z.infer<z.ZodObject>;
}

/** Checks with their limits, parsed once so that running them is cheap. */
export type PreparedChecks = Readonly<Record<SubjectKind, readonly Ready[]>>;

/**
 * Sorts the checks by subject and parses their limits: `settings` has the workspace's limits by check
 * id; everything that it leaves out has the default. Throws a `ZodError` when a limit is not valid.
 */
export function prepareChecks(
  settings: Readonly<Record<string, unknown>> = {},
  checks: readonly AnyCheck[] = allChecks,
): PreparedChecks {
  const prepared: Record<SubjectKind, Ready[]> = { identity: [], credential: [], exposure: [] };
  for (const check of checks) {
    prepared[check.subject].push({ check, params: check.params.parse(settings[check.id] ?? {}) });
  }
  return prepared;
}

/** How checks are run. */
export interface CheckRun {
  readonly now: Date;
  readonly checks: PreparedChecks;
  readonly onFailure?: (failure: CheckFailure) => void;
}

/** What an outcome is of. */
export interface JudgedSubject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** Hears outcomes one by one: most are passed over, and need not be kept. */
export type HearOutcome = (check: AnyCheck, subject: JudgedSubject, outcome: Outcome) => void;

/**
 * Runs the checks on an identity, its credentials, and the exposures of these.
 *
 * A check that throws costs only itself: its outcome is `unknown`, and `onFailure` hears of it.
 */
export function runChecks(view: IdentityView, run: CheckRun): CheckOutcome[] {
  const outcomes: CheckOutcome[] = [];
  hearChecks(view, run, keepIn(outcomes));
  return outcomes;
}

/** Like `runChecks`, in the same order. */
export function hearChecks(view: IdentityView, run: CheckRun, hear: HearOutcome): void {
  judgeSubject(run, { kind: 'identity', id: view.id, subject: view }, hear);
  for (const seen of view.credentials) {
    const credential: CredentialView = { ...seen, holder: view };
    judgeSubject(run, { kind: 'credential', id: seen.id, subject: credential }, hear);
    for (const { id, exposure, over } of seen.exposures) {
      if (over !== undefined) continue;
      const subject: ExposureView = { id, exposure, credential: seen, holder: view };
      judgeSubject(run, { kind: 'exposure', id, subject }, hear);
    }
  }
}

/** Runs the checks on a credential that no identity is known for, and on its exposures. */
export function runCredentialChecks(credential: CredentialView, run: CheckRun): CheckOutcome[] {
  const outcomes: CheckOutcome[] = [];
  const hear = keepIn(outcomes);
  judgeSubject(run, { kind: 'credential', id: credential.id, subject: credential }, hear);
  for (const { id, exposure } of credential.exposures) {
    const subject: ExposureView = { id, exposure, credential, holder: credential.holder };
    judgeSubject(run, { kind: 'exposure', id, subject }, hear);
  }
  return outcomes;
}

/** Runs the checks on an exposure whose credential is not known. */
export function runExposureChecks(exposure: ExposureView, run: CheckRun): CheckOutcome[] {
  const outcomes: CheckOutcome[] = [];
  judgeSubject(run, { kind: 'exposure', id: exposure.id, subject: exposure }, keepIn(outcomes));
  return outcomes;
}

function keepIn(outcomes: CheckOutcome[]): HearOutcome {
  return (check, { kind, id }, outcome) => {
    outcomes.push({ check, subjectKind: kind, subjectId: id, outcome });
  };
}

function judgeSubject<Kind extends SubjectKind>(
  run: CheckRun,
  judged: { readonly kind: Kind; readonly id: string; readonly subject: Subjects[Kind] },
  hear: HearOutcome,
): void {
  const { kind, id, subject } = judged;
  for (const { check, params } of run.checks[kind]) {
    let outcome: Outcome;
    try {
      // `prepareChecks` put only checks of this kind into this list.
      outcome = (check as Check<Kind>).evaluate(subject, { now: run.now, params });
    } catch (error) {
      run.onFailure?.({ checkId: check.id, subjectKind: kind, subjectId: id, error });
      outcome = cannotTell('the check failed');
    }
    hear(check, judged, outcome);
  }
}

/** Names a finding inside its workspace: one check, one subject, whatever the numbers are today. */
export function findingKey(check: { readonly id: string }, subjectId: string): string {
  return `${check.id}:${subjectId}`;
}

/** How bad a failure is: what the outcome says of this subject, else what the check says in general. */
export function severityOf(
  check: { readonly severity: Severity },
  outcome: Extract<Outcome, { result: 'fail' }>,
): Severity {
  return outcome.severity ?? check.severity;
}
