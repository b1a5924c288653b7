import { join } from 'node:path';
import { readHistory } from '@nonhuman/connectors';
import type { CompanyHost, WrittenCompany } from '@nonhuman/demo';
import { runHostScan, runImport, type SyncSummary } from '@nonhuman/engine';
import { importerOf } from '../operations/import-files.ts';
import type { Watch } from '../operations/judge.ts';
import type { Workings } from '../workings.ts';
import { diskImage } from './disk-image.ts';

/** How the exports of one provider, or one machine, of a made-up company were read. */
export interface CompanyPass {
  readonly name: string;
  readonly summary: SyncSummary;
  /** Files that no importer knew. */
  readonly unrecognised: readonly string[];
}

/** Reads everything that was written of a made-up company, with the product as it is; judges nothing. */
export async function readCompany(
  workings: Workings,
  written: WrittenCompany,
  { signal, onProgress }: Watch = {},
): Promise<CompanyPass[]> {
  const passes: CompanyPass[] = [];
  for (const { provider, path } of written.imports) {
    signal?.throwIfAborted();
    onProgress?.(provider, passes.length);
    const { files, ...summary } = await runImport(workings, {
      connector: importerOf(workings, provider),
      inputs: { paths: [join(written.folder, path)], stdin: null },
      options: {},
      secrets: workings.secrets,
      observedAt: workings.now(),
      ...(signal ? { signal } : {}),
    });
    const unrecognised = files.flatMap(({ name, kind }) => (kind === null ? [name] : []));
    passes.push({ name: provider, summary, unrecognised });
  }
  for (const host of written.hosts) {
    signal?.throwIfAborted();
    onProgress?.(host.name, passes.length);
    const summary = await scanCopy(workings, join(written.folder, host.path), host);
    passes.push({ name: host.name, summary, unrecognised: [] });
  }
  return passes;
}

/** Reads the copied disk of a machine as the machine itself would. */
function scanCopy(
  workings: Workings,
  folder: string,
  { name, accounts }: CompanyHost,
): Promise<SyncSummary> {
  return runHostScan(workings, {
    roots: accounts.map((account) => `/home/${account}`),
    homes: [
      ...accounts.map((user) => ({ path: `/home/${user}`, user })),
      { path: '/root', user: 'root' },
    ],
    system: false,
    fileCollectors: workings.connectors.flatMap(({ fileCollectors }) => fileCollectors),
    hostName: name,
    secrets: workings.secrets,
    cache: null,
    readHistory: (tree) => readHistory(join(folder, tree)),
    files: diskImage(folder, accounts),
  });
}
