import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type FileCollector, FileProblem } from '@nonhuman/connector-kit';
import type { Gap, Observation } from '@nonhuman/model';
import type { Log } from '@nonhuman/runtime';
import { accountNames } from './account-names.ts';
import { isWithin } from './file-context.ts';
import { histories } from './histories.ts';
import { type HostFileSystem, nodeFileSystem } from './host-file-system.ts';
import { scanAddressed } from './scan-addressed.ts';
import { scanFolder } from './scan-folder.ts';
import { type HostScan, type Scanning, systemScope } from './scanning.ts';
import { type SiftPool, siftHere, siftInWorkers } from './sift-pool.ts';
import { trackedFiles } from './tracked-files.ts';

/**
 * What the files of this machine show. Files are read, nothing is executed or changed.
 *
 * Every home is a scope, so is every folder, and the system when it is asked for; in each, every
 * collector is a listing, complete unless the scan was cancelled. What could not be read is a gap.
 */
export async function* scanHost(
  deps: { readonly now: () => Date; readonly log: Log },
  scan: HostScan,
): AsyncGenerator<Observation> {
  const files = scan.files ?? nodeFileSystem;
  const roots = outermost(scan.roots.map((root) => realPathOf(files, resolve(root))));
  const homes = scan.homes.map((home) => ({
    ...home,
    path: realPathOf(files, resolve(home.path)),
  }));
  const pool = await openPool(files, scan.threads ?? 2);
  const scanning: Scanning = {
    maker: {
      files,
      accounts: accountNames(files),
      hasModes: process.platform !== 'win32',
      now: deps.now(),
      hostName: scan.hostName,
      secrets: scan.secrets,
      homes,
      bounds: [...roots, ...homes.map(({ path }) => path)],
      tracked: trackedFiles(files),
      histories: histories(scan.readHistory, () => performance.now()),
    },
    log: deps.log,
    scan,
    pool,
    done: { files: 0, bytes: 0 },
    read: new Map(),
    found: new Map(),
    breathe: breather(),
  };
  try {
    for (const home of homes) yield* scanAddressed(scanning, { place: 'home', base: home.path });
    if (scan.system) yield* scanAddressed(scanning, { place: 'system', base: '/' });
    else yield* systemNotAsked(scan.fileCollectors);
    for (const root of roots) yield* scanFolder(scanning, root);
  } finally {
    await pool.close();
  }
}

async function openPool(files: HostFileSystem, threads: number): Promise<SiftPool> {
  // Threads see the machine's own files only.
  const workers = threads > 0 && files === nodeFileSystem ? await siftInWorkers(threads) : null;
  return workers ?? siftHere(files);
}

function realPathOf(files: HostFileSystem, path: string): string {
  try {
    return files.realPath(path);
  } catch (error) {
    if (error instanceof FileProblem) return path;
    throw error;
  }
}

function outermost(roots: readonly string[]): string[] {
  const unique = [...new Set(roots)].sort();
  return unique.filter((root) => !unique.some((other) => other !== root && isWithin(root, other)));
}

function* systemNotAsked(collectors: readonly FileCollector[]): Generator<Observation> {
  const ofSystem = collectors.filter(({ reads }) => reads.some((pattern) => 'system' in pattern));
  if (ofSystem.length === 0) return;
  const gap: Gap = {
    type: 'gap',
    scopeKey: systemScope.key,
    listing: 'host.system',
    nouns: [...new Set(ofSystem.flatMap(({ emits }) => emits))],
    reason: 'not-asked',
    message: `Files of the system were not read: ${ofSystem.map(({ title }) => title).join(', ')}`,
    needs: 'nonhuman scan --system',
  };
  yield { type: 'scope', scope: systemScope };
  yield gap;
}

const holdMs = 10;

function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < holdMs) return;
    await setImmediate();
    since = performance.now();
  };
}
