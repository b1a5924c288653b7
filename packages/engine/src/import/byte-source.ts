import { createReadStream, type Stats } from 'node:fs';
import { FileProblem } from '@nonhuman/connector-kit';
import { type Timestamp, timestampOf } from '@nonhuman/model';

/** Bytes with a name: a file, an archive's entry, or what came through standard input. */
export interface ByteSource {
  /** Where it came from, for messages: folders and archives included, no control characters. */
  readonly name: string;
  readonly modifiedAt: Timestamp | null;
  /** The file that it is, where it is one. */
  readonly path: string | null;
  /** Opens the content from its start; may be called again. */
  open(): AsyncIterable<Uint8Array>;
}

/** A file of the file system; opened when it is read. */
export function fileSource(path: string, name: string, stats: Stats): ByteSource {
  return {
    name: shown(name),
    modifiedAt: timestampOf(stats.mtime),
    path,
    async *open() {
      try {
        for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
          yield chunk as Uint8Array;
        }
      } catch (error) {
        throw unreadable(error);
      }
    },
  };
}

/** Bytes that are held in memory. */
export function memorySource(
  name: string,
  modifiedAt: Timestamp | null,
  chunks: readonly Uint8Array[],
): ByteSource {
  return {
    name: shown(name),
    modifiedAt,
    path: null,
    async *open() {
      yield* chunks;
    },
  };
}

/** Reads all of it into memory. Throws `FileProblem` when it is larger than `maxBytes`. */
export async function readWhole(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new FileProblem('too-large', `It is larger than ${maxBytes / 1e6} MB`, {
        needs: 'Save it to a file, unpack it, and import that',
      });
    }
    chunks.push(chunk);
  }
  return chunks;
}

/** Its first bytes, `count` at most. */
export async function readStart(source: ByteSource, count: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.open()) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= count) break;
  }
  return Buffer.concat(parts).subarray(0, count);
}

function unreadable(error: unknown): FileProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new FileProblem('vanished', 'It went away', { cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    const needs = 'Read access to the file';
    return new FileProblem('not-permitted', 'It may not be read', { needs, cause: error });
  }
  return new FileProblem('unreadable', `It could not be read (${code || 'unknown error'})`, {
    cause: error,
  });
}

function shown(name: string): string {
  return name.replace(/\p{Cc}/gu, '\uFFFD');
}
