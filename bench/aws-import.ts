/**
 * How long the first import of an AWS account takes, from the file to the last row in the embedded
 * PostgreSQL, and how much of it is reading and mapping alone. Run:
 * node --conditions=source --import tsx bench/aws-import.ts [roles] [policies]
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connectors } from '@nonhuman/connectors';
import { runImport } from '@nonhuman/engine';
import { secretKeeper, silentLog } from '@nonhuman/runtime';
import { ensureWorkspace, openStore } from '@nonhuman/store';
import { awsAccount } from './aws-import/account.ts';
import { figures, machine, measure, peakMemory } from './measure/meter.ts';

const roles = Number(process.argv[2] ?? 10_000);
const policies = Number(process.argv[3] ?? 5_000);

const connector = connectors.find(({ id }) => id === 'aws');
if (!connector) throw new Error('the AWS connector is not there');
const folder = await mkdtemp(join(tmpdir(), 'nonhuman-export-'));
const path = join(folder, 'account-authorization-details.json');
const dataFolder = await mkdtemp(join(tmpdir(), 'nonhuman-bench-'));
await pipeline(Readable.from(awsAccount({ roles, policies })), createWriteStream(path));
const store = await openStore({ env: {}, log: silentLog, dataFolder, databaseUrl: '' });
try {
  const megabytes = Math.round((await stat(path)).size / 1e6);
  console.log(machine());
  console.log(`${roles} roles and ${policies} policies, ${megabytes} MB`);
  const { id: workspaceId } = await ensureWorkspace(store.db, 'bench', new Date());
  const deps = { db: store.db, workspaceId, now: () => new Date(), log: silentLog };
  for (const title of ['first import', 'the same again']) {
    const { result, measured } = await measure(dataFolder, () =>
      runImport(deps, {
        connector,
        inputs: { paths: [path], stdin: null },
        options: {},
        secrets: secretKeeper(new Uint8Array(32).fill(1)),
      }),
    );
    const { added, changed, unchanged, removed, gaps } = result;
    console.log(
      `${title}: ${figures(measured)}, ${JSON.stringify({ added, changed, unchanged, removed, gaps })}, ${peakMemory()}`,
    );
  }
} finally {
  await store.close();
  for (const made of [folder, dataFolder]) await rm(made, { recursive: true, force: true });
}
