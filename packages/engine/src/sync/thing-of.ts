import { type Noun, type Things, things } from '@nonhuman/model';
import type { z } from 'zod';

/** True only where the schema certainly takes the value as it stands; false decides nothing. */
type Test = (value: unknown) => boolean;

const testsOfSchemas = new WeakMap<z.core.$ZodType, Test>();
const testsOfNouns = new Map<Noun, Test>();

/**
 * The value as its noun, without fields that the noun does not have; null when it is none. Gives the
 * value itself where there is nothing to leave out.
 *
 * The schema decides. As almost every row is as it should be, a test made from the schema looks
 * first, without building what the schema would give back.
 */
export function thingOf<N extends Noun>(noun: N, value: unknown): Things[N] | null {
  let test = testsOfNouns.get(noun);
  if (test === undefined) testsOfNouns.set(noun, (test = certainly(things[noun])));
  if (test(value)) return value as Things[N];
  const parsed = things[noun].safeParse(value);
  return parsed.success ? (parsed.data as Things[N]) : null;
}

/** Makes the test of a schema. */
export function certainly(schema: z.core.$ZodType): Test {
  const known = testsOfSchemas.get(schema);
  if (known !== undefined) return known;
  const test = testOf(schema as z.core.$ZodTypes) ?? asParsed(schema as z.ZodType);
  testsOfSchemas.set(schema, test);
  return test;
}

/** Null for what is told apart by the schema only. */
function testOf(schema: z.core.$ZodTypes): Test | null {
  const { def } = schema._zod;
  if (def.type === 'string') return textTest(def as z.core.$ZodStringDef);
  if (def.checks !== undefined && def.checks.length > 0 && def.type !== 'number') return null;
  if (def.type === 'boolean') return (value) => typeof value === 'boolean';
  if (def.type === 'null') return (value) => value === null;
  if (def.type === 'number') {
    return isAnyNumber(def as z.core.$ZodNumberDef) ? Number.isFinite : null;
  }
  if (def.type === 'literal' || def.type === 'enum') {
    const allowed: ReadonlySet<unknown> = schema._zod.values ?? new Set();
    return (value) => allowed.has(value);
  }
  if (def.type === 'optional') return orElse(undefined, certainly(def.innerType));
  if (def.type === 'nullable') return orElse(null, certainly(def.innerType));
  if (def.type === 'array') return arrayTest(certainly(def.element));
  if (def.type === 'record') return recordTest(certainly(def.keyType), certainly(def.valueType));
  if (def.type === 'object') return def.catchall === undefined ? objectTest(def.shape) : null;
  if (def.type === 'union') return anyOf(def.options.map((option) => certainly(option)));
  return def.type === 'lazy' ? lazyTest(def.getter) : null;
}

function asParsed(schema: z.ZodType): Test {
  return (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success && Object.is(parsed.data, value);
  };
}

function textTest(def: z.core.$ZodStringDef): Test | null {
  const { pattern } = def as Partial<z.core.$ZodStringFormatDef>;
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const check of def.checks ?? []) {
    const { def: limit } = check._zod;
    if (limit.check === 'min_length') {
      least = Math.max(least, (limit as z.core.$ZodCheckMinLengthDef).minimum);
    } else if (limit.check === 'max_length') {
      most = Math.min(most, (limit as z.core.$ZodCheckMaxLengthDef).maximum);
    } else return null;
  }
  return (value) =>
    typeof value === 'string' &&
    value.length >= least &&
    value.length <= most &&
    (pattern === undefined || pattern.test(value));
}

/** Formats (whole numbers) are checks of their own kind. */
function isAnyNumber(def: z.core.$ZodNumberDef): boolean {
  return (def.checks ?? []).length === 0 && !('format' in def);
}

function orElse(other: null | undefined, test: Test): Test {
  return (value) => value === other || test(value);
}

function anyOf(tests: readonly Test[]): Test {
  return (value) => {
    for (const test of tests) if (test(value)) return true;
    return false;
  };
}

function arrayTest(test: Test): Test {
  return (value) => {
    if (!Array.isArray(value)) return false;
    for (const entry of value as unknown[]) if (!test(entry)) return false;
    return true;
  };
}

function recordTest(keyTest: Test, test: Test): Test {
  return (value) => {
    if (!isPlain(value)) return false;
    for (const name in value) {
      if (name === '__proto__' || !keyTest(name) || !test(value[name])) return false;
    }
    return true;
  };
}

function objectTest(shape: Readonly<Record<string, z.core.$ZodType>>): Test {
  const fields = Object.entries(shape).map(([name, schema]) => ({ name, test: certainly(schema) }));
  const names = new Set(Object.keys(shape));
  return (value) => {
    if (!isPlain(value)) return false;
    for (const { name, test } of fields) if (!test(value[name])) return false;
    for (const name in value) if (!names.has(name)) return false;
    return true;
  };
}

function lazyTest(getter: () => z.core.$ZodType): Test {
  let test: Test | null = null;
  return (value) => (test ??= certainly(getter()))(value);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
