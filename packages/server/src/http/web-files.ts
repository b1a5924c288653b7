import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

interface WebFile {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** The built pages by their path. Held in memory: no path of a request ever reaches the file system. */
export type WebFiles = ReadonlyMap<string, WebFile>;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Reads a folder of built pages; empty when there is none. Files of other types are left out. */
export async function readWebFiles(folder: string): Promise<WebFiles> {
  const files = new Map<string, WebFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(name, { bytes: await readFile(path), type });
  }
  return files;
}

/**
 * The page or asset of a path. What ends like a file is one, if it is there; anything else, also what ends
 * like an address of mail, is a page of the one application. Null: there is none.
 */
export function webAnswer(files: WebFiles, path: string): Response | null {
  const exact = files.get(path);
  const ending = extname(path).toLowerCase();
  const isAsset = path.startsWith('/assets/') || ending === '.map' || ending in types;
  const file = exact ?? (isAsset ? undefined : files.get('/index.html'));
  if (file === undefined) return null;
  const isHashed = exact !== undefined && path.startsWith('/assets/');
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'content-type': file.type,
      'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}
