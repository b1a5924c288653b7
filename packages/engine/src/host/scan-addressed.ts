import { type FileCollector, FileProblem } from '@nonhuman/connector-kit';
import type { Observation, Upsert } from '@nonhuman/model';
import { type AddressedFile, addressedFiles } from './addressed-files.ts';
import { collectFile, type FileReader, filesListing } from './collect-file.ts';
import { isWithin } from './file-context.ts';
import { folderGaps } from './folder-gaps.ts';
import type { FileStat } from './host-file-system.ts';
import { endListings, listingCounter } from './listing-ends.ts';
import { type Scanning, systemScope } from './scanning.ts';

/** The files that collectors name by path, in a home or on the whole system. */
export async function* scanAddressed(
  scanning: Scanning,
  { place, base }: { readonly place: 'home' | 'system'; readonly base: string },
): AsyncGenerator<Observation> {
  const scope =
    place === 'system'
      ? systemScope
      : {
          key: `home:${base}`,
          kind: 'host-home',
          name: `known files of ${base}`,
          provider: 'host',
        };
  yield { type: 'scope', scope };

  const patterns = patternsOf(scanning.scan.fileCollectors, place);
  const { files, problems } = addressedFiles(scanning.maker.files, base, patterns);
  const reader: FileReader = {
    maker: scanning.maker,
    log: scanning.log,
    scopeKey: scope.key,
    gaps: folderGaps(),
    named: [],
    found: scanning.found,
  };
  for (const { path, problem } of problems) {
    reader.gaps.add({ listing: filesListing, nouns: [] }, path, problem);
  }
  const counter = listingCounter();
  for (const file of files) {
    if (scanning.scan.signal?.aborted) return;
    const stat = statOf(scanning, reader, { file, place });
    if (stat === null) continue;
    scanning.done.files += 1;
    scanning.done.bytes += stat.size;
    const { path, collectors } = file;
    scanning.read.set(path, new Set(collectors.map(({ id }) => id)));
    const upserts = collectFile(reader, { path, stat, collectors, copiedHome: null });
    yield* counter.counted(upserts as Upsert[]);
    await scanning.breathe();
  }
  yield* endListings(reader, {
    collectors: [...new Set(patterns.map(({ collector }) => collector))],
    counter,
    unseen: problems.map(({ path }) => path),
  });
}

function patternsOf(collectors: readonly FileCollector[], place: 'home' | 'system') {
  return collectors.flatMap((collector) =>
    collector.reads.flatMap((pattern) => {
      if (place === 'home') return 'home' in pattern ? [{ pattern: pattern.home, collector }] : [];
      return 'system' in pattern ? [{ pattern: pattern.system, collector }] : [];
    }),
  );
}

/** Null for what is no file. A link is good where it stays within what is scanned. */
function statOf(
  { maker }: Scanning,
  reader: FileReader,
  { file, place }: { file: AddressedFile; place: 'home' | 'system' },
): FileStat | null {
  const { path, collectors } = file;
  try {
    const stat = maker.files.stat(path);
    if (stat.type === 'file') return stat;
    if (stat.type !== 'link') return null;
    const real = maker.files.realPath(path);
    const isInside = place === 'system' || maker.bounds.some((bound) => isWithin(real, bound));
    if (!isInside) throw new FileProblem('not-asked', 'It is a link to outside of what is scanned');
    const target = maker.files.stat(real);
    return target.type === 'file' ? { ...target, linkedTo: real } : null;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.reason === 'vanished') return null;
    for (const { id, emits } of collectors) {
      reader.gaps.add({ listing: id, nouns: emits }, path, error);
    }
    return null;
  }
}
