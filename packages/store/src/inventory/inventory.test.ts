import { nouns } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from '../db.ts';
import { testDb } from '../testing/index.ts';
import { ensureWorkspace } from '../workspaces/workspaces.ts';
import { ensureConnection, saveScope } from './connections.ts';
import { nounTables } from './noun-tables.ts';

const db = await testDb();
const { id: workspaceId } = await ensureWorkspace(db, 'test', new Date(0));

describe('the tables of the nouns', () => {
  it.each(nouns)('have the columns that are written: %s', async (noun) => {
    const { name, columns } = nounTables[noun];

    const found = await db.many(
      z.object({ column_name: z.string() }),
      sql`select column_name from information_schema.columns where table_name = ${name}`,
    );

    expect(found.map((row) => row.column_name)).toEqual(expect.arrayContaining([...columns]));
  });
});

describe('a scope', () => {
  it('keeps its newest name and the times at which it was first and last seen, in whatever order they come', async () => {
    const connectionId = await ensureConnection(db, workspaceId, {
      connectorId: 'test',
      kind: 'import',
      name: 'x',
      now: new Date(0),
    });
    const see = (name: string, seenAt: Date) =>
      saveScope(db, workspaceId, {
        connectionId,
        scope: { key: '1', kind: 'account', name, provider: 'test' },
        seenAt,
      });

    const ids = [await see('new', new Date(2_000)), await see('old', new Date(1_000))];

    expect(new Set(ids).size).toBe(1);
    const Row = z.object({ name: z.string(), first_seen_at: z.date(), last_seen_at: z.date() });
    const row = await db.one(Row, sql`select name, first_seen_at, last_seen_at from scope`);
    expect(row).toEqual({
      name: 'new',
      first_seen_at: new Date(1_000),
      last_seen_at: new Date(2_000),
    });
  });
});
