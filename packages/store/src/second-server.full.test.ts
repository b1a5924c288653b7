import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { startHostServer } from './testing/index.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const server = await startHostServer();

afterAll(() => server?.stop());

// Without PostgreSQL from the system's packages there is no second server to run on.
describe.skipIf(server === null)('the suite of the embedded PostgreSQL', () => {
  it.each([
    'packages/store',
    'packages/engine/src/sync',
    'packages/engine/src/evaluate',
    'packages/server',
  ])('passes on a PostgreSQL server of its own as well: %s', (folder) => {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', folder],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, NONHUMAN_TEST_POSTGRES: server?.url ?? '' },
      },
    );

    expect({ status, told: status === 0 ? '' : stdout.slice(-4000) }).toEqual({
      status: 0,
      told: '',
    });
  });
});
