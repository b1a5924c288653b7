import type { AccessLevel } from '@nonhuman/model';
import { at, entriesOf, isRecord, type Json, oneOrMore, textOf, textsOf } from './json-value.ts';

/** One condition of a statement, in one form: every value is one of a list. */
export interface PolicyCondition {
  readonly operator: string;
  /** As written, with its prefix. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A principal as a policy names it. `*` under any kind is everybody. */
export interface PolicyPrincipal {
  readonly kind: 'AWS' | 'Federated' | 'Service' | 'CanonicalUser' | '*';
  readonly value: string;
}

/** One statement with "text or list" made lists. Absent elements are empty. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly PolicyPrincipal[];
  readonly notPrincipals: readonly PolicyPrincipal[];
  readonly conditions: readonly PolicyCondition[];
}

/** How far an identity policy goes, for the `access` of an entitlement. */
export interface PolicySummary {
  /**
   * `admin`: without condition, everything (or everything in IAM, which gives the rest) on every
   * resource. `unknown`: an action was not understood, or the document is none.
   */
  readonly access: AccessLevel;
  /** Allowed actions that hold a wildcard, as written, sorted; `NotAction` stands as `*`. */
  readonly wildcards: readonly string[];
  /** Allowed actions as written, sorted. */
  readonly actions: readonly string[];
  /** Resources of the allowing statements as written, sorted. */
  readonly resources: readonly string[];
  /** Every allowing statement has a condition. */
  readonly conditional: boolean;
}

const nothing: PolicySummary = {
  access: 'unknown',
  wildcards: [],
  actions: [],
  resources: [],
  conditional: false,
};

/**
 * The statements of a policy document given as data, JSON text or URL-encoded JSON text (as IAM
 * returns inline policies); null when it is no policy.
 */
export function readPolicy(document: unknown): PolicyStatement[] | null {
  const data = typeof document === 'string' ? decoded(document) : (document as Json | undefined);
  if (!isRecord(data)) return null;
  const statements = oneOrMore(at(data, 'Statement')).filter(isRecord);
  if (statements.length === 0 && at(data, 'Statement') === undefined) return null;
  return statements.map((statement) => ({
    effect: textOf(at(statement, 'Effect'))?.toLowerCase() === 'deny' ? 'Deny' : 'Allow',
    actions: textsOf(at(statement, 'Action')),
    notActions: textsOf(at(statement, 'NotAction')),
    resources: textsOf(at(statement, 'Resource')),
    notResources: textsOf(at(statement, 'NotResource')),
    principals: principalsOf(at(statement, 'Principal')),
    notPrincipals: principalsOf(at(statement, 'NotPrincipal')),
    conditions: conditionsOf(at(statement, 'Condition')),
  }));
}

function decoded(text: string): Json | undefined {
  for (const candidate of [text, unescaped(text)]) {
    if (candidate === null) continue;
    try {
      return JSON.parse(candidate) as Json;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return null;
  }
}

const principalKinds = ['AWS', 'Federated', 'Service', 'CanonicalUser'] as const;

function principalsOf(value: Json | undefined): PolicyPrincipal[] {
  if (!isRecord(value)) return textsOf(value).map((text) => ({ kind: '*', value: text }));
  return principalKinds.flatMap((kind) =>
    textsOf(at(value, kind)).map((text) => ({ kind, value: text })),
  );
}

function conditionsOf(value: Json | undefined): PolicyCondition[] {
  return entriesOf(value).flatMap(([operator, keys]) =>
    entriesOf(keys).map(([key, values]) => ({ operator, key, values: textsOf(values) })),
  );
}

/** Sums an identity policy up. Conditions of `Deny` are taken at their weakest: only an unconditioned `Deny` subtracts. */
export function summarisePolicy(document: unknown): PolicySummary {
  const statements = readPolicy(document);
  if (!statements) return nothing;
  const denied = statements.filter(deniesEverywhere).flatMap(({ actions }) => actions);
  const allows = statements
    .filter(({ effect }) => effect === 'Allow')
    .map((statement) => withoutDenied(statement, denied))
    .filter(({ actions, notActions }) => actions.length + notActions.length > 0);
  const actions = sorted(allows.flatMap(allowedActions));
  return {
    access: highest(allows.map((statement) => accessOf(statement, denied))),
    wildcards: actions.filter((action) => /[*?]/.test(action)),
    actions,
    resources: sorted(allows.flatMap(allowedResources)),
    conditional: allows.length > 0 && allows.every(({ conditions }) => conditions.length > 0),
  };
}

function deniesEverywhere({ effect, conditions, resources }: PolicyStatement): boolean {
  return effect === 'Deny' && conditions.length === 0 && resources.includes('*');
}

function withoutDenied(statement: PolicyStatement, denied: readonly string[]): PolicyStatement {
  const actions = statement.actions.filter(
    (action) => !denied.some((pattern) => covers(pattern, action)),
  );
  const notActions = denied.some((pattern) => covers(pattern, '*')) ? [] : statement.notActions;
  return { ...statement, actions, notActions };
}

function allowedActions({ actions, notActions }: PolicyStatement): readonly string[] {
  return notActions.length > 0 ? [...actions, '*'] : actions;
}

function allowedResources({ resources, notResources }: PolicyStatement): readonly string[] {
  return notResources.length > 0 ? [...resources, '*'] : resources;
}

const ranks = ['admin', 'write', 'unknown', 'read', 'none'] as const;

/** The highest of several accesses. Something not understood counts above reading: it may be more. */
function highest(levels: readonly AccessLevel[]): AccessLevel {
  return ranks.find((rank) => levels.includes(rank)) ?? 'none';
}

function accessOf(statement: PolicyStatement, denied: readonly string[]): AccessLevel {
  const { actions, notActions, conditions } = statement;
  const everywhere = statement.resources.some((resource) => /^\*+$/.test(resource));
  if (everywhere && conditions.length === 0 && givesIam(statement, denied)) return 'admin';
  if (notActions.length > 0) return 'write';
  return highest(actions.map(accessOfAction));
}

/** Whoever may do everything in IAM may give themselves the rest. */
function givesIam({ actions, notActions }: PolicyStatement, denied: readonly string[]): boolean {
  if (denied.some((pattern) => covers(pattern, 'iam:*'))) return false;
  if (notActions.length > 0) return !notActions.some((pattern) => covers(pattern, 'iam:*'));
  return actions.some((action) => covers(action, 'iam:*'));
}

/**
 * Whether everything that `action` stands for is also meant by `pattern`. Case does not count; in
 * `pattern`, `*` is any run and `?` one character. Takes at most length times length steps.
 */
function covers(pattern: string, action: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = action.toLowerCase();
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  while (from < given.length) {
    if (wanted[at] === '*') {
      star = at++;
      resume = from;
    } else if (wanted[at] === given[from] || (wanted[at] === '?' && given[from] !== '*')) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++resume;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') at++;
  return at === wanted.length;
}

const readingVerb =
  /^(?:batchget|get|list|describe|head|lookup|search|query|scan|select|view|read|check|simulate|preview|filter|download|discover|estimate|validate|verify|detect)/i;
/** Named like reading, but they hand out something to act with, or change something. */
const notReading = new Set([
  'sts:getfederationtoken',
  'sts:getsessiontoken',
  'ecr:getauthorizationtoken',
]);

function accessOfAction(action: string): AccessLevel {
  if (/^\*+(?::\*+)?$/.test(action)) return 'write';
  const [, name] = /^[a-z0-9-]+:([a-z0-9*?]+)$/i.exec(action) ?? [];
  if (name === undefined) return 'unknown';
  const before = name.split(/[*?]/, 1)[0] ?? '';
  return readingVerb.test(before) && !notReading.has(action.toLowerCase()) ? 'read' : 'write';
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
