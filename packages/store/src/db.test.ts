import { expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from './db.ts';
import { testDb } from './testing/index.ts';

const db = await testDb();

it('gives int8 as a number', async () => {
  const rows = await db.many(z.object({ n: z.number() }), sql`select 5::int8 as n`);

  expect(rows).toEqual([{ n: 5 }]);
});
