import { severities } from '@nonhuman/model';
import { z } from 'zod';
import { controlTitle } from '../controls.ts';
import {
  type AnyCheck,
  type Check,
  cannotTell,
  fail,
  notApplicable,
  type Outcome,
  pass,
} from '../define-check.ts';
import type { SubjectKind, Subjects } from '../subject.ts';
import { type Condition, canBeUnclear, judgeCondition } from './condition.ts';
import { judgeExamples, parseExamples, type RuleExample } from './examples.ts';
import { directNouns, sightOf } from './fields.ts';
import { contextOf, parseCondition, unknownName } from './parse-condition.ts';
import type { RulePath, RuleProblem } from './problem.ts';
import { parseSentence, type Sentence, sayOf, valueText } from './sentence.ts';

/** What a rule file may hold; every other key is a problem. */
const Rule = z.strictObject({
  id: z
    .string()
    .regex(
      /^user-[a-z0-9]+(?:-[a-z0-9]+)*$/,
      'An id begins with "user-" and goes on in small letters, digits and hyphens.',
    )
    .max(80),
  title: z.string().trim().min(5).max(100),
  severity: z.enum(severities),
  judges: z.enum(['identity', 'credential', 'exposure']),
  controls: z.array(z.string()).default([]),
  about: z.string().max(20_000).optional(),
  nextAction: z.string().trim().min(5).max(200),
  limits: z
    .record(
      z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'A limit is named like maxAgeDays.'),
      z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]),
    )
    .default({}),
  applies: z.unknown().optional(),
  fails: z.unknown(),
  because: z.string().trim().min(3).max(300),
  evidence: z.array(z.string()).max(20).default([]),
  examples: z.unknown(),
});

/** A rule of the user's, understood and tried on its own examples. */
export interface UserRule {
  readonly check: AnyCheck;
  readonly examples: readonly RuleExample[];
  /** What the author says of it, in Markdown; null when nothing. */
  readonly about: string | null;
}

/** The rule, or everything that is wrong with it. */
export type ParsedRule =
  | { readonly ok: true; readonly rule: UserRule }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

/**
 * Makes a check of what a rule file holds. Nothing in it is ever executed: conditions are data of a
 * closed vocabulary. Whatever is not understood, and every example that does not come out as it says,
 * is a problem, so that a rule which is loaded means what its author meant.
 */
export function parseRule(written: unknown): ParsedRule {
  const parsed = Rule.safeParse(written);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(problemsOf) };
  const problems: RuleProblem[] = [];
  const { data } = parsed;
  for (const [at, control] of data.controls.entries()) {
    if (controlTitle(control) === null) {
      problems.push({
        path: ['controls', at],
        message: `There is no control "${control}"; docs/reference/controls.md lists them, as in owasp-nhi-2025:NHI7.`,
      });
    }
  }
  const context = contextOf(data.judges, data.limits, problems);
  const applies =
    data.applies === undefined ? null : parseCondition(data.applies, ['applies'], context);
  const fails = parseCondition(data.fails, ['fails'], context);
  const nouns = directNouns[data.judges];
  const because = parseSentence(data.because, nouns, { path: ['because'], problems });
  const evidence = data.evidence.map((path, at) => {
    parseSentence(`{${path}}`, nouns, { path: ['evidence', at], problems });
    return path;
  });
  const conditions = [applies, fails].filter((one) => one !== null);
  const examples = parseExamples(data.examples, {
    kind: data.judges,
    mayBeUnclear: conditions.some((one) => canBeUnclear(one, data.judges)),
    problems,
  });
  if (problems.length > 0 || fails === null) return { ok: false, problems };

  const check = checkOf(data, { applies, fails, because, evidence });
  const wrong = judgeExamples(check, examples);
  if (wrong.length > 0) return { ok: false, problems: wrong };
  return { ok: true, rule: { check, examples, about: data.about ?? null } };
}

interface Understood {
  readonly applies: Condition | null;
  readonly fails: Condition;
  readonly because: Sentence;
  readonly evidence: readonly string[];
}

function checkOf(data: z.infer<typeof Rule>, understood: Understood): AnyCheck {
  const head = {
    id: data.id,
    title: data.title,
    severity: data.severity,
    controls: data.controls,
    params: limitsOf(data.limits),
    nextAction: data.nextAction,
    isUserRule: true,
  } as const;
  const kind = data.judges;
  const evaluate = (subject: Subjects[SubjectKind], context: Parameters<Check['evaluate']>[1]) =>
    evaluateRule(kind, understood, { subject, ...context });
  switch (kind) {
    case 'identity':
      return { ...head, subject: kind, evaluate };
    case 'credential':
      return { ...head, subject: kind, evaluate };
    case 'exposure':
      return { ...head, subject: kind, evaluate };
  }
}

function evaluateRule(
  kind: SubjectKind,
  { applies, fails, because, evidence }: Understood,
  {
    subject,
    now,
    params,
  }: {
    readonly subject: Subjects[SubjectKind];
    readonly now: Date;
    readonly params: Readonly<Record<string, unknown>>;
  },
): Outcome {
  const sight = sightOf(kind, subject);
  const judging = { now, limits: params };
  if (applies !== null) {
    const concerned = judgeCondition(applies, sight, judging);
    if (concerned.is === false) return notApplicable('the rule does not apply to it');
    if (concerned.is === null) return cannotTell(concerned.because);
  }
  const failed = judgeCondition(fails, sight, judging);
  if (failed.is === null) return cannotTell(failed.because);
  if (!failed.is) return pass;
  const shown = evidence.map((path) => [path, valueText({ path, inDays: false }, sight, now)]);
  return fail(sayOf(because, sight, now), Object.fromEntries(shown));
}

function limitsOf(limits: z.infer<typeof Rule>['limits']): z.ZodObject {
  return z.object(
    Object.fromEntries(
      Object.entries(limits).map(([name, usual]) => [name, limitOf(usual)] as const),
    ),
  );
}

function limitOf(usual: number | boolean | string | string[]): z.ZodType {
  if (typeof usual === 'number') return z.number().default(usual);
  if (typeof usual === 'boolean') return z.boolean().default(usual);
  return typeof usual === 'string' ? z.string().default(usual) : z.array(z.string()).default(usual);
}

function problemsOf(issue: z.core.$ZodIssue): RuleProblem[] {
  const path: RulePath = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: unknownName('key', key, Object.keys(Rule.shape)),
    }));
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  return [{ path, message: isMissing ? `"${path.join('.')}" is missing.` : issue.message }];
}
