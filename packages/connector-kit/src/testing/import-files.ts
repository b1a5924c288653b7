import type { Timestamp } from '@nonhuman/model';
import type { ImportFile } from '../importer.ts';

/** An export file in memory, given in chunks of so many bytes (small ones find what breaks at their edges). */
export function importFile(
  name: string,
  content: string | Uint8Array,
  options: { readonly chunkBytes?: number; readonly modifiedAt?: Timestamp | null } = {},
): ImportFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { chunkBytes = 65_536, modifiedAt = null } = options;
  return {
    name,
    modifiedAt,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.slice(at, at + chunkBytes);
    },
  };
}
