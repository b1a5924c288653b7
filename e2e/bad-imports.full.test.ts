import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { awsExports, kubernetesExports } from '@nonhuman/connectors/testing';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { zipOf } from './make-zip.ts';
import {
  processesOf,
  removeFolder,
  run,
  start,
  startUp,
  temporaryFolder,
  type UpServer,
} from './run-program.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
let server: UpServer;

// It holds the store open, so that every command need not start it again.
beforeAll(async () => {
  server = await startUp({ data });
});

afterAll(async () => {
  await server.stop();
  await removeFolder(folder);
});

const Imported = z.object({
  sync: z.object({
    added: z.number(),
    changed: z.number(),
    removed: z.number(),
    unchanged: z.number(),
    ignoredAsOlder: z.number(),
    files: z.array(
      z.object({ name: z.string(), kind: z.string().nullable(), isWhole: z.boolean() }),
    ),
  }),
  gaps: z.array(z.object({ message: z.string() }).loose()),
});

let folders = 0;
function write(files: Readonly<Record<string, string | Buffer>>): string {
  folders += 1;
  const path = join(folder, `exports-${folders}`);
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

async function importOf(provider: string, path: string, ...more: string[]) {
  const ended = await run(['import', provider, path, '--json', ...more], { data });
  expect(ended.stderr).toBe('');
  const { sync, gaps } = Imported.parse(JSON.parse(ended.stdout));
  const told = sync.added + sync.changed + sync.unchanged;
  const broken = sync.files.flatMap(({ name, kind, isWhole }) =>
    kind !== null && !isWhole ? [name] : [],
  );
  const said = [...new Set(gaps.map(({ message }) => message))];
  return { code: ended.code, sync, told, broken, gaps: said };
}

const table = 'name,owner,last used\nbackup-bot,ada,2026-01-01T00:00:00Z\n';
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const deep = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;

async function tarOf(entries: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(entries)) archive.entry({ name }, content);
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

const aliasBomb = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...'bcdefghijk'.split('').map((name, index) => {
    const before = 'abcdefghijk'[index] ?? 'a';
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
  }),
  'apiVersion: v1',
  'kind: ServiceAccount',
].join('\n');

describe('a bad file', () => {
  const details = awsExports['aws-authorization-details.json'] ?? '';
  const aws: readonly (readonly [string, string | Buffer])[] = [
    ['truncated.json', details.slice(0, Math.floor(details.length / 2))],
    ['truncated.json.gz', gzipSync(details).subarray(0, 200)],
    ['truncated.zip', zipOf([['a.json', details]]).subarray(0, 300)],
    ['binary.json', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256))],
    ['empty.json', ''],
    ['deep.json', `{"UserDetailList":[${deep(200_000)}]}`],
    ['line.json', `{"UserDetailList":[{"UserName":"${'x'.repeat(10_000_000)}"}]}`],
    [
      'bomb.gz',
      gzipSync(Buffer.concat([Buffer.from('{"UserDetailList":["'), Buffer.alloc(90_000_000, 'a')])),
    ],
    ['noise.txt', 'nothing that an importer knows'],
  ];

  it.each(aws)('%s is named, and costs the AWS import only itself', async (name, content) => {
    const path = write({ [name]: content, 'good.json': details });
    const { code, told, broken, gaps } = await importOf('aws', path, '--connection', name);

    expect(code).toBe(broken.length > 0 ? 3 : 0);
    expect(broken.join()).not.toContain('good.json');
    expect(told).toBeGreaterThan(5);
    expect(gaps.join('\n')).toContain(name.replace(/\.gz$/, ''));
  });

  it.each(aws)('%s alone does not look like an import', async (name, content) => {
    const { sync, gaps } = await importOf(
      'aws',
      write({ [name]: content }),
      '--connection',
      `${name}-alone`,
    );

    expect(sync.removed).toBe(0);
    expect(gaps.join('\n')).toContain(name.replace(/\.gz$/, ''));
  });

  const serviceAccount =
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: b}\n';
  const kubernetes: readonly (readonly [string, string | Buffer])[] = [
    ['bomb.yaml', aliasBomb],
    ['broken.yaml', `${serviceAccount}---\nkind: [unclosed\n`],
    ['deep.yaml', `kind: ServiceAccount\na: ${'['.repeat(50_000)}`],
    [
      'proto.yaml',
      `${serviceAccount}  __proto__: {polluted: yes}\n---\n__proto__: {kind: Secret}\nkind: Nothing\n`,
    ],
    [
      'truncated.json',
      '{"kind":"List","items":[{"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"x","namesp',
    ],
  ];

  it.each(kubernetes)('%s costs the Kubernetes import only itself', async (name, content) => {
    const path = write({ [name]: content, ...kubernetesExports });
    const { code, told, broken, gaps } = await importOf(
      'kubernetes',
      path,
      '--option',
      `cluster=${name}`,
      '--connection',
      name,
    );

    expect(code).toBe(broken.length > 0 ? 3 : 0);
    expect(broken.filter((file) => !file.endsWith(name))).toEqual([]);
    expect(told).toBeGreaterThan(5);
    // Odd keys are no fault of a file.
    expect(gaps.join('\n')).toContain(name === 'proto.yaml' ? '' : name);
  });

  it.each([
    ['UTF-16', utf16(table)],
    ['a binary file', Buffer.alloc(4_000, 0xfe)],
    ['keys of prototypes', '[{"__proto__":{"name":"x"},"constructor":{"prototype":1},"name":"y"}]'],
    ['a quote that never closes', 'name,owner\n"never closed,ada\n'.repeat(50)],
    ['rows of another length', 'name,owner\na\nb,c,d,e\n'],
    ['a line of 10 MB', `name,owner\n${'x'.repeat(10_000_000)},ada\n`],
  ])('%s does not stop the generic import of another file', async (about, content) => {
    const path = write({ 'bad.csv': content, 'good.csv': table });
    const { code, told, broken } = await importOf('generic', path, '--connection', about);

    expect(code).toBe(broken.length > 0 ? 3 : 0);
    expect(broken.join()).not.toContain('good.csv');
    expect(told).toBeGreaterThan(0);
  });

  it('is refused when there is nothing else: an empty folder, noise, an archive cut off', async () => {
    for (const path of [
      write({}),
      write({ 'a.bin': 'noise' }),
      write({ 'a.zip': zipOf([['a.json', '{}']]).subarray(0, 40) }),
    ]) {
      const { code, stdout } = await run(['import', 'aws', path], { data });

      expect({ code, stdout }).toMatchObject({ code: 3 });
    }
  });
});

