import type { FileCollector } from '@nonhuman/connector-kit';
import type { Upsert } from '@nonhuman/model';
import type { CleanFiles } from './clean-files.ts';
import { collectFile, type FileReader, filesListing } from './collect-file.ts';
import type { FileStat } from './host-file-system.ts';
import type { Scanning } from './scanning.ts';
import type { Sifted } from './sift.ts';

/** The search for secrets in whatever file: in batches, several at once, answered in their order. */
export interface SecretSearch {
  /** Takes a file in; gives what was found in files taken in before. */
  add(path: string, stat: FileStat): Promise<readonly Upsert[]>;
  /** What is found in the files that are left. */
  rest(): AsyncGenerator<readonly Upsert[]>;
}

interface Candidate {
  readonly path: string;
  readonly stat: FileStat;
}

interface Asked {
  readonly batch: readonly Candidate[];
  readonly answer: Promise<Sifted[]>;
}

const batchFiles = 128;
const batchBytes = 8_000_000;

/** A search for those collectors that read every file with a secret; finds nothing when there are none. */
export function secretSearch(
  scanning: Scanning,
  reader: FileReader,
  { collectors, clean }: { collectors: readonly FileCollector[]; clean: CleanFiles },
): SecretSearch {
  const { pool } = scanning;
  const maxBytes = Math.max(0, ...collectors.map((collector) => collector.maxBytes));
  const asked: Asked[] = [];
  let batch: Candidate[] = [];
  let bytes = 0;

  function ask(): void {
    if (batch.length === 0) return;
    const paths = batch.map(({ path }) => path);
    asked.push({ batch, answer: pool.sift(paths, maxBytes) });
    batch = [];
    bytes = 0;
  }

  async function hear(): Promise<Upsert[]> {
    const oldest = asked.shift();
    if (!oldest) return [];
    const answer = await oldest.answer;
    return oldest.batch.flatMap((candidate, index) => take(candidate, answer[index]));
  }

  function take({ path, stat }: Candidate, sifted: Sifted | undefined): Upsert[] {
    if (!sifted || sifted.is === 'clean') {
      clean.add(path, stat.stamp);
      return [];
    }
    if (sifted.is === 'hit')
      return collectFile(reader, { path, stat, collectors, copiedHome: null });
    for (const { id, emits } of collectors) {
      const isGone = sifted.reason === 'vanished';
      reader.gaps.add(
        isGone ? { listing: filesListing, nouns: [] } : { listing: id, nouns: emits },
        path,
        sifted,
      );
    }
    return [];
  }

  return {
    async add(path, stat) {
      if (collectors.length === 0 || stat.size === 0 || clean.isClean(path, stat.stamp)) return [];
      batch.push({ path, stat });
      bytes += stat.size;
      if (batch.length < batchFiles && bytes < batchBytes) return [];
      ask();
      return asked.length > pool.width ? hear() : [];
    },
    async *rest() {
      ask();
      while (asked.length > 0) yield await hear();
    },
  };
}
