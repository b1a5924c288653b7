import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectDb, type Db, sql } from './db.ts';
import { type Migration, migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { emptyDatabase } from './testing/index.ts';

const first: Migration = { version: 1, name: 'one', sql: 'create table one (id integer)' };
const second: Migration = {
  version: 2,
  name: 'two',
  sql: 'create table two (id integer); insert into one values (1)',
};

async function tables(db: Db): Promise<string[]> {
  const rows = await db.many(
    z.object({ name: z.string() }),
    sql`select tablename as name from pg_tables where schemaname = 'nonhuman' order by 1`,
  );
  return rows.map(({ name }) => name);
}

describe('migrate', () => {
  it('applies what is missing, in the schema of ours, and nothing twice', async () => {
    const { db } = await emptyDatabase();

    await migrate(db, [first]);
    await migrate(db, [first, second]);
    await migrate(db, [first, second]);

    expect(await tables(db)).toEqual(['one', 'schema_migration', 'two']);
    expect(await schemaVersion(db)).toBe(2);
    expect(await db.run(sql`select from one`)).toBe(1);
  });

  it('is safe to run by many at once', async () => {
    const { db, connection } = await emptyDatabase();
    const others = [1, 2, 3].map(() =>
      connectDb({ connection, maxConnections: 1, statementTimeoutMs: 0, reconnectWithinMs: 0 }),
    );

    await Promise.all([db, ...others].map((each) => migrate(each, [first, second])));
    await Promise.all(others.map((each) => each.close()));

    expect(await db.run(sql`select from one`)).toBe(1);
  });

  it('leaves whole steps behind when one fails', async () => {
    const { db } = await emptyDatabase();
    const broken = { ...second, sql: `${second.sql}; select 1 / 0` };

    await expect(migrate(db, [first, broken])).rejects.toThrow('division by zero');
    expect(await tables(db)).toEqual(['one', 'schema_migration']);

    await migrate(db, [first, second]);
    expect(await schemaVersion(db)).toBe(2);
  });

  it('touches nothing in a store that is newer than the program', async () => {
    const { db } = await emptyDatabase();
    await migrate(db, [first, second]);

    await expect(migrate(db, [first])).rejects.toMatchObject({
      code: 'STORE_NEWER_THAN_PROGRAM',
      details: { storeVersion: 2, programVersion: 1 },
    });
    expect(await tables(db)).toEqual(['one', 'schema_migration', 'two']);
  });

  it('refuses to go on when an applied migration reads otherwise', async () => {
    const { db } = await emptyDatabase();
    await migrate(db, [first]);
    const changed = { ...first, sql: 'create table one (id bigint)' };

    await expect(migrate(db, [changed, second])).rejects.toMatchObject({
      code: 'STORE_MIGRATION_CHANGED',
      details: { version: 1 },
    });
    expect(await tables(db)).toEqual(['one', 'schema_migration']);
  });

  it('refuses a list with a gap', async () => {
    const { db } = await emptyDatabase();

    await expect(migrate(db, [second])).rejects.toThrow('without gaps');
  });

  it('brings an empty database to the version of this program', async () => {
    const { db } = await emptyDatabase();

    expect(await migrate(db, migrations)).toBe(migrations.length);
  });
});
