import { z } from 'zod';
import type { SubjectKind } from '../subject.ts';
import {
  type Condition,
  type CountOperator,
  countOperators,
  type Operand,
  type Operator,
  operators,
} from './condition.ts';
import {
  collectionNames,
  directNouns,
  type FieldType,
  fieldNames,
  fieldOf,
  itemNoun,
} from './fields.ts';
import { nearest, type RulePath, type RuleProblem } from './problem.ts';

/** What conditions may speak of where they stand, and where problems go. */
export interface ConditionContext {
  /** Nouns that a path may begin with here. */
  readonly nouns: readonly string[];
  readonly limits: Readonly<Record<string, unknown>>;
  readonly problems: RuleProblem[];
  /** Conditions understood so far: a rule has at most `maxConditions`. */
  readonly count: { value: number };
  readonly depth: number;
}

const maxConditions = 200;
const maxDepth = 12;
const combining = ['all', 'any', 'none', 'not'] as const;
const quantifying = ['some', 'every', 'no', 'count'] as const;

/** The context of a whole rule. */
export function contextOf(
  subject: SubjectKind,
  limits: Readonly<Record<string, unknown>>,
  problems: RuleProblem[],
): ConditionContext {
  return { nouns: directNouns[subject], limits, problems, count: { value: 0 }, depth: 0 };
}

/** The condition that is written there; null, with its problems told, when it is not understood. */
export function parseCondition(
  written: unknown,
  path: RulePath,
  context: ConditionContext,
): Condition | null {
  context.count.value += 1;
  if (context.count.value > maxConditions || context.depth > maxDepth) {
    const limit = `A rule has at most ${maxConditions} conditions, ${maxDepth} deep.`;
    if (context.count.value <= maxConditions + 1) report(context, path, limit);
    return null;
  }
  if (!isRecord(written)) {
    return report(context, path, 'Write a condition here: `field:` with an operator, or `all:`.');
  }
  const keys = Object.keys(written);
  const form = [...combining, ...quantifying, 'field' as const].find((one) => keys.includes(one));
  switch (form) {
    case 'all':
    case 'any':
    case 'none':
    case 'not':
      return parseCombined(form, { written, path, context });
    case 'some':
    case 'every':
    case 'no':
    case 'count':
      return parseQuantified(form, { written, path, context });
    case 'field':
      return parseComparison({ written, path, context });
    case undefined:
      return report(
        context,
        path,
        `A condition begins with one of ${[...combining, ...quantifying, 'field'].join(', ')}.`,
      );
  }
}

interface Written {
  readonly written: Readonly<Record<string, unknown>>;
  readonly path: RulePath;
  readonly context: ConditionContext;
}

function parseCombined(
  form: (typeof combining)[number],
  { written, path, context }: Written,
): Condition | null {
  if (!hasOnly([form], { written, path, context })) return null;
  const deeper = { ...context, depth: context.depth + 1 };
  if (form === 'not') {
    const of = parseCondition(written[form], [...path, form], deeper);
    return of === null ? null : { form, of };
  }
  const list = written[form];
  if (!Array.isArray(list) || list.length === 0) {
    return report(context, [...path, form], 'List at least one condition, each with a dash.');
  }
  const of: Condition[] = [];
  for (const [at, one] of list.entries()) {
    const parsed = parseCondition(one, [...path, form, at], deeper);
    if (parsed !== null) of.push(parsed);
  }
  if (of.length < list.length) return null;
  return form === 'none' ? { form: 'not', of: { form: 'any', of } } : { form, of };
}

function parseQuantified(
  form: (typeof quantifying)[number],
  { written, path, context }: Written,
): Condition | null {
  const allowed = form === 'count' ? [form, 'where', ...countOperators] : [form, 'where'];
  if (!hasOnly(allowed, { written, path, context })) return null;
  const collection = written[form];
  const noun = typeof collection === 'string' ? itemNoun(collection) : null;
  if (typeof collection !== 'string' || noun === null) {
    return report(context, [...path, form], unknownName('list', collection, collectionNames));
  }
  let where: Condition | null = null;
  if (written['where'] !== undefined) {
    const nouns = [...new Set([...context.nouns, noun])];
    const inside = { ...context, nouns, depth: context.depth + 1 };
    where = parseCondition(written['where'], [...path, 'where'], inside);
    if (where === null) return null;
  } else if (form === 'every') {
    return report(context, path, '`every` needs `where:` with what each item must be.');
  }
  if (form !== 'count') return { form, collection, where };

  const given = countOperators.filter((one) => written[one] !== undefined);
  const [operator] = given;
  if (operator === undefined || given.length > 1) {
    return report(context, path, `\`count\` needs exactly one of ${countOperators.join(', ')}.`);
  }
  const operand = operandAt(operator, 'number', { written, path, context });
  return operand === null ? null : { form, collection, where, operator, operand };
}

