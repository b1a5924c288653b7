import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FileProblem } from '@nonhuman/connector-kit';
import { timestampOf } from '@nonhuman/model';
import { extract } from 'tar-stream';
import { type ByteSource, memorySource } from './byte-source.ts';
import { type ExpansionLimits, limited } from './expansion.ts';

/** What a source is, by its first 512 bytes. */
export function archiveKindOf(start: Buffer): 'gzip' | 'zip' | 'tar' | null {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  if (
    start.length >= 4 &&
    (start.readUInt32BE(0) === 0x504b0304 || start.readUInt32BE(0) === 0x504b0506)
  )
    return 'zip';
  return start.subarray(257, 262).toString('latin1') === 'ustar' ? 'tar' : null;
}

/** The content of a gzip file, unpacked as it is read. */
export function gunzipped(source: ByteSource, limits: ExpansionLimits): ByteSource {
  return {
    name: source.name.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar'),
    modifiedAt: source.modifiedAt,
    path: null,
    open: () => unpack(source, limits),
  };
}

async function* unpack(source: ByteSource, limits: ExpansionLimits): AsyncGenerator<Uint8Array> {
  let packed = 0;
  async function* counted() {
    for await (const chunk of source.open()) {
      packed += chunk.length;
      yield chunk;
    }
  }
  const from = Readable.from(counted());
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  from.on('error', (error) => gunzip.destroy(error));
  from.pipe(gunzip);
  try {
    yield* limited(gunzip as AsyncIterable<Uint8Array>, () => packed, limits);
  } catch (error) {
    throw asProblem(error, 'Its gzip data is damaged or cut off');
  } finally {
    from.destroy();
    gunzip.destroy();
  }
}

/** Small entries are kept, so that a packed archive need not be unpacked once for each of them. */
const keptBytes = 128_000_000;
const keptEntryBytes = 4_000_000;

/** The files of a tar archive, read through once. */
export async function tarEntries(
  source: ByteSource,
  limits: ExpansionLimits,
): Promise<ByteSource[]> {
  const entries: ByteSource[] = [];
  let kept = 0;
  for await (const { index, header, content } of tarWalk(source)) {
    if (entries.length >= limits.entries) throw tooManyEntries(limits);
    const name = `${source.name}/${header.name}`;
    const modifiedAt = header.mtime ? timestampOf(header.mtime) : null;
    const size = header.size ?? 0;
    if (size <= keptEntryBytes && kept + size <= keptBytes) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      kept += size;
      entries.push(memorySource(name, modifiedAt, chunks));
    } else {
      const { name: shown } = memorySource(name, null, []);
      entries.push({ name: shown, modifiedAt, path: null, open: () => tarEntry(source, index) });
    }
  }
  return entries;
}

async function* tarEntry(source: ByteSource, wanted: number): AsyncGenerator<Uint8Array> {
  for await (const { index, content } of tarWalk(source)) {
    if (index !== wanted) continue;
    yield* content;
    return;
  }
}

/** Regular files only: links and devices of an archive are never followed. */
async function* tarWalk(source: ByteSource) {
  const unpacker = extract();
  const from = Readable.from(source.open());
  from.on('error', (error) => unpacker.destroy(error));
  from.pipe(unpacker);
  try {
    let index = 0;
    for await (const entry of unpacker) {
      const { header } = entry;
      if (header.type === 'file' || header.type === 'contiguous-file') {
        yield { index, header, content: entry as AsyncIterable<Uint8Array> };
        index += 1;
      }
      entry.resume();
    }
  } catch (error) {
    throw asProblem(error, 'Its tar data is damaged or cut off');
  } finally {
    from.destroy();
    unpacker.destroy();
  }
}

/** That an archive has more entries than it may. */
export function tooManyEntries(limits: ExpansionLimits): FileProblem {
  return new FileProblem('too-large', `It holds more than ${limits.entries} files`, {
    needs: 'Unpack it yourself and import its folders one by one',
  });
}

/** A `FileProblem` as it is; everything else as malformed content. */
export function asProblem(error: unknown, message: string): FileProblem {
  return error instanceof FileProblem
    ? error
    : new FileProblem('malformed', message, { cause: error });
}
