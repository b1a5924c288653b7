import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testDb } from '../testing/index.ts';
import { readSetting, writeSetting } from './settings.ts';
import { ensureWorkspace, listWorkspaces } from './workspaces.ts';

const db = await testDb();
const now = new Date('2026-06-15T12:00:00.000Z');

describe('a workspace', () => {
  it('is made once for each name, also when two ask at once', async () => {
    const [first, second] = await Promise.all([
      ensureWorkspace(db, 'acme', now),
      ensureWorkspace(db, 'acme', now),
    ]);

    expect(second).toEqual(first);
    expect((await listWorkspaces(db)).filter(({ name }) => name === 'acme')).toHaveLength(1);
  });

  it('keeps what it was set to last, apart from others', async () => {
    const limit = { name: 'limit', schema: z.object({ days: z.int() }) };
    const one = await ensureWorkspace(db, 'one', now);
    const other = await ensureWorkspace(db, 'other', now);

    await writeSetting(db, one.id, { name: 'limit', value: { days: 30 } });
    await writeSetting(db, one.id, { name: 'limit', value: { days: 90 } });

    expect(await readSetting(db, one.id, limit)).toEqual({ days: 90 });
    expect(await readSetting(db, other.id, limit)).toBeNull();
  });
});
