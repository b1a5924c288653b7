/**
 * How fast pages are answered over a large inventory, through the server's socket. Prints the figures
 * and the command that made them.
 *
 *   node --conditions=source --import tsx bench/pages.ts [identities] [data folder]
 *
 * Fills a new embedded store (default: 100,000 identities; removed at the end unless a folder is
 * named, which is filled once and used again) through a sync and an evaluation, closes it, and opens it
 * as a program that starts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSync } from '@nonhuman/engine';
import { openNonhuman, readToken, startServer } from '@nonhuman/server';
import { sql } from '@nonhuman/store';
import { z } from 'zod';
import { observationsOf, toldAt } from './pages/observations.ts';

const identities = Number(process.argv[2] ?? 100_000);
const named = process.argv[3];
const folder = named ?? (await mkdtemp(join(tmpdir(), 'nonhuman-bench-')));
const place = { env: process.env, version: '0.0.0', dataFolder: folder, databaseUrl: '' };
const rounds = 40;

const filtered: Readonly<Record<string, string>> = {
  'no filter': '',
  'one kind': 'kind=agent',
  'two providers, two kinds': 'provider=postgres,okta&kind=agent,bot',
  'high or worse': 'severity=high',
  'production admins': 'environment=production&access=admin',
  'without owner, by last use': 'owner=none&sort=lastUsed',
  'five filters, newest':
    'status=expired&owner=none&environment=unknown&access=none&provider=aws&sort=created',
  'part of a name, by name': 'q=billing-mail&sort=name',
  'nothing matches': 'kind=agent&status=revoked',
  exposed: 'exposed=true',
};
const others: Readonly<Record<string, string>> = {
  facets: '/v1/identities/facets',
  'facets, three filters': '/v1/identities/facets?kind=agent,bot&severity=high&owner=none',
  'facets of a search': '/v1/identities/facets?q=billing-mail',
  overview: '/v1/overview',
  findings: '/v1/findings',
  'findings of one check': '/v1/findings?check=credential-too-old',
  'findings, newest': '/v1/findings?sort=firstSeen',
  'credentials, first to expire': '/v1/credentials?sort=expires',
  'identities half a year ago': '/v1/identities?asOf=2026-06-10',
};

async function fill(): Promise<void> {
  const nonhuman = await openNonhuman(place);
  const Total = z.object({ total: z.number() });
  const facets = await (
    await nonhuman.fetch('/v1/identities/facets', { method: 'GET', headers: {} })
  ).json();
  if (Total.parse(facets).total === 0) {
    const started = performance.now();
    await runSync(nonhuman.workings, {
      connection: { connectorId: 'bench', kind: 'import', name: 'bench' },
      observedAt: toldAt,
      observations: observationsOf(identities),
    });
    await nonhuman.evaluate();
    await nonhuman.store.db.run(sql`vacuum analyze`);
    console.log(`filled in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  await nonhuman.close();
}

const percentile = (sorted: readonly number[], part: number) =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
    .toFixed(1)
    .padStart(7);

function report(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const figures = [0, 0.5, 0.95, 0.99].map((part) => percentile(sorted, part)).join('');
  console.log(`${name.padEnd(32)}${figures} ms`);
}

const Page = z.object({ nextCursor: z.string().nullable().optional() });

async function measure(get: (path: string) => Promise<unknown>, path: string): Promise<number[]> {
  const times: number[] = [];
  let cursor: string | null | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const separator = path.includes('?') ? '&' : '?';
    const full = cursor ? `${path}${separator}cursor=${encodeURIComponent(cursor)}` : path;
    const started = performance.now();
    const answer = await get(full);
    times.push(performance.now() - started);
    cursor = Page.parse(answer).nextCursor;
  }
  return times;
}

await fill();
const started = performance.now();
const nonhuman = await openNonhuman(place);
const server = await startServer({ workings: nonhuman.workings, webFolder: null, port: 0 });
const headers = { authorization: `Bearer ${await readToken(nonhuman.store.dataFolder)}` };
const get = async (path: string): Promise<unknown> => {
  const answer = await fetch(`${server.url}${path}`, { headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
await get('/v1/health');
console.log(`started and serving after ${(performance.now() - started).toFixed(0)} ms`);
const first = performance.now();
await get('/v1/overview');
console.log(`first overview after another ${(performance.now() - first).toFixed(0)} ms`);

console.log(`\n${'a page of 50 identities'.padEnd(32)}   best    p50    p95    p99`);
const all: number[] = [];
for (const [name, query] of Object.entries(filtered)) {
  const times = await measure(get, `/v1/identities?${query}`);
  report(name, times);
  all.push(...times);
}
report('all of these', all);
console.log();
for (const [name, path] of Object.entries(others)) report(name, await measure(get, path));
await server.close();
await nonhuman.close();
if (named === undefined) await rm(folder, { recursive: true });
console.log(`\nload of the machine: ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`);
console.log('node --conditions=source --import tsx bench/pages.ts');
