import { never, seen, things, unknown } from '@nonhuman/model';
import { z } from 'zod';
import type { AnyCheck, Check, Outcome } from '../define-check.ts';
import type {
  CredentialSeen,
  CredentialView,
  ExposureView,
  IdentityView,
  SubjectKind,
} from '../subject.ts';
import {
  baseCredential,
  baseDelegation,
  baseEntitlement,
  baseExposure,
  baseGrant,
  baseIdentity,
  baseInstance,
  baseOwnership,
  baseReference,
  baseResource,
  daysFrom,
  exampleNow,
} from './example-bases.ts';
import { unknownName } from './parse-condition.ts';
import type { RulePath, RuleProblem } from './problem.ts';

/** A case that a rule states about itself. */
export interface RuleExample {
  readonly expected: Outcome['result'];
  readonly name: string;
  readonly subject: IdentityView | CredentialView | ExposureView;
  readonly path: RulePath;
}

const groups = {
  fail: { result: 'fail', isRequired: true },
  pass: { result: 'pass', isRequired: true },
  unknown: { result: 'unknown', isRequired: true },
  notApplicable: { result: 'not-applicable', isRequired: false },
} as const;

const around = z.record(z.string(), z.unknown());
const many = z.array(around).max(50);
const coverage = z.enum(['complete', 'partial', 'not-read']);

/** What stands around an identity in an example; what is left out is there and has nothing wrong. */
const Surroundings = {
  identity: around.optional(),
  credentials: many.optional(),
  grants: z
    .array(z.strictObject({ grant: around.optional(), entitlement: around.nullable().optional() }))
    .max(50)
    .optional(),
  delegationsFrom: many.optional(),
  delegationsTo: many.optional(),
  exposures: many.optional(),
  ownership: many.optional(),
  instances: many.optional(),
  resources: many.optional(),
  secretReferences: many.optional(),
  /** What was read around it: `complete` if not given. */
  read: coverage.optional(),
};
const exampleShapes = {
  identity: z.strictObject({ name: z.string(), ...Surroundings }),
  credential: z.strictObject({
    name: z.string(),
    credential: around.optional(),
    ...Surroundings,
    identity: around.nullable().optional(),
  }),
  exposure: z.strictObject({
    name: z.string(),
    exposure: around.optional(),
    credential: around.nullable().optional(),
    ...Surroundings,
    identity: around.nullable().optional(),
  }),
} as const;

/**
 * The examples of a rule. At least one each that fails and that passes, and one that cannot be told
 * where the rule asks for what a source may leave out: else a problem.
 */
export function parseExamples(
  written: unknown,
  {
    kind,
    mayBeUnclear,
    problems,
  }: {
    readonly kind: SubjectKind;
    readonly mayBeUnclear: boolean;
    readonly problems: RuleProblem[];
  },
): RuleExample[] {
  const path = ['examples'];
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    problems.push({
      path,
      message: 'A rule needs `examples:` with `fail:`, `pass:` and `unknown:`.',
    });
    return [];
  }
  const given: Readonly<Record<string, unknown>> = { ...written };
  for (const key of Object.keys(given).filter((one) => !Object.hasOwn(groups, one))) {
    problems.push({
      path: [...path, key],
      message: unknownName('group', key, Object.keys(groups)),
    });
  }
  return Object.entries(groups).flatMap(([group, { result, isRequired }]) => {
    const list = given[group] ?? [];
    const isMissing = isRequired && (group !== 'unknown' || mayBeUnclear);
    if (!Array.isArray(list) || (list.length === 0 && isMissing)) {
      problems.push({
        path: [...path, group],
        message: `Give at least one example under \`${group}:\`, each with a dash and a \`name:\`.`,
      });
      return [];
    }
    return list.flatMap((one: unknown, at) => {
      const subject = viewOf(one, kind, { path: [...path, group, at], problems });
      return subject === null ? [] : [{ ...subject, expected: result, path: [...path, group, at] }];
    });
  });
}

/** What does not come out as its example says. */
export function judgeExamples(check: AnyCheck, examples: readonly RuleExample[]): RuleProblem[] {
  const params = check.params.parse({});
  return examples.flatMap(({ expected, name, subject, path }) => {
    // `parseExamples` made the subject for this kind of check.
    const outcome = (check as Check).evaluate(subject as never, { now: exampleNow, params });
    if (outcome.result === expected) return [];
    const why = 'because' in outcome ? `: ${outcome.because}` : '';
    return [
      {
        path,
        message: `The example "${name}" must be ${expected}, and is ${outcome.result}${why}.`,
      },
    ];
  });
}

interface Place {
  readonly path: RulePath;
  readonly problems: RuleProblem[];
}

