import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CompanySize, type Score, scoreOf, type Truth, writeCompany } from '@nonhuman/demo';
import { openNonhuman, readCompany } from '@nonhuman/server';
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
    for (const { name, summary, unrecognised } of await readCompany(nonhuman.workings, written)) {
      say(`${name}: ${summary.added} rows, ${summary.gaps} gaps`);
      for (const file of unrecognised) say(`  not recognised: ${file}`);
    }
    await nonhuman.evaluate();
    const truth = JSON.parse(await readFile(join(folder, written.truth), 'utf8')) as Truth;
    return scoreOf(truth, await readTold(nonhuman));
  } finally {
    await nonhuman.close();
    await rm(work, { recursive: true, force: true });
  }
}
