import { spawn, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exampleOf } from '@nonhuman/secrets/testing';
import { commands } from 'nonhuman/reference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from './program.ts';
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
const work = join(folder, 'work');
const escape = String.fromCharCode(27);

const names = Array.from({ length: 800 }, (_, each) => `backup-bot-${each},ada`);
/** Enough for an export that no pipe holds at once. */
const accounts = `name,owner\n${names.join('\n')}\n`;

beforeAll(async () => {
  mkdirSync(work);
  writeFileSync(join(work, '.env'), `GITHUB_TOKEN=${exampleOf('github-fine-grained-token', 3)}\n`);
  writeFileSync(join(folder, 'accounts.csv'), accounts);
  await run(['scan', work], { data });
});

afterAll(() => removeFolder(folder));

const lines: readonly (readonly string[])[] = [
  ['up', '--once', work],
  ['scan', work],
  ['import', 'generic', join(folder, 'accounts.csv')],
  ['list'],
  ['findings'],
  ['coverage'],
  ['export', 'json'],
  ['doctor'],
  ['config'],
];

describe('every command', () => {
  it.each(commands.map(({ name }) => name))('%s shows two examples or more', async (name) => {
    const { code, stdout, stderr } = await run([name, '--help']);

    const [, examples = ''] = stdout.split('\nExamples:\n');
    expect(examples.match(/^ {2}\S/gm)?.length).toBeGreaterThanOrEqual(2);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(lines)('prints with --json one JSON value and nothing else: %s', async (...line) => {
    const { code, stdout, stderr } = await run([...line, '--json'], { data });

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect(processesOf(data)).toEqual([]);
  });
});

describe('beside a server', () => {
  // It holds the store open, so that every command need not start it again.
  let server: UpServer;
  beforeAll(async () => {
    server = await startUp({ data });
  });
  afterAll(async () => {
    await server.stop();
  });

  it.each(lines)('sends a pipe neither progress nor colours: %s', async (...line) => {
    const { code, stdout, stderr } = await run(line, { data });

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain(escape);
    expect(stdout).not.toContain('\r');
    expect(stdout).not.toMatch(/undefined|\[object|NaN/);
  });

  describe('a terminal', () => {
    const onTerminal = (command: string, env: Record<string, string>) =>
      spawnSync('script', ['-qec', `${process.execPath} ${program} ${command}`, '/dev/null'], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], TERM: 'xterm', NONHUMAN_DATA: data, ...env },
      });

    it('gets colours, but not with NO_COLOR', () => {
      expect(onTerminal('findings', {}).stdout).toContain(`${escape}[1m`);
      expect(onTerminal('findings', { NO_COLOR: '1' }).stdout).not.toContain(`${escape}[1m`);
    });
  });

  describe('the exit code', () => {
    const usage: readonly (readonly string[])[] = [
      [],
      ['nope'],
      ['scan', '--nope'],
      ['scan', '--fail-on', 'nope'],
      ['scan', join(folder, 'absent')],
      ['up', '--once', join(folder, 'absent')],
      ['up', '--port', 'high'],
      ['import'],
      ['import', 'aws'],
      ['import', 'nope', work],
      ['import', 'aws', join(folder, 'absent.json')],
      ['import', 'aws', work, '--option', 'nope'],
      ['import', 'aws', work, '--option', 'nope=1'],
      ['import', 'aws', work, '--observed-at', 'yesterday'],
      ['list', '--limit', '0'],
      ['list', '--limit', 'many'],
      ['list', '--kind', 'nope'],
      ['findings', '--severity', 'nope'],
      ['findings', '--owasp', 'nope'],
      ['show'],
      ['show', 'nope'],
      ['show', '00000000-0000-7000-8000-000000000000'],
      ['export', 'nope'],
      ['export', 'csv', '--of', 'nope'],
      ['export', 'csv', '--as-of', 'nope'],
      ['backup'],
      ['backup', join(folder, 'absent', 'a.backup')],
      ['restore', join(folder, 'absent.backup')],
      ['config', 'nope'],
      ['config', 'credential-too-old.maxAgeDays', 'nope'],
      ['list', 'a', 'b'],
    ];

    it.each(usage.map((line) => ({ line })))('is 2, with words, for $line', async ({ line }) => {
      const { code, stdout, stderr } = await run(line, { data });

      expect({ code, stderr }).toMatchObject({ code: 2 });
      expect(`${stdout}${stderr}`).not.toBe('');
      expect(stderr).not.toMatch(/fault of Nonhuman|\n {4}at /);
      // Without a command there is nothing wrong to say: the help is what was asked for.
      expect(line.length > 0 ? stdout : '').toBe('');
    });

    it('is 1 only when something at the limit of --fail-on is open', async () => {
      const clean = join(folder, 'clean');
      mkdirSync(clean);

      expect(await run(['findings', '--fail-on', 'info'], { data })).toMatchObject({ code: 1 });
      expect(await run(['scan', work, '--fail-on', 'info'], { data })).toMatchObject({ code: 1 });
      expect(
        await run(['scan', clean, '--fail-on', 'info'], { data: join(folder, 'clean-data') }),
      ).toMatchObject({ code: 0 });
    });

    it('is 3 when the store cannot be opened', async () => {
      const file = join(folder, 'file');
      writeFileSync(file, '');

      const { code, stderr } = await run(['list'], { data: join(file, 'data') });

      expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining(file) });
    });
  });

  describe('an export to a file', () => {
    it('is closed to others, and leaves links, pipes and devices what they are', async () => {
      const file = join(folder, 'file.json');
      const link = join(folder, 'link.json');
      const pipe = join(folder, 'pipe.json');
      symlinkSync(file, link);
      spawnSync('mkfifo', [pipe]);
      const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'ignore'] });
      let heard = '';
      reader.stdout.on('data', (chunk: Buffer) => {
        heard += String(chunk);
      });

      for (const output of [file, link, pipe])
        expect(await run(['export', 'json', '--output', output], { data })).toMatchObject({
          code: 0,
        });
      const folderAsked = await run(['export', 'json', '--output', folder], { data });

      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(heard));
      expect(statSync(file).mode & 0o077).toBe(0);
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(lstatSync(pipe).isFIFO()).toBe(true);
      expect(folderAsked).toMatchObject({ code: 2, stderr: expect.stringContaining('folder') });
    });
  });

  describe('a reader that leaves', () => {
    it.each(['list', 'findings', 'export json', 'export csv', 'import --help aws'])(
      'ends "%s | head -c 1" quietly',
      (command) => {
        const line = `${process.execPath} ${program} ${command} | head -c 1`;
        const { stderr, status } = spawnSync('bash', ['--norc', '-o', 'pipefail', '-c', line], {
          encoding: 'utf8',
          env: { PATH: process.env['PATH'], NONHUMAN_DATA: data },
        });

        expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      },
    );
  });
});

