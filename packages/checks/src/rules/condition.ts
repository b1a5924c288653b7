import type { AnyField, Sight, Told } from './fields.ts';
import { isLike } from './like.ts';
import { allOf, anyOf, fails, negated, type Truth, truthOf, unclear } from './truth.ts';

/** A value of a rule: written out, or the name of one of its limits. */
export type Operand =
  | { readonly value: string | number | boolean | readonly (string | number)[] }
  | { readonly limit: string };

/** How a field is compared. Every name is one that a rule may write. */
export const operators = {
  is: { of: ['text', 'number', 'truth', 'any'], operand: 'single' },
  isNot: { of: ['text', 'number', 'truth', 'any'], operand: 'single' },
  in: { of: ['text', 'number', 'any'], operand: 'list' },
  notIn: { of: ['text', 'number', 'any'], operand: 'list' },
  like: { of: ['text', 'any'], operand: 'text' },
  notLike: { of: ['text', 'any'], operand: 'text' },
  contains: { of: ['texts', 'any'], operand: 'text' },
  containsLike: { of: ['texts', 'any'], operand: 'text' },
  containsAny: { of: ['texts', 'any'], operand: 'list' },
  empty: { of: ['texts', 'any'], operand: 'truth' },
  atLeast: { of: ['number', 'any'], operand: 'number' },
  atMost: { of: ['number', 'any'], operand: 'number' },
  moreThan: { of: ['number', 'any'], operand: 'number' },
  lessThan: { of: ['number', 'any'], operand: 'number' },
  olderThanDays: { of: ['moment'], operand: 'number' },
  withinDays: { of: ['moment'], operand: 'number' },
  endsWithinDays: { of: ['moment'], operand: 'number' },
  endsAfterDays: { of: ['moment'], operand: 'number' },
  never: { of: ['moment'], operand: 'truth' },
  absent: { of: ['text', 'texts'], operand: 'truth' },
  told: { of: ['text', 'texts', 'number', 'truth', 'moment', 'any'], operand: 'truth' },
} as const;
export type Operator = keyof typeof operators;

/** How the items of a list are counted. */
export const countOperators = ['atLeast', 'atMost', 'moreThan', 'lessThan'] as const;
export type CountOperator = (typeof countOperators)[number];

/** What a rule asks, after its file was understood completely. */
export type Condition =
  | { readonly form: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly form: 'not'; readonly of: Condition }
  | {
      readonly form: 'compare';
      readonly path: string;
      readonly noun: string;
      readonly field: AnyField;
      readonly operator: Operator;
      readonly operand: Operand;
    }
  | {
      readonly form: 'some' | 'every' | 'no';
      readonly collection: string;
      readonly where: Condition | null;
    }
  | {
      readonly form: 'count';
      readonly collection: string;
      readonly where: Condition | null;
      readonly operator: CountOperator;
      readonly operand: Operand;
    };

/** Whether some source's silence can leave it unclear. `subject` is what the rule judges. */
export function canBeUnclear(condition: Condition, subject: string): boolean {
  switch (condition.form) {
    case 'all':
    case 'any':
      return condition.of.some((one) => canBeUnclear(one, subject));
    case 'not':
      return canBeUnclear(condition.of, subject);
    case 'compare':
      if (condition.operator === 'told') return false;
      return condition.noun !== subject || condition.field.isAlwaysTold !== true;
    case 'some':
    case 'every':
    case 'no':
    case 'count':
      return true;
  }
}

/** What conditions are judged by. */
export interface Judging {
  readonly now: Date;
  readonly limits: Readonly<Record<string, unknown>>;
}

/** Whether the condition holds of what is seen. Whatever is not told makes it unclear, never false. */
export function judgeCondition(condition: Condition, sight: Sight, judging: Judging): Truth {
  switch (condition.form) {
    case 'all':
      return allOf(condition.of.map((one) => judgeCondition(one, sight, judging)));
    case 'any':
      return anyOf(condition.of.map((one) => judgeCondition(one, sight, judging)));
    case 'not':
      return negated(judgeCondition(condition.of, sight, judging));
    case 'compare':
      return compareField(condition, sight, judging);
    case 'count':
      return countItems(condition, sight, judging);
    case 'some':
    case 'every':
    case 'no':
      return quantify(condition, sight, judging);
  }
}

type Of<Form extends Condition['form']> = Extract<Condition, { form: Form }>;

function compareField(condition: Of<'compare'>, sight: Sight, judging: Judging): Truth {
  const { path, noun, field, operator } = condition;
  const thing = sight.things[noun];
  const operand = operandOf(condition.operand, judging);
  const told: Told =
    thing === null || thing === undefined
      ? { told: false, because: `the ${noun} is not known` }
      : field.read(thing);
  if (operator === 'told') return truthOf(told.told === operand);
  if (!told.told) return unclear(`${path} is not told: ${told.because}`);
  if ('never' in told) return compareNothing(operator, operand);
  return compare(operator, { value: told.value, operand, path, now: judging.now });
}

/** Told to be absent or never to happen: nothing compares with it but what asks for just that. */
function compareNothing(operator: Operator, operand: unknown): Truth {
  if (operator === 'never' || operator === 'absent' || operator === 'empty') {
    return truthOf(operand === true);
  }
  const isNegative = operator === 'isNot' || operator === 'notIn' || operator === 'notLike';
  return truthOf(isNegative || operator === 'endsAfterDays');
}

