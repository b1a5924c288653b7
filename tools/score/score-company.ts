import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHistory } from '@nonhuman/connectors';
import {
  type CompanyHost,
  type CompanySize,
  type Score,
  scoreOf,
  type Truth,
  writeCompany,
} from '@nonhuman/demo';
import { runHostScan } from '@nonhuman/engine';
import { type Nonhuman, openNonhuman } from '@nonhuman/server';
import { diskImage } from './disk-image.ts';
import { readTold } from './told.ts';

/** Generates a company, reads it in with the product as it is, and compares. Leaves nothing behind. */
export async function scoreCompany(of: {
  readonly seed: number;
  readonly size: CompanySize;
  readonly now: Date;
  readonly say: (line: string) => void;
}): Promise<Score> {
  const { seed, size, now, say } = of;
  const work = await mkdtemp(join(tmpdir(), 'nonhuman-score-'));
  const folder = join(work, 'company');
  const written = await writeCompany({ seed, size, now, folder });
  const nonhuman = await openNonhuman({
    env: {},
    version: 'score',
    now: () => now,
    dataFolder: join(work, 'data'),
    databaseUrl: '',
  });
  try {
    for (const { provider, path } of written.imports) {
      const { sync } = await nonhuman.importFiles({
        provider,
        inputs: { paths: [join(folder, path)], stdin: null },
        observedAt: now,
      });
      const unread = sync.files.filter(({ kind }) => kind === null);
      say(`${provider}: ${sync.files.length} files, ${sync.added} rows, ${sync.gaps} gaps`);
      for (const { name } of unread) say(`  not recognised: ${name}`);
    }
    for (const host of written.hosts) {
      const { sync } = await scanCopy(nonhuman, folder, host);
      say(`${host.name}: ${sync.added} rows, ${sync.gaps} gaps`);
    }
    await nonhuman.evaluate();
    const truth = JSON.parse(await readFile(join(folder, written.truth), 'utf8')) as Truth;
    return scoreOf(truth, await readTold(nonhuman));
  } finally {
    await nonhuman.close();
    await rm(work, { recursive: true, force: true });
  }
}

/** Reads the copied disk of a machine as the machine itself would. */
async function scanCopy(nonhuman: Nonhuman, folder: string, host: CompanyHost) {
  const { workings } = nonhuman;
  const root = join(folder, host.path);
  const sync = await runHostScan(workings, {
    roots: host.accounts.map((account) => `/home/${account}`),
    homes: [
      ...host.accounts.map((user) => ({ path: `/home/${user}`, user })),
      { path: '/root', user: 'root' },
    ],
    system: false,
    fileCollectors: workings.connectors.flatMap(({ fileCollectors }) => fileCollectors),
    hostName: host.name,
    secrets: workings.secrets,
    cache: null,
    readHistory: (tree) => readHistory(join(root, tree)),
    files: diskImage(root, host.accounts),
  });
  return { sync };
}
