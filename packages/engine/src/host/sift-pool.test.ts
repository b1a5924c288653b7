import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from './host-file-system.ts';
import { type SiftPool, siftHere, siftInWorkers } from './sift-pool.ts';

/** Of Slack's shape, made here so that none stands in the source. */
const token = ['xo', 'xb-', '829104756310-829104756310-', 'Q7Rt2vKx9LmP4wZd8sNfHj3B'].join('');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nonhuman-sift-'));
  writeFileSync(join(folder, 'hit'), `bot = ${token}`);
  writeFileSync(join(folder, 'utf16'), Buffer.from(`\uFEFFbot = ${token}`, 'utf16le'));
  writeFileSync(join(folder, 'clean'), 'bot = none');
  writeFileSync(join(folder, 'binary'), Buffer.concat([Buffer.alloc(1), Buffer.from(token)]));
  writeFileSync(join(folder, 'large'), 'x'.repeat(2_000));
  writeFileSync(join(folder, 'large-binary'), Buffer.alloc(2_000));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['in this thread', async (): Promise<SiftPool | null> => siftHere(nodeFileSystem)],
  ['in other threads', async (): Promise<SiftPool | null> => siftInWorkers(1)],
])('a look for secrets %s', (_, open) => {
  it('tells of each file whether there are any', async () => {
    const pool = await open();
    if (pool === null) throw new Error('no thread could be started');
    const names = ['hit', 'utf16', 'clean', 'binary', 'large', 'large-binary', 'absent'];

    const sifted = await pool.sift(
      names.map((name) => join(folder, name)),
      1_000,
    );

    await pool.close();
    expect(sifted.map((it) => (it.is === 'problem' ? it.reason : it.is))).toEqual([
      'hit',
      'hit',
      'clean',
      'clean',
      'too-large',
      'clean',
      'vanished',
    ]);
  });
});
