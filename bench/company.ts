/**
 * How long a large company takes: its exports imported, judged, and imported again after one thing in a
 * hundred has changed. Writing the company itself is not counted. Run:
 * node --conditions=source --import tsx bench/company.ts [identities]
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { connectors } from '@nonhuman/connectors';
import { writeCompany } from '@nonhuman/demo';
import { evaluate, runImport } from '@nonhuman/engine';
import { secretKeeper, silentLog } from '@nonhuman/runtime';
import { ensureWorkspace, openStore, sql } from '@nonhuman/store';
import { z } from 'zod';
import { changedCopy } from './company/changed-copy.ts';
import { figures, machine, measure, peakMemory } from './measure/meter.ts';

const size = Number(process.argv[2] ?? 1_000_000);
const now = new Date();
const work = await mkdtemp(join(tmpdir(), 'nonhuman-bench-'));
const before = join(work, 'before');
const after = join(work, 'after');
const dataFolder = join(work, 'data');

async function copyChanged(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, source.slice(from.length));
    await mkdir(dirname(target), { recursive: true });
    await pipeline(createReadStream(source), changedCopy(100), createWriteStream(target));
  }
}

console.log(machine());
const { imports } = await writeCompany({ seed: 1, size, now, folder: before });
await copyChanged(before, after);
await mkdir(dataFolder);
const store = await openStore({ env: {}, log: silentLog, dataFolder, databaseUrl: '' });
try {
  const { id: workspaceId } = await ensureWorkspace(store.db, 'bench', now);
  const deps = { db: store.db, workspaceId, now: () => new Date(), log: silentLog };
  const secrets = secretKeeper(Buffer.alloc(32, 7));

  async function importAll(folder: string, observedAt: Date) {
    const sums = { added: 0, changed: 0, unchanged: 0, removed: 0 };
    for (const { provider, path } of imports) {
      const connector = connectors.find(({ id }) => id === provider);
      if (connector === undefined) throw new Error(`there is no connector ${provider}`);
      const { result, measured } = await measure(dataFolder, () =>
        runImport(deps, {
          connector,
          inputs: { paths: [join(folder, path)], stdin: null },
          options: {},
          observedAt,
          secrets,
        }),
      );
      console.log(`  ${provider}: ${figures(measured)}, ${result.added + result.changed} written`);
      for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += result[name];
    }
    return sums;
  }

  async function report(title: string, what: () => Promise<unknown>): Promise<void> {
    const { result, measured } = await measure(dataFolder, what);
    console.log(`${title}: ${figures(measured)}, ${JSON.stringify(result)}, ${peakMemory()}`);
  }

  await report('first import', () => importAll(before, new Date(now.getTime() + 1000)));
  const Count = z.object({ identities: z.number(), grants: z.number() });
  const counts = await store.db.one(
    Count,
    sql`select (select count(*) from identity) as identities, (select count(*) from access_grant) as grants`,
  );
  console.log(`${JSON.stringify(counts)} in the store`);
  await report('first evaluation', () => evaluate(deps));
  await report('import with 1 % changed', () => importAll(after, new Date(now.getTime() + 2000)));
  await report('evaluation after it', () => evaluate(deps));
} finally {
  await store.close();
  await rm(work, { recursive: true, force: true });
}
