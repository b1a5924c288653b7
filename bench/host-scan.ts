/**
 * How fast folders are scanned. Run:
 * node --conditions=source --import tsx bench/host-scan.ts [files] [megabytes]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors } from '@nonhuman/connectors';
import { runHostScan } from '@nonhuman/engine';
import { secretKeeper, silentLog } from '@nonhuman/runtime';
import { ensureWorkspace, openStore } from '@nonhuman/store';
import { figures, machine, measure, peakMemory } from './measure/meter.ts';

const files = Number(process.argv[2] ?? 100_000);
const bytes = Number(process.argv[3] ?? 5_000) * 1e6;
const filesOfOneFolder = 50;

const words =
  'const value return function import export token key config user path string number await async while class module default include'.split(
    ' ',
  );

/** Text of program-like words, different in every file. */
function textOf(seed: number, length: number): string {
  let state = seed + 1;
  const lines: string[] = [];
  for (let size = 0; size < length; size += lines.at(-1)?.length ?? 1) {
    const line: string[] = [];
    for (let word = 0; word < 12; word += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      line.push(words[(state >>> 16) % words.length] ?? '');
    }
    lines.push(`  ${line.join(' ')} = ${state};\n`);
  }
  return lines.join('').slice(0, length);
}

/** A tree with one secret in every hundredth file and one dotenv file in every hundredth folder. */
function plant(root: string): number {
  const length = Math.floor(bytes / files);
  const texts = Array.from({ length: 200 }, (_, seed) => textOf(seed, length));
  let planted = 0;
  for (let index = 0; index < files; index += 1) {
    const folder = join(
      root,
      `group-${Math.floor(index / 5_000)}`,
      `folder-${Math.floor(index / filesOfOneFolder)}`,
    );
    if (index % filesOfOneFolder === 0) mkdirSync(folder, { recursive: true });
    let text = texts[index % texts.length] ?? '';
    if (index % 100 === 7) {
      const digits = String(829_104_000_000 + index * 7_919);
      text += `\nbot = ${['xo', 'xb-'].join('')}${digits}-${digits}-AbCdEfGhIjKlMnOpQrStUvWx\n`;
      planted += 1;
    }
    const name = index % (100 * filesOfOneFolder) === 0 ? '.env' : `file-${index}.ts`;
    writeFileSync(join(folder, name), text);
  }
  return planted;
}

const root = mkdtempSync(join(tmpdir(), 'nonhuman-scan-'));
const dataFolder = mkdtempSync(join(tmpdir(), 'nonhuman-bench-'));
const store = await openStore({ env: process.env, log: silentLog, dataFolder });
try {
  console.log(machine());
  console.log(`planting ${files} files, ${bytes / 1e6} MB`);
  const planted = plant(root);
  const workspace = await ensureWorkspace(store.db, 'bench', new Date());
  for (const title of ['first scan', 'second scan']) {
    const { result, measured } = await measure(dataFolder, () =>
      runHostScan(
        { db: store.db, workspaceId: workspace.id, now: () => new Date(), log: silentLog },
        {
          roots: [root],
          homes: [],
          system: false,
          fileCollectors: connectors.flatMap((connector) => connector.fileCollectors),
          hostName: 'bench',
          secrets: secretKeeper(new Uint8Array(32).fill(1)),
          cache: { folder: join(dataFolder, 'clean'), rulesVersion: '1' },
        },
      ),
    );
    const { added, changed, unchanged, removed, gaps } = result;
    const { seconds } = measured;
    console.log(
      `${title}: ${figures(measured)}, ${Math.round(files / seconds)} files/s, ${Math.round(bytes / 1e6 / seconds)} MB/s, planted ${planted}, ${JSON.stringify({ added, changed, unchanged, removed, gaps })}, ${peakMemory()}`,
    );
  }
} finally {
  await store.close();
  rmSync(root, { recursive: true, force: true });
  rmSync(dataFolder, { recursive: true, force: true });
}
