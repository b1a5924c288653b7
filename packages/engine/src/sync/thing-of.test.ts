import { nouns, things } from '@nonhuman/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { certainly, thingOf } from './thing-of.ts';

const texts = ['2026-01-31T08:00:00.000Z', '0600', 'a text', 'é\u2028\ud800'];

/** Values that the schema takes, as sources give them: plain objects. */
function valuesOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const taken = (values: readonly unknown[]) =>
    fc.constantFrom(...values.filter((value) => (schema as z.ZodType).safeParse(value).success));
  const within = valuesOf;
  switch (def.type) {
    case 'string':
      return taken(texts);
    case 'number':
      return taken([0, 1, 0.5, -1]);
    case 'boolean':
      return fc.boolean();
    case 'literal':
    case 'enum':
      return fc.constantFrom(...((schema as z.core.$ZodTypes)._zod.values ?? []));
    case 'optional':
      return fc.option(within(def.innerType), { nil: undefined });
    case 'nullable':
      return fc.option(within(def.innerType), { nil: null });
    case 'array':
      return fc.array(within(def.element), { maxLength: 3 });
    case 'record':
      return fc.dictionary(fc.constantFrom('a', 'b', '~'), within(def.valueType), {
        noNullPrototype: true,
      });
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([name, inner]) => [name, within(inner)])),
        { noNullPrototype: true },
      );
    case 'union':
      return fc.oneof(...def.options.map(within));
    default:
      return fc.constantFrom(null, 'a', 1.5, [1, [true]], { a: { b: [null, 'c'] } });
  }
}

const anything = fc.oneof(
  fc.constantFrom(null, undefined, '', 'unknown', 0, Number.NaN, {}, [], new Date(0), new Map()),
  fc.anything(),
);

/** Puts `put` somewhere into the value: over a field, as a further field, or in place of all. */
function mutated(value: unknown, path: readonly number[], put: unknown): unknown {
  const [at, ...rest] = path;
  if (at === undefined || typeof value !== 'object' || value === null) return put;
  const names = [...Object.keys(value), 'further', '__proto__'];
  const name = names[at % names.length] ?? 'further';
  const copy: Record<string, unknown> = { ...value };
  const inner = mutated(copy[name], rest, put);
  Object.defineProperty(copy, name, { value: inner, enumerable: true, configurable: true });
  return copy;
}

describe.each(nouns)('a row as %s', (noun) => {
  const schema = things[noun];
  const rows = valuesOf(schema);
  const mutants = fc
    .tuple(rows, fc.array(fc.nat(50), { minLength: 1, maxLength: 4 }), anything)
    .map(([row, path, put]) => mutated(row, path, put));

  it('is taken or refused as the schema does, and gives what the schema gives', () => {
    fc.assert(
      fc.property(mutants, (row) => {
        const parsed = schema.safeParse(row);

        const thing = thingOf(noun, row);

        expect(thing !== null).toBe(parsed.success);
        if (parsed.success) expect(thing).toEqual(parsed.data);
      }),
    );
  });

  it('is certain only where the schema takes it as it is', () => {
    const isCertain = certainly(schema);

    fc.assert(
      fc.property(mutants, (row) => {
        if (isCertain(row)) expect(schema.safeParse(row).data).toEqual(row);
      }),
    );
  });

  it('is given itself, not a copy, when it is as it should be', () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(thingOf(noun, row)).toBe(row);
      }),
    );
  });
});
