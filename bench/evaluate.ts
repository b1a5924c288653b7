/**
 * How fast all checks judge an inventory in the store. Run:
 * node --conditions=source --import tsx bench/evaluate.ts [identities]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from '@nonhuman/checks';
import { evaluate, runSync } from '@nonhuman/engine';
import { type Noun, never, type Observation, seen, type Things, unknown } from '@nonhuman/model';
import { silentLog } from '@nonhuman/runtime';
import { ensureWorkspace, openStore, sql } from '@nonhuman/store';
import { z } from 'zod';
import { figures, machine, measure, peakMemory } from './measure/meter.ts';

const identities = Number(process.argv[2] ?? 100_000);
const scopeKey = '111111111111';
const listing = 'bench.all';
const dayMs = 86_400_000;
const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs).toISOString();

const say = <N extends Noun>(noun: N, value: Things[N]) =>
  ({ type: 'upsert', noun, scopeKey, listing, value }) as Observation;

/** An account where most things are in order and some of everything is wrong: one or two credentials, one grant, and now and then an exposure, a trust or an owner for each identity. */
async function* account(): AsyncGenerator<Observation> {
  yield {
    type: 'scope',
    scope: { key: scopeKey, kind: 'account', name: 'bench', provider: 'bench' },
  };
  for (let index = 0; index < 200; index += 1) {
    yield say('entitlement', {
      key: `policy/${index}`,
      provider: 'bench',
      nativeType: 'bench-policy',
      name: `policy-${index}`,
      access: index === 0 ? 'admin' : 'write',
      wildcards: index % 10 === 0 ? ['s3:*'] : [],
    });
  }
  for (let index = 0; index < identities; index += 1) yield* identityAndCredentials(index);
  yield {
    type: 'complete',
    scopeKey,
    listing,
    nouns: ['identity', 'credential', 'grant', 'delegation', 'exposure', 'ownership'],
    items: identities,
  };
}

function* identityAndCredentials(index: number): Iterable<Observation> {
  const key = `identity/${index}`;
  const base = { provider: 'bench', status: 'active' } as const;
  yield say('identity', {
    ...base,
    key,
    kind: index % 3 === 0 ? 'role' : 'machine-user',
    nativeType: 'bench-identity',
    name: `identity-${index}`,
    createdAt: seen(daysAgo(index % 900)),
    lastUsedAt: index % 5 === 0 ? never : seen(daysAgo(index % 200)),
    environment: 'production',
    access: 'unknown',
  });
  for (const number of index % 4 === 0 ? [1, 2] : [1]) {
    yield say('credential', {
      ...base,
      key: `${key}/key/${number}`,
      identityKey: key,
      kind: 'access-key',
      nativeType: 'bench-key',
      name: `key ${number}`,
      createdAt: seen(daysAgo((index * number) % 700)),
      expiresAt: never,
      lastUsedAt: index % 7 === 0 ? unknown('not told') : seen(daysAgo(index % 120)),
      lastRotatedAt: unknown('not told'),
      publicId: `K${index}-${number}`,
    });
  }
  yield say('grant', {
    key: `${key}>grant`,
    provider: 'bench',
    principal: { type: 'identity', key, name: key },
    entitlementKey: `policy/${index % 200}`,
    on: '*',
    via: null,
    conditional: false,
  });
  if (index % 4 === 0)
    yield say('ownership', {
      key: `${key}>owner`,
      provider: 'bench',
      subject: { type: 'identity', key },
      owner: { type: 'team', name: `team-${index % 40}`, email: null, status: 'active' },
      basis: 'inferred',
      signal: 'tag',
      confidence: 0.8,
    });
  if (index % 20 === 0)
    yield say('exposure', {
      key: `${key}>exposure`,
      provider: 'bench',
      credentialKey: `${key}/key/1`,
      detector: 'bench',
      title: 'Key in source',
      place: { kind: 'file', locator: `/repo/${index}.ts`, line: 1, tracked: true },
      fingerprint: `fp_${index}`,
      preview: '••••',
      setting: 'source',
    });
}

const folder = await mkdtemp(join(tmpdir(), 'nonhuman-bench-'));
const store = await openStore({ env: {}, log: silentLog, dataFolder: folder, databaseUrl: '' });
const { id: workspaceId } = await ensureWorkspace(store.db, 'bench', now);
const deps = { db: store.db, workspaceId, now: () => now, log: silentLog };
try {
  console.log(machine());
  await runSync(deps, {
    connection: { connectorId: 'bench', kind: 'import', name: 'bench' },
    observedAt: now,
    observations: account(),
  });
  for (const round of ['first', 'again, nothing changed']) {
    const { result: summary, measured } = await measure(folder, () => evaluate(deps));
    console.log(
      `${round}: ${checks.length} checks over ${summary.identities.toLocaleString('en')} identities in ${figures(measured)}, ${summary.opened.toLocaleString('en')} findings opened, ${peakMemory()}`,
    );
  }
  const { count } = await store.db.one(
    z.object({ count: z.number() }),
    sql`select count(*) as count from finding`,
  );
  console.log(`${count.toLocaleString('en')} findings in the store`);
} finally {
  await store.close();
  await rm(folder, { recursive: true, force: true });
}
