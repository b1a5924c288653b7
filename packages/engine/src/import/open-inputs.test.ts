import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import type { ImportFile } from '@nonhuman/connector-kit';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expansionLimits } from './expansion.ts';
import { openImportFiles } from './open-inputs.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nonhuman-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A zip archive without compression, made by hand so that its names may be anything. */
function zipOf(files: Readonly<Record<string, string | Buffer>>, flags = 0): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.concat([Buffer.alloc(flags & 1 ? 12 : 0), Buffer.from(text)]);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt32LE(0x58210000, 6);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(content.length, 14);
    head.writeUInt32LE(Buffer.byteLength(text), 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, rest, Buffer.from(name)]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, entries, Buffer.from('PK\x05\x06'), end]);
}

async function tarOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
  archive.entry({ name: 'link', type: 'symlink', linkname: '/etc/passwd' });
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function textOf(file: ImportFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function contents(paths: readonly string[], stdin: AsyncIterable<Uint8Array> | null = null) {
  const opened = await openImportFiles({ paths, stdin });
  const entries: [string, string][] = [];
  for (const file of opened.files) {
    entries.push([file.name.replace(folder, ''), await textOf(file)]);
    expect(await textOf(file)).toBe(entries.at(-1)?.[1]);
  }
  opened.close();
  const problems = opened.problems.map(({ name, problem }) => [
    name.replace(folder, ''),
    problem.reason,
  ]);
  return { files: Object.fromEntries(entries), problems };
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

describe('the inputs of an import', () => {
  it('are the files of a folder and below, sorted, without hidden ones and links', async () => {
    put('b.json', 'b');
    put('a/c.json', 'c');
    put('.DS_Store', 'x');
    symlinkSync(folder, join(folder, 'a/round'));

    const { files, problems } = await contents([folder]);

    expect(files).toEqual({ '/a/c.json': 'c', '/b.json': 'b' });
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'a zip archive',
      'x.zip',
      async () => zipOf({ 'in/a.json': 'a', '__MACOSX/b': 'b' }),
      '/x.zip/in/a.json',
    ],
    ['a gzip file', 'a.json.gz', async () => gzipSync('a'), '/a.json'],
    ['a tar archive', 'x.tar', async () => tarOf({ 'a.json': 'a' }), '/x.tar/a.json'],
    [
      'a packed tar archive',
      'x.tgz',
      async () => gzipSync(await tarOf({ 'a.json': 'a' })),
      '/x.tar/a.json',
    ],
    [
      'a zip archive in a zip archive',
      'o.zip',
      async () => zipOf({ 'i.zip': zipOf({ 'a.json': 'a' }) }),
      '/o.zip/i.zip/a.json',
    ],
    [
      'a gzip file in a tar archive, told by its bytes',
      'odd.bin',
      async () => tarOf({ 'a.json': 'a' }),
      '/odd.bin/a.json',
    ],
  ])('are what is in %s', async (_, name, make, inside) => {
    const path = put(name, await make());

    const { files, problems } = await contents([path]);

    expect({ files, problems }).toEqual({ files: { [inside]: 'a' }, problems: [] });
  });

  it('may come through standard input, packed or not', async () => {
    const { files } = await contents(['-'], once(gzipSync('piped')));

    expect(files).toEqual({ 'standard input': 'piped' });
  });

  it('are never written anywhere, whatever their names say', async () => {
    const path = put(
      'evil.zip',
      zipOf({ '../../../tmp/nonhuman-slipped': 'a', 'bell\u0007': 'b' }),
    );

    const { files } = await contents([path]);

    expect(Object.values(files).sort()).toEqual(['a', 'b']);
    expect(Object.keys(files).join()).not.toContain('\u0007');
  });

  it('stop where an archive unpacks to far more than it holds', async () => {
    const path = put('bomb.json.gz', gzipSync(Buffer.alloc(3_000_000)));
    const limits = { ...expansionLimits, ratioFrom: 1_000_000 };
    const opened = await openImportFiles({ paths: [path], stdin: null, limits });

    const reading = textOf(opened.files[0] as ImportFile);

    await expect(reading).rejects.toMatchObject({ name: 'FileProblem', reason: 'too-large' });
  });

  it.each([
    [
      'a zip archive that is cut off',
      'x.zip',
      () => zipOf({ a: 'a' }).subarray(0, 40),
      'malformed',
    ],
    [
      'an archive three deep',
      'x.zip',
      () => zipOf({ a: zipOf({ b: zipOf({ c: 'c' }) }) }),
      'unsupported',
    ],
  ])('lose only %s', async (_, name, make, reason) => {
    const bad = put(name, make());
    const good = put('good.json', 'good');

    const { files, problems } = await contents([bad, good]);

    expect(files).toEqual({ '/good.json': 'good' });
    expect(problems.map(([, why]) => why)).toEqual([reason]);
  });

  it('say so when a gzip file is cut off', async () => {
    const path = put('a.json.gz', gzipSync('x'.repeat(50_000)).subarray(0, 60));
    const opened = await openImportFiles({ paths: [path], stdin: null });

    const outcome = opened.files[0]
      ? textOf(opened.files[0])
      : Promise.reject(opened.problems[0]?.problem);

    await expect(outcome).rejects.toMatchObject({ reason: 'malformed' });
  });

  it('say so when a zip entry is encrypted', async () => {
    const path = put('x.zip', zipOf({ a: 'a' }, 1));

    const { problems } = await contents([path]);

    expect(problems).toEqual([['/x.zip/a', 'unsupported']]);
  });

  it('are refused with what to do when a path is not there', async () => {
    const opening = openImportFiles({ paths: [join(folder, 'absent')], stdin: null });

    await expect(opening).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
