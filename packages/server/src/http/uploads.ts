import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { maxImportBytes } from '@nonhuman/api-contract';
import { newId } from '@nonhuman/runtime';
import { RequestFaults } from './problem-answer.ts';
import { boundedBody } from './read-request.ts';

/** Files that were sent, in a folder of their own that only we may read. */
export interface Upload {
  readonly folder: string;
  /** Equal for equal content under equal names. */
  readonly contentHash: string;
  readonly remove: () => Promise<void>;
}

/**
 * Takes the body of an upload to disk, as it comes. What cannot be taken to its end is removed. Throws
 * `PAYLOAD_TOO_LARGE`, or the faults of a body that is no upload.
 */
export async function takeUpload(
  request: Request,
  { dataFolder, name }: { readonly dataFolder: string; readonly name: string | undefined },
): Promise<Upload> {
  const folder = join(dataFolder, 'uploads', newId('upl'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const hash = createHash('sha256');
    const type = request.headers.get('content-type') ?? '';
    if (/^multipart\/form-data\s*;/i.test(type)) await takeForm(request, { folder, hash });
    else if (/^application\/octet-stream\s*(;|$)/i.test(type)) {
      const parts = boundedBody(request, maxImportBytes);
      const bytes = await takeFile(parts, { folder, hash, name: name ?? 'upload' });
      if (bytes === 0) throw noFile('The body is empty');
    } else {
      throw new RequestFaults([
        {
          in: 'header',
          field: 'content-type',
          message: 'Send application/octet-stream or multipart/form-data',
        },
      ]);
    }
    return { folder, contentHash: hash.digest('base64url'), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const staleMs = 24 * 3_600_000;

/** Removes uploads that a process left behind when it was killed: they may hold what nobody should keep. */
export async function removeStaleUploads(dataFolder: string, now: Date): Promise<void> {
  const folder = join(dataFolder, 'uploads');
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const made = await stat(path).catch(() => null);
    if (made === null || made.mtimeMs > now.getTime() - staleMs) continue;
    await rm(path, { recursive: true, force: true });
  }
}

interface Taking {
  readonly folder: string;
  readonly hash: ReturnType<typeof createHash>;
}

/** Bytes of a form, at most: a form is held in memory while it is taken apart. Larger files come by themselves. */
const maxFormBytes = 100_000_000;

async function takeForm(request: Request, taking: Taking): Promise<void> {
  const bounded = new Request(request.url, {
    method: 'POST',
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    body: Readable.toWeb(Readable.from(boundedBody(request, maxFormBytes))),
    duplex: 'half',
  });
  const form = await bounded.formData().catch((error: unknown) => {
    throw formProblem(error);
  });
  const files = form.getAll('file').filter((value) => typeof value !== 'string');
  if (files.length === 0) throw noFile('There is no field named "file"');
  for (const file of files) {
    await takeFile(file.stream() as AsyncIterable<Uint8Array>, { ...taking, name: file.name });
  }
}

function formProblem(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === 'PAYLOAD_TOO_LARGE') return cause;
  }
  return noFile('This is not a form');
}

function noFile(message: string): RequestFaults {
  return new RequestFaults([{ in: 'body', field: '', message }]);
}

async function takeFile(
  parts: AsyncIterable<Uint8Array>,
  { folder, hash, name }: Taking & { readonly name: string },
): Promise<number> {
  const safe = safeName(name);
  let bytes = 0;
  hash.update(`${safe}\0`);
  async function* counted() {
    for await (const part of parts) {
      bytes += part.byteLength;
      hash.update(part);
      yield part;
    }
  }
  // A second file of the same name would replace the first: each has its own folder.
  const own = join(folder, newId('fil'));
  await mkdir(own, { mode: 0o700 });
  await pipeline(counted(), createWriteStream(join(own, safe), { mode: 0o600, flags: 'wx' }));
  return bytes;
}

/** A name that stays in its folder, is not hidden, and keeps its ending. */
function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).replace(/[^\w.@ -]+/g, '_');
  const shown = last.replace(/^[.\s]+/, '').slice(-200);
  return shown === '' ? 'upload' : shown;
}
