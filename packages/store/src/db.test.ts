import { NhiError } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Db, sql } from './db.ts';
import { isUniqueViolation } from './store-errors.ts';
import { emptyDatabase } from './testing/index.ts';

const { db } = await emptyDatabase();
await db.run(sql`create table thing (id integer primary key, name text)`);

const Count = z.object({ count: z.number() });

async function count(on: Db): Promise<number> {
  return (await on.one(Count, sql`select count(*) from thing`)).count;
}

async function clear() {
  await db.run(sql`truncate thing`);
}

describe('values', () => {
  it('come back as what they are', async () => {
    const Row = z.record(z.string(), z.unknown());

    const row = await db.one(
      Row,
      sql`select 5::int8 as small, 9007199254740993::int8 as large, array[1, null]::int8[] as many,
            '2026-01-02'::date as day, '2026-01-02 03:04:05'::timestamp as local,
            '2026-01-02 03:04:05+02'::timestamptz as moment, 1.10::numeric as exact,
            '{"a":[1]}'::jsonb as json, array['x', null] as texts, null as nothing`,
    );

    expect(row).toEqual({
      small: 5,
      large: 9007199254740993n,
      many: [1, null],
      day: '2026-01-02',
      local: new Date('2026-01-02T03:04:05Z'),
      moment: new Date('2026-01-02T01:04:05Z'),
      exact: '1.10',
      json: { a: [1] },
      texts: ['x', null],
      nothing: null,
    });
  });

  it('are sent as what they are', async () => {
    const Row = z.object({ right: z.boolean() });
    const moment = new Date('2026-01-02T03:04:05.678Z');

    const row = await db.one(
      Row,
      sql`select ${moment}::timestamptz = '2026-01-02 03:04:05.678+00'
            and ${['a"b', '{}', null]}::text[] = array['a"b', '{}', null]
            and ${sql.json([1, { a: 'x' }])} = '[1, {"a": "x"}]'::jsonb
            and ${12345678901234567890n}::numeric = 12345678901234567890
            and ${Buffer.from([0, 255])}::bytea = '\\x00ff'::bytea
            and ${'a\0b'}::text = U&'a\\FFFDb' as right`,
    );

    expect(row.right).toBe(true);
  });
});

describe('rows', () => {
  it('are refused when they are not what the caller said', async () => {
    const rows = db.many(z.object({ n: z.string() }), sql`select 1 as n`);

    await expect(rows).rejects.toThrow('not what its schema says');
  });

  it('are counted by maybeOne and one', async () => {
    const Row = z.object({ n: z.number() });
    const two = sql`select * from (values (1), (2)) as t (n)`;

    expect(await db.maybeOne(Row, sql`select 1 as n where false`)).toBeNull();
    await expect(db.maybeOne(Row, two)).rejects.toThrow('not 2');
    await expect(db.one(Row, two)).rejects.toThrow('not 2');
    await expect(db.one(Row, sql`select 1 as n where false`)).rejects.toThrow('not 0');
  });
});

describe('a transaction', () => {
  it('keeps all it did, or nothing', async () => {
    await clear();

    await db.transaction((tx) => tx.run(sql`insert into thing values (1, 'kept')`));
    const failed = db.transaction(async (tx) => {
      await tx.run(sql`insert into thing values (2, 'lost')`);
      throw new Error('changed my mind');
    });

    await expect(failed).rejects.toThrow('changed my mind');
    expect(await count(db)).toBe(1);
  });

  it('undoes a nested one alone', async () => {
    await clear();

    await db.transaction(async (tx) => {
      await tx.run(sql`insert into thing values (1, 'outer')`);
      const inner = tx.transaction((nested) =>
        nested.run(sql`insert into thing values (1, 'twice')`),
      );
      await expect(inner).rejects.toSatisfy((error) => isUniqueViolation(error, 'thing_pkey'));
      await tx.transaction((nested) => nested.run(sql`insert into thing values (2, 'inner')`));
    });

    expect(await count(db)).toBe(2);
  });

  it('does not pretend to have committed when a failure was swallowed', async () => {
    await clear();

    const swallowed = db.transaction(async (tx) => {
      await tx.run(sql`insert into thing values (1, 'one')`);
      await tx.run(sql`insert into thing values (1, 'again')`).catch(() => {});
    });

    await expect(swallowed).rejects.toThrow('nothing was committed');
    expect(await count(db)).toBe(0);
  });

  it('cannot be used after its end, nor around a nested one', async () => {
    const leaked = await db.transaction(async (tx) => {
      await tx.transaction(async () => {
        await expect(tx.run(sql`select 1`)).rejects.toThrow('nested transaction');
      });
      return { tx };
    });

    await expect(leaked.tx.run(sql`select 1`)).rejects.toThrow('is over');
  });

  it('runs the statements that were asked for at once one after another', async () => {
    await clear();

    await db.transaction(async (tx) => {
      await Promise.all(
        Array.from({ length: 20 }, (_, id) => tx.run(sql`insert into thing values (${id}, 'x')`)),
      );
    });

    expect(await count(db)).toBe(20);
  });

  it('refuses to write when it is read-only', async () => {
    const writing = db.transaction((tx) => tx.run(sql`insert into thing values (99, 'x')`), {
      readOnly: true,
      isolation: 'repeatable read',
    });

    await expect(writing).rejects.toThrow('read-only transaction');
  });
});

describe('a stream', () => {
  const Row = z.object({ n: z.number() });

  it('gives every row in order, parameters included', async () => {
    const seen: number[] = [];

    for await (const { n } of db.stream(Row, sql`select generate_series(1, ${25}::int) as n`, 10)) {
      seen.push(n);
    }

    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it('frees its connection when it is left early', async () => {
    for (let round = 0; round < 10; round += 1) {
      for await (const row of db.stream(Row, sql`select generate_series(1, 1000) as n`, 10)) {
        if (row.n === 5) break;
      }
    }

    expect((await db.one(Row, sql`select 1 as n`)).n).toBe(1);
  });

  it('sees what its transaction wrote, and leaves it usable', async () => {
    await clear();

    await db.transaction(async (tx) => {
      await tx.run(sql`insert into thing select n, 'x' from generate_series(1, 3) n`);
      const ids: number[] = [];
      for await (const { n } of tx.stream(Row, sql`select id as n from thing order by id`, 2)) {
        ids.push(n);
      }
      expect(ids).toEqual([1, 2, 3]);
    });

    expect(await count(db)).toBe(3);
  });
});

describe('errors', () => {
  it('name a statement that took too long', async () => {
    const slow = db.transaction((tx) => tx.run(sql`select pg_sleep(5)`), {
      statementTimeoutMs: 20,
    });

    await expect(slow).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
  });

  it('do not stop reads when every connection is cut', async () => {
    const Row = z.object({ n: z.number() });
    await Promise.all([1, 2, 3].map((n) => db.one(Row, sql`select ${n}::int as n`)));

    await db
      .run(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()`,
      )
      .catch(() => {});

    expect(await db.one(Row, sql`select 7 as n`)).toEqual({ n: 7 });
  });

  it('tell a transaction that lost its connection, and spare the next one', async () => {
    const cut = db.transaction(async (tx) => {
      await tx.run(sql`select pg_terminate_backend(pg_backend_pid())`);
      await tx.run(sql`select 1`);
    });

    await expect(cut).rejects.toSatisfy(
      (error) => error instanceof NhiError && error.code === 'STORE_UNAVAILABLE',
    );
    await db.transaction((tx) => tx.run(sql`select 1`));
  });
});
