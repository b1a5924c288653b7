import type { FileHead, ImportFile } from '../importer.ts';
import { utf8Chunks } from './utf8-chunks.ts';

const headBytes = 65_536;

/** The first 64 KiB of a file, decoded, to tell what it is. */
export async function readHead(file: ImportFile): Promise<FileHead> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of utf8Chunks(file)) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= headBytes) break;
  }
  const bytes = Buffer.concat(parts).subarray(0, headBytes);
  return { name: file.name, text: new TextDecoder().decode(bytes, { stream: true }) };
}
