import { FileProblem, type HostFile } from '@nonhuman/connector-kit';
import type { FileStat, HostFileSystem } from './host-file-system.ts';
import { decodeText, isBinary } from './text.ts';

/** What making `HostFile`s takes. */
export interface HostFiles {
  readonly files: HostFileSystem;
  readonly accounts: ReadonlyMap<number, string>;
  readonly hasModes: boolean;
}

/** A file that is read at most once, when first asked for. */
export function hostFile(
  of: HostFiles,
  path: string,
  { stat, maxBytes }: { readonly stat: FileStat; readonly maxBytes: number },
): HostFile {
  let content: Uint8Array | null = null;
  const bytes = () => (content ??= of.files.read(stat.linkedTo ?? path, maxBytes));
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    size: stat.size,
    mode: of.hasModes ? stat.mode : null,
    owner: of.accounts.get(stat.uid) ?? null,
    modifiedAt: stat.modifiedAt,
    bytes,
    text() {
      const read = bytes();
      if (isBinary(read)) throw new FileProblem('unreadable', 'It is binary, not text');
      return decodeText(read);
    },
  };
}
