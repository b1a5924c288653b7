import { promisify } from 'node:util';
import { FileProblem } from '@nonhuman/connector-kit';
import { timestampOf } from '@nonhuman/model';
import { type Entry, fromBuffer, open, type ZipFile } from 'yauzl';
import { asProblem, tooManyEntries } from './archives.ts';
import { type ByteSource, memorySource, readWhole } from './byte-source.ts';
import { type ExpansionLimits, limited } from './expansion.ts';

// Names are decoded here: yauzl would refuse a whole archive for one name that climbs out of it, and
// nothing is ever written under these names.
const options = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;
const openFile = promisify<string, typeof options, ZipFile>(open);
const openBuffer = promisify<Buffer, typeof options, ZipFile>(fromBuffer);

/** An open archive. `close` when none of its files is to be read any more. */
export interface OpenZip {
  readonly entries: readonly ByteSource[];
  close(): void;
}

/** The files of a zip archive. One that is not a file itself is read into memory. */
export async function openZip(source: ByteSource, limits: ExpansionLimits): Promise<OpenZip> {
  let zip: ZipFile;
  try {
    zip =
      source.path === null
        ? await openBuffer(Buffer.concat(await readWhole(source.open(), limits.heldBytes)), options)
        : await openFile(source.path, options);
  } catch (error) {
    throw asProblem(error, 'Its zip directory is damaged or cut off');
  }
  try {
    const entries = await readEntries(zip, limits);
    const sources = entries.map((entry) => entrySource({ zip, entry, limits }, source.name));
    return { entries: sources, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw asProblem(error, 'Its zip directory is damaged');
  }
}

function readEntries(zip: ZipFile, limits: ExpansionLimits): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      if (entries.length >= limits.entries) return reject(tooManyEntries(limits));
      if (!nameOf(entry).endsWith('/')) entries.push(entry);
      return zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function nameOf(entry: Entry): string {
  return entry.fileNameRaw.toString('utf8');
}

function entrySource(
  { zip, entry, limits }: { zip: ZipFile; entry: Entry; limits: ExpansionLimits },
  archive: string,
): ByteSource {
  const { name } = memorySource(`${archive}/${nameOf(entry)}`, null, []);
  return {
    name,
    modifiedAt: timestampOf(entry.getLastModDate()),
    path: null,
    async *open() {
      if (entry.isEncrypted()) {
        throw new FileProblem('unsupported', 'It is encrypted', {
          needs: 'Unpack the archive and import the files',
        });
      }
      try {
        const stream = await promisify(zip.openReadStream.bind(zip, entry))();
        const packed = () => Math.max(1, entry.compressedSize);
        yield* limited(stream as AsyncIterable<Uint8Array>, packed, limits);
      } catch (error) {
        throw asProblem(error, 'Its zip data is damaged or of an unknown method');
      }
    },
  };
}
