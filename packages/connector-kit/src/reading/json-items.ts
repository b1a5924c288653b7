import type { ImportFile } from '../importer.ts';
import { FileProblem } from '../problems.ts';
import { lineOf, MalformedAt } from './file-position.ts';
import { endScan, type JsonItem, scanChunk, startScan } from './json-scan.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** What to look for in a file of JSON, and how much to hold. */
export interface JsonItemsOptions {
  /**
   * Where the items lie: member names joined by dots, e.g. `data.Users`; `''` is the top. Lists are
   * looked through, so that a list of pages gives the same items as one page.
   */
  readonly paths: readonly string[];
  /** The largest single item, in bytes; 64 MiB unless told. */
  readonly maxItemBytes?: number;
  /** The deepest nesting; 256 unless told. */
  readonly maxDepth?: number;
  /** Told at the end how many objects stood at the top: pages, where pages follow one another. */
  onPages?(pages: number): void;
}

/**
 * The values at the wanted paths, in the order of the file, which is never held as a whole. Reads one
 * document, several one after another (newline-delimited, or as `gh api --paginate` prints them) and
 * lists of documents alike. At a wanted path a list gives its elements, anything else gives itself.
 *
 * Throws `FileProblem` with byte and line where the text is malformed or cut off, and for a file
 * without any value: no tool prints none as nothing. Items before that have been given. What lies beside the wanted paths is skipped and not validated.
 */
export async function* jsonItems(
  file: ImportFile,
  options: JsonItemsOptions,
): AsyncGenerator<JsonItem> {
  const { maxItemBytes = 67_108_864, maxDepth = 256 } = options;
  const scan = startScan(options.paths, { maxItemBytes, maxDepth });
  try {
    let isEmpty = true;
    for await (const chunk of utf8Chunks(file)) {
      isEmpty &&= chunk.every(isBlank);
      yield* scanChunk(scan, chunk);
    }
    if (isEmpty) throw new FileProblem('malformed', 'the file is empty');
    yield* endScan(scan);
    options.onPages?.(scan.page + 1);
  } catch (problem) {
    if (!(problem instanceof MalformedAt)) throw problem;
    const line = await lineOf(file, problem.byte);
    throw new FileProblem(
      problem.reason,
      `line ${line}, byte ${problem.byte}: ${problem.message}`,
      { cause: problem },
    );
  }
}

function isBlank(byte: number): boolean {
  return byte <= 0x20;
}