describe('an archive', () => {
  it('with names that climb out of it is read, and writes nothing', async () => {
    const name = '../../../../../../../../tmp/nonhuman-e2e-escaped.json';
    const details = awsExports['aws-authorization-details.json'] ?? '';
    const path = write({
      'a.zip': zipOf([[name, details]]),
      'a.tar': await tarOf({ [name]: details }),
    });

    const { code, sync } = await importOf('aws', path, '--connection', 'climbing');

    expect(code).toBe(0);
    expect(sync.files.map(({ kind }) => kind)).not.toContain(null);
    expect(() => readFileSync('/tmp/nonhuman-e2e-escaped.json')).toThrow('ENOENT');
  });

  it('that is a bomb, also within archives, is stopped and named', async () => {
    const zeros = Buffer.concat([
      Buffer.from('{"UserDetailList":["'),
      Buffer.alloc(200_000_000, 'a'),
    ]);
    const inner = zipOf([['zeros.json', zeros]]);
    const middle = zipOf([['inner.zip', inner]]);
    const path = write({
      'inner.zip': inner,
      'middle.zip': middle,
      'outer.zip': zipOf([['middle.zip', middle]]),
    });

    const { gaps } = await importOf('aws', path, '--connection', 'bomb');

    expect(gaps.filter((gap) => gap.includes('unpacks to more than')).length).toBe(2);
    expect(gaps.filter((gap) => gap.includes('archive in an archive')).length).toBe(1);
  });
});

describe('an import', () => {
  it('done twice changes nothing, and yesterday’s after today’s undoes nothing', async () => {
    const path = write(awsExports);
    const at = (time: string) =>
      importOf('aws', path, '--connection', 'twice', '--observed-at', time);

    const first = await at('2026-11-02T00:00:00Z');
    const again = await at('2026-11-02T00:00:00Z');
    const older = await at('2026-11-01T00:00:00Z');

    expect(first.sync.added).toBeGreaterThan(10);
    expect(again.sync).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(older.sync).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });

  it('of 300 MB of JSON takes at most 700 MB of memory', async () => {
    const path = join(write({}), 'large.json');
    const out = createWriteStream(path);
    const filler = 'x'.repeat(7_000);
    out.write('{"UserDetailList":[');
    for (let each = 0; each < 42_000; each += 1) {
      const name = `user-${each}`;
      const user = {
        UserName: name,
        UserId: `AIDA${each}`,
        Arn: `arn:aws:iam::111122223333:user/${name}`,
        Path: '/',
        CreateDate: '2024-01-01T00:00:00+00:00',
        Filler: filler,
      };
      if (!out.write(`${each === 0 ? '' : ','}${JSON.stringify(user)}`)) await once(out, 'drain');
    }
    out.end('],"RoleDetailList":[],"GroupDetailList":[],"Policies":[]}');
    await finished(out);

    const { child, ended } = start(['import', 'aws', path, '--json', '--connection', 'large'], {
      data,
    });
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid ?? 0));
    }, 100);
    const { code, stdout, stderr } = await ended;
    clearInterval(watch);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Imported.parse(JSON.parse(stdout)).sync.added).toBeGreaterThanOrEqual(42_000);
    expect(peak).toBeLessThanOrEqual(700);
    expect(peak).toBeGreaterThan(50);
  });
});

/** The largest resident memory that a process had so far, in MB; 0 once it ended. */
function peakOf(pid: number): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

it('leaves nothing running', async () => {
  await server.stop();
  expect(processesOf(data)).toEqual([]);
});