describe('Ctrl-C', () => {
  it('ends a scan, leaves nothing running, and the next scan completes', async () => {
    const own = join(folder, 'interrupted');
    const big = join(folder, 'big');
    for (let each = 0; each < 100; each += 1) {
      mkdirSync(join(big, String(each)), { recursive: true });
      for (let file = 0; file < 25; file += 1) {
        writeFileSync(join(big, String(each), `${file}.txt`), 'password: none here\n'.repeat(500));
      }
    }
    await run(['list'], { data: own });
    const { child, ended } = start(['scan', big], { data: own });
    while (processesOf(own).length === 0) await sleep(20);
    await sleep(400);

    const interruptedAt = Date.now();
    child.kill('SIGINT');
    const { code, stderr } = await ended;

    expect(Date.now() - interruptedAt).toBeLessThan(10_000);
    expect({ code, stderr }).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/interrupt/i),
    });
    expect(stderr).not.toContain('fault');
    expect(processesOf(own)).toEqual([]);
    expect(await run(['scan', big], { data: own })).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends an import that waits for standard input', async () => {
    const { child, ended } = start(['import', 'aws', '-'], { data, input: null });
    while (processesOf(data).length === 0) await sleep(20);
    await sleep(1_500);

    child.kill('SIGINT');

    expect(await ended).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/interrupt/i),
    });
    expect(processesOf(data)).toEqual([]);
  });
});