function parseComparison({ written, path, context }: Written): Condition | null {
  const name = written['field'];
  const found = typeof name === 'string' ? fieldOf(name) : null;
  if (typeof name !== 'string' || found === null) {
    const known = context.nouns.flatMap(fieldNames);
    return report(context, [...path, 'field'], unknownName('field', name, known));
  }
  if (!context.nouns.includes(found.noun)) {
    return report(
      context,
      [...path, 'field'],
      `A ${found.noun} is not to be seen here; fields here begin with ${context.nouns.join(', ')}. Use \`some:\` to look into a list.`,
    );
  }
  const names = Object.keys(written).filter((one) => one !== 'field');
  const [operator] = names;
  if (operator === undefined || names.length > 1) {
    return report(context, path, 'Give exactly one operator beside `field:`.');
  }
  if (!isOperator(operator)) {
    const known = operatorsOf(found.field.type);
    return report(context, [...path, operator], unknownName('operator', operator, known));
  }
  if (!operatorsOf(found.field.type).includes(operator)) {
    return report(
      context,
      [...path, operator],
      `\`${name}\` cannot be compared by \`${operator}\`; use one of ${operatorsOf(found.field.type).join(', ')}.`,
    );
  }
  const operand = operandAt(operator, operators[operator].operand, { written, path, context });
  if (operand === null) return null;
  return { form: 'compare', path: name, noun: found.noun, field: found.field, operator, operand };
}

type OperandKind = (typeof operators)[Operator]['operand'];

function operandAt(
  operator: Operator | CountOperator,
  kind: OperandKind,
  { written, path, context }: Written,
): Operand | null {
  const here = [...path, operator];
  const value = written[operator];
  if (typeof value === 'string' && value.startsWith('$')) {
    const limit = value.slice(1);
    if (!Object.hasOwn(context.limits, limit)) {
      report(context, here, unknownName('limit', limit, Object.keys(context.limits)));
      return null;
    }
    const problem = unfit(context.limits[limit], kind);
    if (problem === null) return { limit };
    report(context, here, `The limit \`${limit}\` does not fit: ${problem}`);
    return null;
  }
  const problem = unfit(value, kind);
  const parsed = Value.safeParse(value);
  if (problem === null && parsed.success) return { value: parsed.data };
  report(context, here, problem ?? 'This value cannot be compared.');
  return null;
}

const Value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
]);

function unfit(value: unknown, kind: OperandKind): string | null {
  switch (kind) {
    case 'single':
      if (value === 'unknown') return 'What is unknown is asked for by `told: false`.';
      return ['string', 'number', 'boolean'].includes(typeof value)
        ? null
        : 'Write one text, number, true or false.';
    case 'text':
      return typeof value === 'string' && value !== '' ? null : 'Write one text.';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'Write one number.';
    case 'truth':
      return typeof value === 'boolean' ? null : 'Write true or false.';
    case 'list':
      return Array.isArray(value) &&
        value.length > 0 &&
        value.every((one) => typeof one === 'string' || typeof one === 'number')
        ? null
        : 'Write a list of texts or numbers, such as [a, b].';
  }
}

function operatorsOf(type: FieldType): Operator[] {
  return (Object.keys(operators) as Operator[]).filter((name) => {
    const types: readonly FieldType[] = operators[name].of;
    return types.includes(type);
  });
}

function isOperator(name: string): name is Operator {
  return Object.hasOwn(operators, name);
}

function hasOnly(allowed: readonly string[], { written, path, context }: Written): boolean {
  const extra = Object.keys(written).filter((key) => !allowed.includes(key));
  for (const key of extra) {
    report(context, [...path, key], `\`${key}\` does not belong beside \`${allowed[0]}\`.`);
  }
  return extra.length === 0;
}

/** `There is no field "x"; did you mean "y"?` with what there is when nothing is near. */
export function unknownName(what: string, name: unknown, known: readonly string[]): string {
  if (typeof name !== 'string') return `Write the name of a ${what}.`;
  const meant = nearest(name, known);
  const help =
    meant === null ? `there are ${known.join(', ') || 'none'}.` : `did you mean "${meant}"?`;
  return `There is no ${what} "${name}"; ${help}`;
}

function report(context: ConditionContext, path: RulePath, message: string): null {
  context.problems.push({ path, message });
  return null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
