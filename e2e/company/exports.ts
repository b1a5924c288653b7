import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pack } from 'tar-stream';

/** The files of one provider: path below its folder → content. */
export type Exports = ReadonlyMap<string, Buffer>;

/** Reads a folder of exports, sorted by name. */
export function readExports(folder: string, below = ''): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory())
      for (const [name, it] of readExports(folder, path)) files.set(name, it);
    else files.set(path, readFileSync(join(folder, path)));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Writes files below a folder of their own. */
export function writeExports(folder: string, files: Iterable<readonly [string, Buffer | string]>) {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Numbers below a bound, the same for the same seed. */
export function numbersOf(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39) >>> 0;
    return (mixed >>> 8) % bound;
  };
}

/** The same in another order, which the seed decides. */
export function shuffled<T>(items: Iterable<T>, seed: number): T[] {
  const numbers = numbersOf(seed);
  const rest = [...items];
  const taken: T[] = [];
  while (rest.length > 0) taken.push(...rest.splice(numbers(rest.length), 1));
  return taken;
}

/** How a provider's tool says no, where the answer would have been. */
const refusals: Readonly<Record<string, string>> = {
  'active-directory': '# search result\nsearch: 2\nresult: 50 Insufficient access\n',
  aws: '\nAn error occurred (AccessDenied) when calling the operation: not authorized\n',
  entra: '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges"}}',
  gcp: '{"error":{"code":403,"message":"denied","status":"PERMISSION_DENIED"}}',
  github:
    '{"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}',
  gitlab: '{"message":"403 Forbidden"}',
  kubernetes: 'Error from server (Forbidden): it is forbidden\n',
  salesforce: '{"name":"INVALID_TYPE","message":"it is not supported","exitCode":1}',
  'scanner-reports': 'error: not allowed\n',
  snowflake: '{"error":"003001 (42501): SQL access control error: Insufficient privileges"}',
  vault: '{"errors":["1 error occurred:\\n\\t* permission denied\\n\\n"]}\n',
};

/** What a file may have become before it was imported; null where that would leave it whole. */
export const damages = {
  'cut off at 70 %': (content: Buffer) => {
    const cut = content.subarray(0, Math.floor(content.length * 0.7));
    return isWholeJson(cut) ? null : cut;
  },
  'without a byte': () => Buffer.alloc(0),
  'a refusal': (_: Buffer, provider: string) => Buffer.from(refusals[provider] ?? 'no\n'),
} as const;

/** Cut between values, a text of JSON is as whole as before. */
function isWholeJson(content: Buffer): boolean {
  try {
    JSON.parse(content.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** All files in one archive. */
export async function tarOf(files: Exports): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of files) archive.entry({ name }, content);
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** Two pages of a bare list or of an answer of Microsoft Graph; other files stay as they are. */
export function pagesOf(name: string, content: Buffer): [string, Buffer | string][] {
  const value = jsonOf(content);
  const items = Array.isArray(value) ? (value as unknown[]) : listIn(value);
  if (items === null || items.length < 2) return [[name, content]];
  const half = Math.ceil(items.length / 2);
  const pages = [items.slice(0, half), items.slice(half)].map((part) =>
    Array.isArray(value) ? part : { ...(value as object), value: part },
  );
  if (!Array.isArray(value))
    Object.assign(pages[0] ?? {}, { '@odata.nextLink': 'https://example.com/2' });
  return pages.map((page, at) => [join(`page-${at + 1}`, name), JSON.stringify(page)]);
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return null;
  }
}

function listIn(value: unknown): unknown[] | null {
  if (typeof value !== 'object' || value === null || !('value' in value)) return null;
  return '@odata.context' in value && Array.isArray(value.value)
    ? (value.value as unknown[])
    : null;
}

/** The same file with every second item of its list. */
export function halved([name, content]: readonly [string, Buffer]): [string, Buffer | string] {
  const value = jsonOf(content);
  const items = Array.isArray(value) ? (value as unknown[]) : listIn(value);
  if (items === null) return [name, content];
  const half = items.filter((_, index) => index % 2 === 0);
  return [
    name,
    JSON.stringify(Array.isArray(value) ? half : { ...(value as object), value: half }),
  ];
}
