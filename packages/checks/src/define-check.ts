import type { Severity } from '@nonhuman/model';
import type { z } from 'zod';
import type { SubjectKind, Subjects } from './subject.ts';

/** Numbers, dates and names behind a failure; never a secret. */
export type Evidence = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What a check says of a subject. */
export type Outcome =
  | { readonly result: 'pass' }
  | {
      readonly result: 'fail';
      /** One clause for a person, with the numbers. */
      readonly because: string;
      readonly evidence: Evidence;
      /** Raises or lowers the check's severity for this subject, with the reason in `because`. */
      readonly severity?: Severity;
    }
  | { readonly result: 'not-applicable'; readonly because: string }
  | { readonly result: 'unknown'; readonly because: string };

export const pass: Outcome = { result: 'pass' };

/** The subject violates the check. */
export function fail(because: string, evidence: Evidence = {}, severity?: Severity): Outcome {
  return severity === undefined
    ? { result: 'fail', because, evidence }
    : { result: 'fail', because, evidence, severity };
}

/** The check does not concern this subject. */
export function notApplicable(because: string): Outcome {
  return { result: 'not-applicable', because };
}

/** The facts that would decide were not told. */
export function cannotTell(because: string): Outcome {
  return { result: 'unknown', because };
}

/** One posture rule over the inventory. */
export interface Check<
  Kind extends SubjectKind = SubjectKind,
  Params extends z.ZodObject = z.ZodObject,
> {
  /** Kebab-case; also the names of its files. Never changed: findings hang on it. */
  readonly id: string;
  /** States the fault, as a finding's headline. */
  readonly title: string;
  readonly severity: Severity;
  readonly subject: Kind;
  /** `<framework>:<control>`, from the known controls; at least one of OWASP NHI 2025. */
  readonly controls: readonly string[];
  /** Limits with their defaults. */
  readonly params: Params;
  /** The one next action, an imperative sentence. */
  readonly nextAction: string;
  /** Made from a rule file of the user's, not part of the product. */
  readonly isUserRule?: boolean;
  evaluate(
    subject: Subjects[Kind],
    context: { readonly now: Date; readonly params: z.infer<Params> },
  ): Outcome;
}

/** A check of any subject, as the engine runs it. */
export type AnyCheck = { [K in SubjectKind]: Check<K> }[SubjectKind];

/** Declares a check. */
export function defineCheck<Kind extends SubjectKind, Params extends z.ZodObject>(
  check: Check<Kind, Params>,
): Check<Kind, Params> {
  return check;
}
