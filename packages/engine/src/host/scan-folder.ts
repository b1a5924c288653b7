import { type FileCollector, FileProblem } from '@nonhuman/connector-kit';
import type { Observation, Upsert } from '@nonhuman/model';
import { folderScopeKind } from '../sync/folder-scope.ts';
import { type CleanFiles, noCleanFiles, openCleanFiles } from './clean-files.ts';
import { collectFile, type FileReader, filesListing } from './collect-file.ts';
import { folderGaps } from './folder-gaps.ts';
import type { FileStat } from './host-file-system.ts';
import { endListings, type ListingCounter, listingCounter } from './listing-ends.ts';
import { type FileMatcher, matchFiles } from './match-files.ts';
import { mountsNotToWalk } from './network-mounts.ts';
import type { Scanning } from './scanning.ts';
import { type SecretSearch, secretSearch } from './secret-search.ts';
import { walk } from './walk.ts';

const maxDepth = 128;
const progressFiles = 200;

interface FolderScan {
  readonly scanning: Scanning;
  readonly reader: FileReader;
  readonly matcher: FileMatcher;
  readonly search: SecretSearch;
  readonly counter: ListingCounter;
  /** Folders that could not be listed. */
  readonly unseen: string[];
  readonly skipped: string[];
}

/** One folder with everything below it; or one file. */
export async function* scanFolder(scanning: Scanning, root: string): AsyncGenerator<Observation> {
  const { scan, maker, log } = scanning;
  yield {
    type: 'scope',
    scope: { key: root, kind: folderScopeKind, name: root, provider: 'host' },
  };
  const reader: FileReader = {
    maker,
    log,
    scopeKey: root,
    gaps: folderGaps(),
    named: [],
    found: scanning.found,
  };
  const matcher = matchFiles(scan.fileCollectors);
  const clean = scan.cache ? openCleanFiles(scan.cache, root) : noCleanFiles;
  const folder: FolderScan = {
    scanning,
    reader,
    matcher,
    search: secretSearch(scanning, reader, { collectors: matcher.ofSecrets, clean }),
    counter: listingCounter(),
    unseen: [],
    skipped: [],
  };
  const isThere = yield* readBelow(folder, root);
  if (scan.signal?.aborted) return;
  if (isThere) yield* ends(folder, clean);
  else yield* reader.gaps.all(root);
}

/** False when there is nothing to walk: then nothing can be told of it. */
async function* readBelow(
  folder: FolderScan,
  root: string,
): AsyncGenerator<Observation, boolean, undefined> {
  const { scanning, reader, counter, search } = folder;
  const { files } = scanning.maker;
  const stat = statOf(folder, root, { isRoot: true });
  if (stat === null) return false;
  if (stat.type === 'file') {
    yield* counter.counted(await readFile(folder, { path: root, stat }));
  } else {
    const bounds = { mounts: mountsNotToWalk(files), maxDepth };
    for (const step of walk(files, root, bounds)) {
      if (scanning.scan.signal?.aborted) return true;
      if (step.type === 'skipped') folder.skipped.push(step.path);
      if (step.type === 'problem') {
        folder.unseen.push(step.path);
        reader.gaps.add({ listing: filesListing, nouns: [] }, step.path, step.problem);
        if (step.path === root) return false;
      }
      if (step.type !== 'file') continue;
      const inner = statOf(folder, step.path);
      if (inner?.type === 'file') {
        yield* counter.counted(await readFile(folder, { path: step.path, stat: inner }));
      }
    }
  }
  for await (const upserts of search.rest()) yield* counter.counted(upserts);
  return true;
}

function statOf(
  { scanning, reader }: FolderScan,
  path: string,
  { isRoot = false } = {},
): FileStat | null {
  try {
    return scanning.maker.files.stat(path);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const problem = isRoot && error.reason === 'vanished' ? notThere() : error;
    reader.gaps.add({ listing: filesListing, nouns: [] }, path, problem);
    return null;
  }
}

function notThere(): FileProblem {
  const needs = 'Check the path; what was found there before is kept';
  return new FileProblem('not-found', 'There is no such folder or file', { needs });
}

async function readFile(
  folder: FolderScan,
  { path, stat }: { path: string; stat: FileStat },
): Promise<readonly Upsert[]> {
  const { scanning, matcher, reader, search } = folder;
  const { done, read, scan } = scanning;
  done.files += 1;
  done.bytes += stat.size;
  if (done.files % progressFiles === 0) scan.onProgress?.({ ...done, path });
  await scanning.breathe();

  const name = path.slice(path.lastIndexOf('/') + 1);
  const before = read.get(path);
  const collectors = matcher.ofPath(path, name).filter(({ id }) => !before?.has(id));
  await loadHistory(scanning, path, collectors);
  const copiedHome = homeOf(path, collectors);
  const upserts =
    collectors.length > 0 ? collectFile(reader, { path, stat, collectors, copiedHome }) : [];
  const found = await search.add(path, stat);
  return found.length > 0 ? [...upserts, ...found] : upserts;
}

/** Definitions are tied to who changed them last. */
async function loadHistory(
  { maker: { tracked, histories } }: Scanning,
  path: string,
  collectors: readonly FileCollector[],
): Promise<void> {
  const isDefinition = collectors.some(
    ({ group }) => group === 'ci' || group === 'infrastructure-code',
  );
  const place = isDefinition ? tracked.treeOf(path) : null;
  if (place !== null) await histories.load(place.tree);
}

/** The folder that looks like a home, where a file stands as in one. */
function homeOf(path: string, collectors: readonly FileCollector[]): string | null {
  for (const { reads } of collectors) {
    for (const pattern of reads) {
      if (!('home' in pattern) || pattern.home.includes('*')) continue;
      if (path.endsWith(`/${pattern.home}`)) return path.slice(0, -pattern.home.length - 1) || '/';
    }
  }
  return null;
}

function* ends(folder: FolderScan, clean: CleanFiles): Generator<Observation> {
  const { scanning, reader, counter, unseen, skipped } = folder;
  clean.save();
  scanning.scan.onProgress?.({ ...scanning.done, path: reader.scopeKey });
  if (skipped.length > 0) {
    reader.named.push({
      type: 'gap',
      scopeKey: reader.scopeKey,
      listing: 'host.left-out-folders',
      nouns: [],
      reason: 'not-asked',
      message: `${skipped.length} folders of packages, caches, version control and mounts were left out, the first ${skipped[0]}`,
      needs: 'nonhuman scan <folder>',
    });
  }
  const { left } = scanning.maker.histories;
  if (left.length > 0) {
    reader.named.push({
      type: 'gap',
      scopeKey: reader.scopeKey,
      listing: 'host.git-history',
      nouns: ['ownership'],
      reason: 'not-asked',
      message: `The history of ${left.length} repositories was not read, as reading others took its time, the first ${left[0]}`,
      needs: 'nonhuman scan <repository>',
    });
  }
  const collectors = scanning.scan.fileCollectors.filter(({ reads }) =>
    reads.some((pattern) => !('system' in pattern)),
  );
  yield* endListings(reader, { collectors, counter, unseen });
}
