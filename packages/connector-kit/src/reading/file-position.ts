import type { ImportFile } from '../importer.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** Malformed content at a byte of the decoded text; the reader turns it into a `FileProblem` with the line. */
export class MalformedAt extends Error {
  readonly byte: number;
  readonly reason: 'malformed' | 'too-large';

  /** `what` is constant text: never a piece of the file, which may be a secret. */
  constructor(byte: number, what: string, reason: 'malformed' | 'too-large' = 'malformed') {
    super(what);
    this.name = 'MalformedAt';
    this.byte = byte;
    this.reason = reason;
  }
}

/** The line, from 1, that a byte of the decoded text lies on. Reads the file again up to there. */
export async function lineOf(file: Pick<ImportFile, 'open'>, byte: number): Promise<number> {
  let line = 1;
  let left = byte;
  for await (const chunk of utf8Chunks(file)) {
    const end = Math.min(left, chunk.length);
    for (let at = chunk.indexOf(10); at >= 0 && at < end; at = chunk.indexOf(10, at + 1)) line += 1;
    left -= end;
    if (left <= 0) break;
  }
  return line;
}
