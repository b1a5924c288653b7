import { createWriteStream } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes files below one folder. */
export interface Folder {
  /** Text piece by piece, so that a file may be larger than memory. */
  stream(path: string, pieces: Iterable<string>): Promise<void>;
  write(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
}

const chunkLength = 262_144;

/** A writer below the folder; folders are made as they are needed. */
export function folderAt(root: string): Folder {
  const placed = async (path: string) => {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    return file;
  };
  return {
    async stream(path, pieces) {
      await pipeline(Readable.from(inChunks(pieces)), createWriteStream(await placed(path)));
    },
    async write(path, content, mode) {
      const file = await placed(path);
      await writeFile(file, content);
      if (mode !== undefined) await chmod(file, mode);
    },
  };
}

function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** The items of a JSON array, one a line, with what stands before and after it. */
export function* jsonArray(
  before: string,
  items: Iterable<unknown>,
  after: string,
): Generator<string> {
  yield before;
  let separator = '\n';
  for (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',\n';
  }
  yield after;
}
