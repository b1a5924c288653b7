import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf, removeFolder, run, startUp, temporaryFolder } from './run-program.ts';

const folder = temporaryFolder();
const prefix = join(folder, 'prefix');
const repository = fileURLToPath(new URL('..', import.meta.url));
const installed = join(prefix, 'node_modules/nonhuman');
let problem: string | null = null;

beforeAll(() => {
  mkdirSync(prefix);
  writeFileSync(join(prefix, 'package.json'), '{"private":true}\n');
  const npm = (...args: string[]) =>
    execFileSync('npm', args, { cwd: repository, encoding: 'utf8', stdio: 'pipe' });
  const packed = npm('pack', '-w', 'packages/cli', '--json', '--pack-destination', folder);
  const [{ filename }] = z.tuple([z.object({ filename: z.string() })]).parse(JSON.parse(packed));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  try {
    npm('install', '--prefix', prefix, ...quiet, join(folder, filename));
  } catch (error) {
    problem = String(error);
  }
});

afterAll(() => removeFolder(folder));

const options = {
  program: join(installed, 'bin/nonhuman.mjs'),
  data: join(folder, 'data'),
  home: folder,
};

describe('the package that is published', () => {
  it('holds the program, the pages and the license, and neither sources nor tests', ({ skip }) => {
    if (problem?.includes('ENOTFOUND')) skip('no registry can be reached');
    expect(problem).toBeNull();
    const names = readdirSync(installed, { recursive: true, encoding: 'utf8' });

    expect(names).toEqual(expect.arrayContaining(['dist/main.js', 'dist/scan-worker.js']));
    expect(names).toEqual(expect.arrayContaining(['dist/web/index.html', 'LICENSE', 'README.md']));
    expect(names.filter((name) => name.endsWith('.ts'))).toEqual([]);
    expect(existsSync(join(prefix, 'node_modules/@nonhuman'))).toBe(false);
  });

  it('shows help, scans, and serves the pages, away from the repository', async ({ skip }) => {
    if (problem?.includes('ENOTFOUND')) skip('no registry can be reached');
    const work = join(folder, 'work');
    mkdirSync(work);
    writeFileSync(join(work, '.npmrc'), `//registry.npmjs.org/:_authToken=${'word'.repeat(8)}\n`);

    expect(await run(['--help'], options)).toMatchObject({ code: 0, stderr: '' });
    const scan = await run(['scan', work, '--json'], options);
    expect(scan).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(scan.stdout)).toMatchObject({ sync: { added: expect.any(Number) } });
    const server = await startUp(options);
    const page = await fetch(server.url);

    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await server.stop()).toMatchObject({ code: 0, stderr: '' });
    expect(processesOf(options.data)).toEqual([]);
  });
});
