import { FileProblem } from '@nonhuman/connector-kit';
import type { GapReason } from '@nonhuman/model';
import { couldContainSecret, scanText } from '@nonhuman/secrets';
import type { HostFileSystem } from './host-file-system.ts';
import { decodeText, isBinary } from './text.ts';

/** What a look at one file for secrets gave. */
export type Sifted =
  | { readonly is: 'hit' }
  /** Text without a secret, or not text. */
  | { readonly is: 'clean' }
  | { readonly is: 'problem'; readonly reason: GapReason; readonly message: string };

/** Looks for secrets in files; tells only whether there are any. Never throws. */
export function sift(files: HostFileSystem, paths: readonly string[], maxBytes: number): Sifted[] {
  return paths.map((path) => siftFile(files, path, maxBytes));
}

function siftFile(files: HostFileSystem, path: string, maxBytes: number): Sifted {
  try {
    const bytes = readText(files, path, maxBytes);
    if (bytes === null) return { is: 'clean' };
    if (isBinary(bytes) || !couldContainSecret(bytes, path)) return { is: 'clean' };
    return { is: scanText(decodeText(bytes), { path }).length > 0 ? 'hit' : 'clean' };
  } catch (error) {
    if (error instanceof FileProblem) {
      return { is: 'problem', reason: error.reason, message: error.message };
    }
    // What a detector throws on may quote the text: nothing of it is told.
    return { is: 'problem', reason: 'malformed', message: 'It could not be searched for secrets' };
  }
}

/** Null for a file that is too large and no text: nobody misses it. */
function readText(files: HostFileSystem, path: string, maxBytes: number): Uint8Array | null {
  try {
    return files.read(path, maxBytes);
  } catch (error) {
    const isLarge = error instanceof FileProblem && error.reason === 'too-large';
    if (isLarge && isBinary(files.readStart(path, 8_192))) return null;
    throw error;
  }
}
