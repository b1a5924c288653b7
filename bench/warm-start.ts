/**
 * How long the built program takes from its start to its first answer, over a large inventory. Run:
 * npm run build && node --conditions=source --import tsx bench/warm-start.ts [identities] [data folder]
 *
 * Fills a new embedded store through a sync and an evaluation (default: 100,000 identities; removed
 * at the end unless a folder is named, which is filled once and used again), closes it, and starts
 * `nonhuman up --no-scan` on it five times, PostgreSQL included. Nothing else may use the folder.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runSync } from '@nonhuman/engine';
import { openNonhuman } from '@nonhuman/server';
import { sql } from '@nonhuman/store';
import { z } from 'zod';
import { figures, machine, measure, peakMemory } from './measure/meter.ts';
import { observationsOf, toldAt } from './pages/observations.ts';

const identities = Number(process.argv[2] ?? 100_000);
const named = process.argv[3];
const folder = named ?? (await mkdtemp(join(tmpdir(), 'nonhuman-bench-')));
const program = fileURLToPath(new URL('../packages/cli/bin/nonhuman.mjs', import.meta.url));
const rounds = 5;

async function fill(): Promise<void> {
  const place = { env: {}, version: '0.0.0', dataFolder: folder, databaseUrl: '' };
  const nonhuman = await openNonhuman(place);
  const { db } = nonhuman.store;
  const Count = z.object({ count: z.number() });
  const { count } = await db.one(Count, sql`select count(*) as count from identity`);
  if (count === 0) {
    const { measured } = await measure(folder, async () => {
      await runSync(nonhuman.workings, {
        connection: { connectorId: 'bench', kind: 'import', name: 'bench' },
        observedAt: toldAt,
        observations: observationsOf(identities),
      });
      await nonhuman.evaluate();
    });
    console.log(`filled in ${figures(measured)}, ${peakMemory()}`);
  }
  await nonhuman.close();
}

/** Starts the program, waits for its first answer, and ends it. */
async function startOnce(): Promise<{ seconds: number; peakMegabytes: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [program, 'up', '--no-scan', '--port', '0'], {
    env: { ...process.env, NONHUMAN_DATA: folder, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const url = await Promise.race([servedUrl(child.stdout, child.stderr), ended.then(() => null)]);
  if (url === null) throw new Error('the program ended before it served');
  const answer = await fetch(new URL('/v1/health', url));
  const seconds = (performance.now() - begun) / 1000;
  if (answer.status >= 500) throw new Error(`its first answer was ${answer.status}`);
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const peakMegabytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
  child.kill('SIGINT');
  await ended;
  return { seconds, peakMegabytes };
}

async function servedUrl(...outputs: readonly NodeJS.ReadableStream[]): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    for (const output of outputs) {
      output.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const url = /Serving on (\S+)/.exec(text)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
  });
}

try {
  console.log(machine());
  await fill();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { seconds, peakMegabytes } = await startOnce();
    times.push(seconds);
    console.log(
      `first answer after ${seconds.toFixed(2)} s, peak RSS ${Math.round(peakMegabytes)} MB, load ${loadavg()[0]?.toFixed(1)}`,
    );
  }
  const [best, , median, , worst] = times.toSorted((a, b) => a - b).map((time) => time.toFixed(2));
  console.log(`min ${best} s, median ${median} s, max ${worst} s`);
} finally {
  if (named === undefined) await rm(folder, { recursive: true, force: true });
}
