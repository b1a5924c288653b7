import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { awsExports, kubernetesExports } from '@nonhuman/connectors/testing';
import { silentLog } from '@nonhuman/runtime';
import { openStore, sql } from '@nonhuman/store';
import { type HostServer, startHostServer } from '@nonhuman/store/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { processesOf, removeFolder, run, startUp, temporaryFolder } from './run-program.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
const backup = join(folder, 'all.backup');
let exported: string[] = [];

const options = (where: string) =>
  where.startsWith('postgres:')
    ? { data: join(folder, 'beside-server'), env: { DATABASE_URL: where } }
    : { data: where };

async function ok(args: readonly string[], where: string): Promise<string> {
  const { code, stdout, stderr } = await run(args, options(where));
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
  return stdout;
}

async function exportsOf(where: string): Promise<string[]> {
  const texts: string[] = [];
  for (const of of ['identities', 'credentials', 'findings'])
    texts.push(await ok(['export', 'json', '--of', of], where));
  return texts;
}

async function fill(where: string): Promise<void> {
  for (const [provider, files] of Object.entries({
    aws: awsExports,
    kubernetes: kubernetesExports,
  })) {
    const path = join(folder, provider);
    mkdirSync(path, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
    const cluster = provider === 'kubernetes' ? ['--option', 'cluster=prod'] : [];
    await ok(['import', provider, path, ...cluster], where);
  }
}

beforeAll(async () => {
  await fill(data);
  exported = await exportsOf(data);
  await ok(['backup', backup], data);
});

afterAll(() => removeFolder(folder));

describe('a backup', () => {
  it('is closed to others, and restored elsewhere gives the same exports', async () => {
    const other = join(folder, 'restored');
    await ok(['restore', backup], other);

    expect(statSync(backup).mode & 0o077).toBe(0);
    expect(exported.join('').length).toBeGreaterThan(5_000);
    expect(await exportsOf(other)).toEqual(exported);
  });

  it('that is damaged in any way is refused, and changes nothing', async () => {
    const whole = readFileSync(backup);
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(flipped.readUInt8(whole.length >> 1) ^ 0xff, whole.length >> 1);
    const inner = gunzipSync(whole);
    const changed = Buffer.from(inner.toString('latin1').replace('deployer', 'deplayer'), 'latin1');
    expect(changed).not.toEqual(inner);
    const damaged = {
      flipped,
      cut: whole.subarray(0, -200),
      changed: gzipSync(changed),
      short: gzipSync(inner.subarray(0, inner.length >> 1)),
      noise: Buffer.from('noise'),
      empty: Buffer.alloc(0),
    };
    const server = await startUp({ data });

    for (const [name, content] of Object.entries(damaged)) {
      const file = join(folder, `${name}.backup`);
      writeFileSync(file, content);
      const { code, stdout, stderr } = await run(['restore', file, '--replace'], { data });

      expect({ name, code, stdout, stderr }).toEqual({
        name,
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('backup'),
      });
    }
    const refused = await run(['restore', backup], { data });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--replace') });
    const again = await run(['backup', backup], { data });
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('exists') });

    expect(await exportsOf(data)).toEqual(exported);
    await server.stop();
    expect(processesOf(data)).toEqual([]);
  });
});

describe('a data folder of a newer version', () => {
  it('is refused by every command, and left as it is', async () => {
    const newer = join(folder, 'newer');
    await ok(['restore', backup], newer);
    const store = await openStore({ env: {}, log: silentLog, dataFolder: newer });
    await store.db.run(sql`insert into schema_migration (version, name, checksum)
      select version + 1, 'newer', 'x' from schema_migration order by version desc limit 1`);
    await store.close();

    for (const line of [
      ['list'],
      ['scan', folder],
      ['backup', join(folder, 'n.backup')],
      ['restore', backup, '--replace'],
      ['up', '--no-scan'],
    ])
      expect(await run(line, { data: newer })).toMatchObject({
        code: 3,
        stdout: '',
        stderr: expect.stringContaining('newer'),
      });

    expect(processesOf(newer)).toEqual([]);
    expect(readdirSync(folder)).not.toContain('n.backup');
  });
});

describe.skipIf(process.getuid?.() !== 0)('a disk that is full', () => {
  function smallDisk(megabytes: number): string {
    const disk = join(folder, `disk-${megabytes}`);
    mkdirSync(disk, { mode: 0o711 });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'none', disk]);
    onTestFinished(() => {
      execFileSync('umount', ['-l', disk]);
    });
    return disk;
  }

  it('is named by the first command, and by a backup, and leaves nothing half made', async () => {
    const disk = smallDisk(8);

    const first = await run(['list'], { data: disk });
    expect(first).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/disk/i) });
    const scan = await run(['backup', join(disk, 'a.backup')], { data });
    expect(scan.code).toBe(0);
    execFileSync('sh', ['-c', `cat /dev/zero > ${join(disk, 'zeros')} || true`], {
      stdio: 'ignore',
    });
    const full = await run(['backup', join(disk, 'b.backup')], { data });
    expect(full).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/disk/i) });
    const out = await run(['export', 'json', '--output', join(disk, 'b.json')], { data });
    expect(out).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.not.stringContaining('fault'),
    });

    expect(readdirSync(disk).sort()).toEqual(['a.backup', 'postgres', 'zeros']);
    expect(processesOf(disk)).toEqual([]);
  });
});

describe('a server of DATABASE_URL', () => {
  let server: HostServer | null = null;
  beforeAll(async () => {
    server = await startHostServer();
  });
  afterAll(() => server?.stop());

  it('gets the same from the same commands, and from a backup', async ({ skip }) => {
    if (server === null) return skip('this machine has no PostgreSQL of its own');
    const { url } = server;
    await fill(url);
    const names = (text: string) =>
      [...text.matchAll(/"name":"([^"]*)"/g)]
        .map(([, name = '']) => name)
        .sort((a, b) => a.localeCompare(b));

    expect((await exportsOf(url)).map(names)).toEqual(exported.map(names));
    await ok(['restore', backup, '--replace'], url);
    expect(await exportsOf(url)).toEqual(exported);
    for (const line of [
      ['findings'],
      ['list'],
      ['coverage'],
      ['doctor'],
      ['config'],
      ['up', '--once', join(folder, 'aws')],
    ])
      await ok(line, url);
    const up = await startUp(options(url));
    expect((await fetch(up.url)).status).toBe(200);
    expect(await up.stop()).toMatchObject({ code: 0 });
    expect(processesOf(join(folder, 'beside-server'))).toEqual([]);
  });

  it('that nobody answers at, or that is none, is named without its password', async () => {
    const word = 'aPassword' + 'ThatIsNotSaid';
    for (const url of [
      `postgres://app:${word}@127.0.0.1:1/app`,
      `mysql://app:${word}@127.0.0.1/app`,
      `postgres://app:${word}@[::/x`,
    ]) {
      const { code, stdout, stderr } = await run(['list'], {
        data,
        env: { DATABASE_URL: url, NONHUMAN_DEBUG: '1' },
      });

      expect([2, 3]).toContain(code);
      expect(stdout).toBe('');
      expect(stderr).not.toContain(word);
      expect(stderr).not.toMatch(/fault|\n {4}at /);
    }
  });
});
