import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from '../db.ts';
import { testDb } from '../testing/test-db.ts';
import { refreshStatistics } from './statistics.ts';

const db = await testDb();

const rowsKnown = async () => {
  const Known = z.object({ rows: z.number() });
  const { rows } = await db.one(
    Known,
    sql`select reltuples::float8 as rows from pg_class where relname = 'setting'`,
  );
  return rows;
};

describe('refreshing statistics', () => {
  it('has PostgreSQL know a table that was just filled, before its own counters do', async () => {
    await db.run(
      sql`insert into workspace (id, name, created_at) values ('filled', 'filled', now())`,
    );
    await db.run(sql`insert into setting (workspace_id, name, value)
      select 'filled', n::text, to_jsonb(repeat(md5(n::text), 20)) from generate_series(1, 4000) n`);

    await refreshStatistics(db);

    expect(await rowsKnown()).toBe(4_000);
  });

  it('leaves a table alone that has not grown since', async () => {
    await refreshStatistics(db);
    await db.run(sql`update pg_class set reltuples = 3999 where relname = 'setting'`);

    await refreshStatistics(db);

    expect(await rowsKnown()).toBe(3_999);
  });
});
