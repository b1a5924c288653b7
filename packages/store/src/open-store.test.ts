import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@nonhuman/runtime';
import { afterAll, expect, it } from 'vitest';
import { openStore } from './open-store.ts';

const dataFolder = await mkdtemp(join(tmpdir(), 'nonhuman-open-store-'));
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

it.each([
  'localhost:5432/nonhuman',
  'mysql://localhost/nonhuman',
  'postgres://user:pass word@host:port/x',
])('says how DATABASE_URL is written when it is %s', async (databaseUrl) => {
  const opening = openStore({ env: {}, log: silentLog, dataFolder, databaseUrl });

  await expect(opening).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    details: { setting: 'DATABASE_URL' },
  });
});
