import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { silentLog } from '@nonhuman/runtime';
import { openStore, sql } from '@nonhuman/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeHome, type RealHome } from './home/make-home.ts';
import { program } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'nonhuman-home-'));
const data = join(folder, 'data');
let home: RealHome;
let output = '';

const Row = z.object({ noun: z.string(), locator: z.string() });
let rows: { noun: string; path: string }[] = [];

async function nonhuman(...args: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [program, ...args, '--data', data],
    { maxBuffer: 1e9, env: { ...process.env, HOME: home.path, NO_COLOR: '1' } },
  );
  output += stdout + stderr;
  return stdout;
}

beforeAll(async () => {
  home = makeHome(join(folder, 'home/ada'));
  await nonhuman('scan', home.path, '--json');
  const store = await openStore({ env: {}, log: silentLog, dataFolder: data });
  const told = await store.db.many(
    Row,
    sql`select 'identity' as noun, facts->'place'->>'locator' as locator from identity where facts->'place' is not null
        union all select 'credential', facts->'place'->>'locator' from credential where facts->'place' is not null
        union all select 'exposure', locator from exposure
        union all select 'secret-reference', locator from secret_reference where store <> 'ambient'`,
  );
  await store.close();
  rows = told.map(({ noun, locator }) => ({ noun, path: relative(home.path, locator) }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const found = (noun: string, path: string) =>
  rows.filter((row) => row.noun === noun && row.path === path).length;

describe('a scan of a real home', () => {
  it('finds every planted item', () => {
    const wrong = home.planted.flatMap(
      ({ path, credentials, exposures, references, identities }) => {
        const told = {
          credential: credentials,
          exposure: exposures,
          'secret-reference': references,
          identity: identities,
        };
        return Object.entries(told).flatMap(([noun, count]) =>
          count === undefined || found(noun, path) === count
            ? []
            : [`${path}: ${found(noun, path)} of ${count} ${noun}`],
        );
      },
    );

    expect(wrong).toEqual([]);
  });

  it('finds nothing that is not there', () => {
    const planted = new Set(home.planted.map(({ path }) => path));
    const others = rows.filter(
      ({ path, noun }) => !planted.has(path) && noun !== 'ownership' && !path.startsWith('.gnupg/'),
    );

    expect(others).toEqual([]);
  });

  it('says no secret: not on the terminal, not in exports, not in any file it keeps', async () => {
    await nonhuman('findings', '--json');
    await nonhuman('export', 'csv', '--of', 'credentials');
    await nonhuman('export', 'sarif');
    await nonhuman('coverage', '--all', '--json');
    const kept = filesBelow(data).map((path) => readFileSync(path).toString('latin1'));

    for (const secret of home.secrets) {
      expect(output).not.toContain(secret);
      expect(kept.filter((content) => content.includes(secret))).toEqual([]);
    }
  });

  it('changes nothing when it is run again', async () => {
    const again = z
      .object({ sync: z.object({ added: z.number(), changed: z.number(), removed: z.number() }) })
      .loose();
    const { sync } = again.parse(JSON.parse(await nonhuman('scan', home.path, '--json')));

    expect(sync).toEqual({ added: 0, changed: 0, removed: 0 });
  });
});

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}
