/**
 * How fast a sync writes rows. Run:
 * node --conditions=source --import tsx bench/sync-write.ts [rows]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSync } from '@nonhuman/engine';
import type { Observation } from '@nonhuman/model';
import { silentLog } from '@nonhuman/runtime';
import { ensureWorkspace, openStore } from '@nonhuman/store';
import { figures, machine, measure, peakMemory } from './measure/meter.ts';

const rows = Number(process.argv[2] ?? 100_000);
const created = { state: 'seen', value: '2026-01-01T00:00:00.000Z' } as const;
const untold = { state: 'unknown', because: 'not told' } as const;

/** One identity, one entitlement with a document of 1.5 KB and two grants, and so on. */
async function* observations(status: 'active' | 'disabled'): AsyncGenerator<Observation> {
  const scopeKey = '111111111111';
  const of = { type: 'upsert', scopeKey, listing: 'bench.all' } as const;
  yield {
    type: 'scope',
    scope: { key: scopeKey, kind: 'account', name: 'bench', provider: 'bench' },
  };
  for (let index = 0; index < rows / 4; index += 1) {
    const key = `role/${index}`;
    yield {
      ...of,
      noun: 'identity',
      value: {
        key,
        provider: 'bench',
        kind: 'role',
        nativeType: 'bench-role',
        name: `role-${index}`,
        status,
        createdAt: created,
        lastUsedAt: untold,
        tags: { team: `t${index % 50}` },
      },
    };
    yield {
      ...of,
      noun: 'entitlement',
      value: {
        key: `policy/${index}`,
        provider: 'bench',
        nativeType: 'bench-policy',
        name: `policy-${index}`,
        access: 'write',
        document: documentOf(index),
      },
    };
    for (const target of [index, index * 7]) {
      yield {
        ...of,
        noun: 'grant',
        value: {
          key: `${key}>${target}#${target === index ? 'own' : 'other'}`,
          provider: 'bench',
          principal: { type: 'identity', key, name: key },
          entitlementKey: `policy/${target}`,
          on: '*',
          via: null,
          conditional: false,
        },
      };
    }
  }
  yield {
    type: 'complete',
    scopeKey,
    listing: 'bench.all',
    nouns: ['identity', 'entitlement', 'grant'],
    items: rows,
  };
}

function documentOf(index: number) {
  const statement = (part: number) => ({
    Effect: 'Allow',
    Action: [`s3:Get${part}`, `s3:Put${part}`, 'ec2:Describe*'],
    Resource: [`arn:aws:s3:::bucket-${index}-${part}/*`],
  });
  return {
    Version: '2012-10-17',
    Statement: Array.from({ length: 10 }, (_, part) => statement(part)),
  };
}

const dataFolder = await mkdtemp(join(tmpdir(), 'nonhuman-bench-'));
const store = await openStore({ env: process.env, log: silentLog, dataFolder });
try {
  console.log(machine());
  const workspace = await ensureWorkspace(store.db, 'bench', new Date());
  const passes = [
    ['first', 'active'],
    ['same again', 'active'],
    ['identities changed', 'disabled'],
  ] as const;
  for (const [title, status] of passes) {
    const { result, measured } = await measure(dataFolder, () =>
      runSync(
        { db: store.db, workspaceId: workspace.id, now: () => new Date(), log: silentLog },
        {
          connection: { connectorId: 'bench', kind: 'import', name: 'bench' },
          observedAt: new Date(),
          observations: observations(status),
        },
      ),
    );
    const { added, changed, unchanged, removed } = result;
    console.log(
      `${title}: ${rows} rows, ${Math.round(rows / measured.seconds)} rows/s, ${figures(measured)}, ${JSON.stringify({ added, changed, unchanged, removed })}, ${peakMemory()}`,
    );
  }
} finally {
  await store.close();
  await rm(dataFolder, { recursive: true, force: true });
}
