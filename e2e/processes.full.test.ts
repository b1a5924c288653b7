import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  kill,
  processesOf,
  removeFolder,
  run,
  start,
  startUp,
  temporaryFolder,
} from './run-program.ts';

const folder = temporaryFolder();
const large = join(folder, 'large.csv');
const rows = 12_000;

beforeAll(() => {
  const lines = Array.from(
    { length: rows },
    (_, each) => `bot-${each},owner-${each % 50},2025-0${(each % 9) + 1}-01T00:00:00Z,key-${each}`,
  );
  writeFileSync(large, `name,owner,created at,key id\n${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'small.csv'), 'name,owner\nbackup-bot,ada\n');
  mkdirSync(join(folder, 'work'));
  writeFileSync(join(folder, 'work', '.env'), `PASSWORD=${'wJ4x'}${'Tq9Z'}${'bN2k'}\n`);
});

afterAll(() => removeFolder(folder));

const importLarge = ['import', 'generic', large, '--observed-at', '2026-01-01T00:00:00Z'];

/** Everything that is known, without the times at which we came to know it. */
async function known(data: string): Promise<string[]> {
  const lines: string[] = [];
  for (const of of ['identities', 'credentials', 'findings']) {
    const { code, stdout, stderr } = await run(['export', 'csv', '--of', of], { data });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    lines.push(...stdout.split('\n').map((line) => line.replace(ours, '-')));
  }
  return lines.sort();
}
const ours = /\b[a-z]{3}_[a-z0-9]{26}\b|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

const postmasterOf = (data: string) =>
  processesOf(data).find((pid) =>
    /postgres\0-D/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')),
  );

describe('a server and commands on one data folder', () => {
  it('work beside each other, and the last one out stops PostgreSQL', async () => {
    const data = join(folder, 'shared');
    const server = await startUp({ data });

    const ended = await Promise.all([
      run(['scan', join(folder, 'work')], { data }),
      run(['import', 'generic', join(folder, 'small.csv')], { data }),
      run(['list'], { data }),
      run(['findings'], { data }),
    ]);
    expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      ended.map(() => ({ code: 0, stderr: '' })),
    );
    expect(processesOf(data)).not.toEqual([]);

    expect(await server.stop()).toMatchObject({ code: 0, stderr: '' });
    expect(processesOf(data)).toEqual([]);
    expect((await run(['list'], { data })).stdout).toContain('backup-bot');
  });

  it('do not notice that the server was killed; the last one still stops PostgreSQL', async () => {
    const data = join(folder, 'killed-server');
    const server = await startUp({ data });
    const command = start(importLarge, { data });
    await sleep(2_000);

    server.child.kill('SIGKILL');

    expect(await command.ended).toMatchObject({ code: 0, stderr: '' });
    expect(processesOf(data)).toEqual([]);
  });

  it('go on after PostgreSQL was killed under the server', async () => {
    const data = join(folder, 'killed-postgres');
    const server = await startUp({ data });
    const token = readFileSync(join(data, 'api-token'), 'utf8').trim();
    const ask = () =>
      fetch(`${server.url}/v1/overview`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);

    const postmaster = postmasterOf(data) ?? 0;
    process.kill(postmaster, 'SIGKILL');

    await expect.poll(async () => (await ask()).status, { timeout: 30_000 }).toBe(200);
    expect(postmasterOf(data)).not.toBe(postmaster);
    expect(await server.stop()).toMatchObject({ code: 0 });
    expect(processesOf(data)).toEqual([]);
  });
});

describe('a command that is killed', () => {
  it('loses nothing that was committed, and the next run makes it whole', async () => {
    const [undisturbed, killed] = [join(folder, 'undisturbed'), join(folder, 'killed')];
    const whole = await run([...importLarge, '--json'], { data: undisturbed });
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    const expected = await known(undisturbed);
    expect(expected.length).toBeGreaterThan(rows * 2);

    await run(['list'], { data: killed });
    let seen = 0;
    // While it opens, while it writes, while it judges.
    for (const afterMs of [600, 1_500, 3_000, 5_000]) {
      const { child, ended } = start(importLarge, { data: killed });
      await sleep(afterMs);
      child.kill('SIGKILL');
      await ended;

      const { stdout } = await run(['list', '--limit', '1', '--json'], { data: killed });
      const { total } = JSON.parse(stdout) as { total: number };
      expect(total).toBeGreaterThanOrEqual(seen);
      seen = total;
    }
    expect(await run(importLarge, { data: killed })).toMatchObject({ code: 0, stderr: '' });

    expect(await known(killed)).toEqual(expected);
    expect(processesOf(killed)).toEqual([]);
  });

  it('with PostgreSQL at the same moment loses nothing either', async () => {
    const data = join(folder, 'power-cut');
    await run(['import', 'generic', join(folder, 'small.csv'), '--connection', 'small'], { data });
    const { child, ended } = start(importLarge, { data });
    await sleep(2_500);

    for (const pid of [child.pid ?? 0, ...processesOf(data)]) kill(pid);
    await ended;

    const { code, stdout, stderr } = await run(['list', 'backup-bot'], { data });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('backup-bot');
    expect(await run(importLarge, { data })).toMatchObject({ code: 0, stderr: '' });
    expect(processesOf(data)).toEqual([]);
  });
});
