import { readdir } from 'node:fs/promises';
import { routes } from '@nonhuman/api-contract';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/index.ts';
import { fillWithCompany } from './fill-with-company.ts';

const db = await testDb();
const { workings, ask } = await testApp(db);

describe('the made-up company', () => {
  it('fills an empty workspace through its exports, once, and leaves no file behind', async () => {
    const first = await fillWithCompany(workings);
    const again = await fillWithCompany(workings);

    const overview = routes.getOverview.success.schema.parse(
      await (await ask('/v1/overview')).json(),
    );
    expect([first, again]).toEqual([true, false]);
    expect(overview.totals.identities).toBeGreaterThan(200);
    expect(overview.totals.agents).toBeGreaterThan(0);
    expect(await readdir(workings.dataFolder)).toEqual([]);
  });
});