interface Compared {
  readonly value: unknown;
  readonly operand: unknown;
  readonly path: string;
  readonly now: Date;
}

const dayMs = 86_400_000;

function compare(operator: Operator, { value, operand, path, now }: Compared): Truth {
  const unfit = unclear(`${path} is of another kind than "${operator}" compares`);
  const texts = textsOf(value);
  switch (operator) {
    case 'is':
    case 'isNot':
      if (typeof value !== typeof operand) return unfit;
      return truthOf((value === operand) === (operator === 'is'));
    case 'in':
    case 'notIn':
      if (typeof value !== 'string' && typeof value !== 'number') return unfit;
      return truthOf(listOf(operand).includes(value) === (operator === 'in'));
    case 'like':
    case 'notLike':
      if (typeof value !== 'string') return unfit;
      return truthOf(isLike(value, String(operand)) === (operator === 'like'));
    case 'contains':
      return texts === null ? unfit : truthOf(texts.includes(String(operand)));
    case 'containsLike':
      return texts === null ? unfit : truthOf(texts.some((one) => isLike(one, String(operand))));
    case 'containsAny':
      return texts === null ? unfit : truthOf(texts.some((one) => listOf(operand).includes(one)));
    case 'empty':
      return texts === null ? unfit : truthOf((texts.length === 0) === operand);
    case 'atLeast':
    case 'atMost':
    case 'moreThan':
    case 'lessThan':
      return typeof value === 'number' ? truthOf(compareNumbers(operator, value, operand)) : unfit;
    case 'never':
    case 'absent':
      return truthOf(operand === false);
    case 'told':
      return truthOf(operand === true);
    case 'olderThanDays':
    case 'withinDays':
    case 'endsWithinDays':
    case 'endsAfterDays':
      return typeof value === 'string' ? compareDays(operator, value, { operand, now }) : unfit;
  }
}

function compareDays(
  operator: 'olderThanDays' | 'withinDays' | 'endsWithinDays' | 'endsAfterDays',
  value: string,
  { operand, now }: { readonly operand: unknown; readonly now: Date },
): Truth {
  const days = (now.getTime() - Date.parse(value)) / dayMs;
  const limit = Number(operand);
  switch (operator) {
    case 'olderThanDays':
      return truthOf(Math.floor(days) > limit);
    case 'withinDays':
      return truthOf(days >= 0 && Math.floor(days) <= limit);
    case 'endsWithinDays':
      return truthOf(days < 0 && Math.floor(-days) <= limit);
    case 'endsAfterDays':
      return truthOf(Math.floor(-days) > limit);
  }
}

function compareNumbers(operator: CountOperator, value: number, operand: unknown): boolean {
  const limit = Number(operand);
  switch (operator) {
    case 'atLeast':
      return value >= limit;
    case 'atMost':
      return value <= limit;
    case 'moreThan':
      return value > limit;
    case 'lessThan':
      return value < limit;
  }
}

function itemTruths(
  { collection, where }: { readonly collection: string; readonly where: Condition | null },
  sight: Sight,
  judging: Judging,
): { readonly truths: readonly Truth[]; readonly missing: string | null } | null {
  const found = sight.collection(collection);
  if (found === null) return null;
  const truths = found.items.map((item) =>
    where === null
      ? truthOf(true)
      : judgeCondition(
          where,
          { ...sight, things: { ...sight.things, [found.noun]: item } },
          judging,
        ),
  );
  return { truths, missing: found.isComplete ? null : `its ${collection} were not all read` };
}

function quantify(condition: Of<'some' | 'every' | 'no'>, sight: Sight, judging: Judging): Truth {
  const read = itemTruths(condition, sight, judging);
  if (read === null) return unclear('the identity is not known');
  const rest = read.missing === null ? [] : [unclear(read.missing)];
  if (condition.form === 'every') return allOf([...read.truths, ...rest]);
  const some = read.truths.length + rest.length === 0 ? fails : anyOf([...read.truths, ...rest]);
  return condition.form === 'some' ? some : negated(some);
}

/** Decided when it holds, or fails, for the fewest and for the most that there can be. */
function countItems(condition: Of<'count'>, sight: Sight, judging: Judging): Truth {
  const read = itemTruths(condition, sight, judging);
  if (read === null) return unclear('the identity is not known');
  const fewest = read.truths.filter(({ is }) => is === true).length;
  const open = read.truths.filter(({ is }) => is === null);
  const most = read.missing === null ? fewest + open.length : Number.POSITIVE_INFINITY;
  const limit = operandOf(condition.operand, judging);
  const atFewest = compareNumbers(condition.operator, fewest, limit);
  if (atFewest === compareNumbers(condition.operator, most, limit)) return truthOf(atFewest);
  const [first] = open;
  return first !== undefined && first.is === null
    ? first
    : unclear(read.missing ?? `its ${condition.collection} were not all told`);
}

function operandOf(operand: Operand, { limits }: Judging): unknown {
  return 'limit' in operand ? limits[operand.limit] : operand.value;
}

function listOf(operand: unknown): readonly unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}

function textsOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;
}
