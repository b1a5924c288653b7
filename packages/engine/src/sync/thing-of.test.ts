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
  if (def.type === 'string') return taken(texts);
  if (def.type === 'number') return taken([0, 1, 0.5, -1]);
  if (def.type === 'boolean') return fc.boolean();
  if (def.type === 'literal' || def.type === 'enum') {
    return fc.constantFrom(...((schema as z.core.$ZodTypes)._zod.values ?? []));
  }
  if (def.type === 'optional') return fc.option(valuesOf(def.innerType), { nil: undefined });
  if (def.type === 'nullable') return fc.option(valuesOf(def.innerType), { nil: null });
  if (def.type === 'array') return fc.array(valuesOf(def.element), { maxLength: 3 });
  if (def.type === 'record') {
    const names = fc.constantFrom('a', 'b', '~');
    return fc.dictionary(names, valuesOf(def.valueType), { noNullPrototype: true });
  }
  if (def.type === 'object') {
    const fields = Object.entries(def.shape).map(([name, field]) => [name, valuesOf(field)]);
    return fc.record(Object.fromEntries(fields), { noNullPrototype: true });
  }
  if (def.type === 'union') return fc.oneof(...def.options.map(valuesOf));
  return fc.constantFrom(null, 'a', 1.5, [1, [true]], { a: { b: [null, 'c'] } });
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

        expect(thing).toEqual(parsed.success ? parsed.data : null);
      }),
    );
  });

  it('is certain only where the schema takes it', () => {
    const isCertain = certainly(schema);
    const isWronglyCertain = (row: unknown) => isCertain(row) && !schema.safeParse(row).success;

    fc.assert(fc.property(mutants, (row) => !isWronglyCertain(row)));

    expect(isCertain(Symbol('no row'))).toBe(false);
  });

  it('is given itself, not a copy, when it is as it should be', () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(thingOf(noun, row)).toBe(row);
      }),
    );
  });
});