function viewOf(
  written: unknown,
  kind: SubjectKind,
  place: Place,
): { readonly name: string; readonly subject: RuleExample['subject'] } | null {
  const parsed = exampleShapes[kind].safeParse(written);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) report(issue, place);
    return null;
  }
  const { data } = parsed;
  const before = place.problems.length;
  const holder = data.identity === null ? null : identityView(data, place);
  const name = data.name;
  const credentialGiven = 'credential' in data ? data.credential : undefined;
  const credential: CredentialSeen | null =
    credentialGiven === null
      ? null
      : {
          id: 'crd_example',
          credential: made(
            things.credential,
            baseCredential,
            credentialGiven,
            at(place, 'credential'),
          ),
          exposures: (holder?.exposures ?? []).map((one, index) => ({
            id: `exp_example${index}`,
            exposure: one,
          })),
        };
  const subject = (() => {
    if (kind === 'identity') return holder;
    if (kind === 'credential') return credential && { ...credential, holder };
    const exposure = made(
      things.exposure,
      baseExposure,
      'exposure' in data ? data.exposure : undefined,
      at(place, 'exposure'),
    );
    return { id: 'exp_example', exposure, credential, holder };
  })();
  return place.problems.length > before || subject === null ? null : { name, subject };
}

type Given = Omit<z.infer<(typeof exampleShapes)['identity']>, 'identity'> & {
  readonly identity?: Readonly<Record<string, unknown>> | null | undefined;
};

function identityView(data: Given, place: Place): IdentityView {
  const list = <T>(
    name: Exclude<keyof typeof Surroundings, 'identity' | 'read' | 'grants'>,
    schema: z.ZodType<T>,
    base: Readonly<Record<string, unknown>>,
  ): T[] =>
    (data[name] ?? []).map((one, index) =>
      made(schema, { ...base, key: `example:${name}:${index}` }, one, at(place, name, index)),
    );
  const read = data.read ?? 'complete';
  return {
    id: 'idn_example',
    identity: made(things.identity, baseIdentity, data.identity ?? {}, at(place, 'identity')),
    credentials: list('credentials', things.credential, baseCredential).map(
      (credential, index) => ({
        id: `crd_example${index}`,
        credential,
        exposures: [],
      }),
    ),
    instances: list('instances', things.instance, baseInstance),
    grants: (data.grants ?? []).map((one, index) => ({
      grant: made(things.grant, baseGrant, one.grant ?? {}, at(place, 'grants', index, 'grant')),
      entitlement:
        one.entitlement === null
          ? null
          : made(
              things.entitlement,
              baseEntitlement,
              one.entitlement ?? {},
              at(place, 'grants', index, 'entitlement'),
            ),
    })),
    delegationsFrom: list('delegationsFrom', things.delegation, baseDelegation),
    delegationsTo: list('delegationsTo', things.delegation, baseDelegation),
    exposures: list('exposures', things.exposure, baseExposure),
    secretReferences: list('secretReferences', things['secret-reference'], baseReference),
    ownership: list('ownership', things.ownership, baseOwnership),
    owners: [],
    resources: list('resources', things.resource, baseResource),
    coverage: { credential: read, grant: read, delegation: read, ownership: read, exposure: read },
  };
}

function at({ path, problems }: Place, ...deeper: (string | number)[]): Place {
  return { path: [...path, ...deeper], problems };
}

/** The base with what is given over it; problems where that is no such thing. */
function made<T>(
  schema: z.ZodType<T>,
  base: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>> | undefined,
  place: Place,
): T {
  const told = Object.entries(given ?? {}).map(([key, value]) => [key, observedOf(key, value)]);
  const withGiven = merged(base, Object.fromEntries(told) as Readonly<Record<string, unknown>>);
  for (const key of Object.keys(given ?? {})) {
    if (!(schema instanceof z.ZodObject) || Object.hasOwn(schema.shape, key)) continue;
    place.problems.push({
      path: [...place.path, key],
      message: unknownName('field', key, Object.keys(schema.shape)),
    });
  }
  const parsed = schema.safeParse(withGiven);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) report(issue, place);
  return withGiven as T;
}

function merged(
  base: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(given)) {
    const below = base[key];
    // Parts of a thing are filled up; what the author names freely (tags, attributes) is not.
    const isPart = ['place', 'owner', 'from', 'to', 'principal', 'subject'].includes(key);
    result[key] = isPart && isRecord(value) && isRecord(below) ? { ...below, ...value } : value;
  }
  return result;
}

const observedFields = new Set([
  'createdAt',
  'expiresAt',
  'lastUsedAt',
  'lastRotatedAt',
  'createdBy',
]);

/** `40 days ago`, `in 10 days`, `never`, `unknown` or a timestamp, for the fields that need not be told. */
function observedOf(key: string, value: unknown): unknown {
  if (!observedFields.has(key) || typeof value !== 'string') return value;
  if (value === 'never') return never;
  if (value === 'unknown') return unknown('the example does not tell');
  const days = /^(\d{1,5}) days? ago$/.exec(value)?.[1] ?? /^in (\d{1,5}) days?$/.exec(value)?.[1];
  if (days === undefined) return seen(value);
  return seen(daysFrom(value.startsWith('in ') ? Number(days) : -Number(days)));
}

function report(issue: z.core.$ZodIssue, { path, problems }: Place): void {
  const where = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      problems.push({ path: [...path, ...where, key], message: `There is no \`${key}\` here.` });
    }
    return;
  }
  const dates = where.some((part) => observedFields.has(String(part)))
    ? ' Write "40 days ago", "in 10 days", "never", "unknown", or a timestamp such as 2026-01-31T00:00:00.000Z.'
    : '';
  problems.push({
    path: [...path, ...where],
    message: `${issue.message}.${dates}`.replace('..', '.'),
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
