import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from './db.ts';
import { emptyDatabase } from './testing/index.ts';

const { db } = await emptyDatabase();
await db.run(sql`
  create table sample (
    id integer, text text, texts text[], number float8, whole int8, flag boolean,
    moment timestamptz, moments timestamptz[], json jsonb, bytes bytea
  )`);

const columns = [
  'id',
  'text',
  'texts',
  'number',
  'whole',
  'flag',
  'moment',
  'moments',
  'json',
  'bytes',
] as const;

const Sample = z.object({
  id: z.number(),
  text: z.unknown(),
  texts: z.unknown(),
  number: z.unknown(),
  whole: z.unknown(),
  flag: z.unknown(),
  moment: z.unknown(),
  moments: z.unknown(),
  json: z.unknown(),
  bytes: z.unknown(),
});
type Sample = z.infer<typeof Sample>;

/** All of Unicode, with what the format gives a meaning to made frequent. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('\\', '\t', '\n', '\r', '\b', '\v', '"', '{', '}', ',', 'N', '.', "'"),
  }),
  fc.constantFrom('\\N', '\\.', 'NULL', '', ' ', 'null'),
);
/** The years that both PostgreSQL and JavaScript know. */
const moment = fc.date({
  min: new Date('-004700-01-01T00:00:00Z'),
  max: new Date('+275000-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const values = fc.record({
  text: orNull(text),
  texts: orNull(fc.array(orNull(text))),
  number: orNull(fc.double()),
  whole: orNull(fc.maxSafeInteger()),
  flag: orNull(fc.boolean()),
  moment: orNull(moment),
  moments: orNull(fc.array(orNull(moment))),
  json: orNull(fc.jsonValue().filter((value) => value !== null)),
  bytes: orNull(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
});

async function stored(): Promise<Sample[]> {
  return db.many(Sample, sql`select * from sample order by id`);
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD');
  return Array.isArray(value) ? value.map(storable) : value;
}

describe('copyIn', () => {
  it('stores every value as it was given', async () => {
    const property = fc.asyncProperty(
      fc.array(values, { minLength: 1, maxLength: 20 }),
      async (given) => {
        const rows = given.map((row, id): Sample => ({ id, ...row }));
        await db.run(sql`truncate sample`);

        const loaded = await db.copyIn(
          'sample',
          columns,
          rows.map((row) => columns.map((name) => row[name])),
        );

        expect(loaded).toBe(rows.length);
        expect(await stored()).toEqual(
          rows.map((row) => ({
            ...row,
            text: storable(row.text),
            texts: storable(row.texts),
            // JSON has no negative zero.
            json: JSON.parse(JSON.stringify(row.json).replaceAll('\\u0000', '\\ufffd')) as unknown,
          })),
        );
      },
    );

    await fc.assert(property, { numRuns: 60 });
  });

  it('takes rows as they come, more than one chunk of them', async () => {
    await db.run(sql`truncate sample`);
    async function* rows() {
      for (let id = 0; id < 20_000; id += 1) {
        if (id % 1000 === 0) await Promise.resolve();
        yield [id, 'a text of some length'];
      }
    }

    expect(await db.copyIn('sample', ['id', 'text'], rows())).toBe(20_000);
  });

  it('replaces what PostgreSQL cannot hold', async () => {
    await db.run(sql`truncate sample`);

    await db.copyIn('sample', ['id', 'text', 'json'], [[1, 'a\0b', { 'k\0': '\uD800' }]]);

    expect(await stored()).toMatchObject([{ text: 'a\uFFFDb', json: { 'k\uFFFD': '\uFFFD' } }]);
  });

  it('leaves nothing behind, and the connection usable, when a row fails', async () => {
    await db.run(sql`truncate sample`);
    const failing: readonly [string, readonly string[], readonly (readonly unknown[])[]][] = [
      ['sample', ['id'], [[1], ['not a number']]],
      ['sample', ['id', 'text'], [[1, 'x'], [2]]],
      ['sample', ['id', 'text'], [[1, undefined]]],
      ['sample', ['nothing'], [[1]]],
      ['no_table', ['id'], [[1]]],
    ];

    for (const [table, names, rows] of failing) {
      await expect(db.copyIn(table, names, rows)).rejects.toThrow(
        /invalid input|was given for|cannot be|no column/,
      );
    }
    expect(await stored()).toEqual([]);
  });

  it('belongs to the transaction it is called in', async () => {
    await db.run(sql`truncate sample`);

    const undone = db.transaction(async (tx) => {
      await tx.copyIn('sample', ['id'], [[1], [2]]);
      throw new Error('undo');
    });

    await expect(undone).rejects.toThrow('undo');
    expect(await stored()).toEqual([]);
  });

  it('lets a transaction go on after a failed one in a nested transaction', async () => {
    await db.run(sql`truncate sample`);

    await db.transaction(async (tx) => {
      const nested = tx.transaction((inner) => inner.copyIn('sample', ['id'], [[1], [{ a: 1 }]]));
      await expect(nested).rejects.toThrow('cannot be object');
      await tx.copyIn('sample', ['id'], [[3]]);
    });

    expect(await stored()).toMatchObject([{ id: 3 }]);
  });
});
