import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { exampleOf } from '@nonhuman/secrets/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf, removeFolder, run, start, temporaryFolder } from './run-program.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
const home = join(folder, 'home');
const token = (seed: number) => exampleOf('github-fine-grained-token', seed);
const socket = createServer();

const Scanned = z.object({
  sync: z.object({ added: z.number(), changed: z.number(), removed: z.number() }),
});

async function scan(path: string, options: { data: string; uid?: number } = { data }) {
  const { code, stdout, stderr } = await run(['scan', path, '--json'], { home, ...options });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return Scanned.parse(JSON.parse(stdout)).sync;
}

function make(path: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content, { mode });
}

/** Name, kind, inode, mode, owner, size, times and content of everything below a folder. */
function pictureOf(path: string): string[] {
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      const file = join(path, name);
      const stats = lstatSync(file);
      const { ino, mode, uid, size, mtimeMs, ctimeMs } = stats;
      const content = stats.isSymbolicLink()
        ? readlinkSync(file)
        : stats.isFile() && size < 1_000_000
          ? readFileSync(file, 'latin1')
          : '';
      const line = [file, ino, mode, uid, size, mtimeMs, ctimeMs, content].join(' | ');
      return stats.isDirectory() ? [line, ...pictureOf(file)] : [line];
    });
}

beforeAll(async () => {
  make(join(home, 'project/.env'), `GITHUB_TOKEN=${token(1)}\n`);
  symlinkSync('..', join(home, 'project/up'));
  symlinkSync('loop-b', join(home, 'loop-a'));
  symlinkSync('loop-a', join(home, 'loop-b'));
  symlinkSync('/proc', join(home, 'proc'));
  execFileSync('mkfifo', [join(home, 'pipe.env'), join(home, '.npmrc')]);
  await new Promise<void>((resolve) => socket.listen(join(home, 'socket.json'), resolve));
  make(join(home, 'sparse.log'), 'a line of a log\n'.repeat(2_000));
  truncateSync(join(home, 'sparse.log'), 50_000_000_000);
  make(join(home, 'line.txt'), `${'x '.repeat(5_000_000)} key=${token(2)} ${'y '.repeat(10_000)}`);
  make(Buffer.from(`${home}/name-\xff.env`, 'latin1').toString(), `GITHUB_TOKEN=${token(3)}\n`);
  for (let each = 0; each < 3_000; each += 1)
    make(join(home, `many/${each % 50}/${each}.txt`), `line ${each}\n`);

  const mark = `#!/bin/sh\ntouch ${join(folder, 'executed')}\n`;
  for (const name of [
    '.git/hooks/post-checkout',
    '.git/hooks/pre-commit',
    'bin/node',
    'bin/git',
    'bin/gpg',
    'bin/ssh-keygen',
    'bin/openssl',
    'bin/kubectl',
    'bin/aws',
    '.envrc',
    'Makefile',
    '.bashrc',
    '.profile',
    'helper.sh',
  ])
    make(join(home, 'traps', name), mark, 0o755);
  make(join(home, 'traps/.git/HEAD'), 'ref: refs/heads/main\n');
  make(
    join(home, 'traps/.git/config'),
    `[core]\n\tfsmonitor = ${join(home, 'traps/helper.sh')}\n\tpager = ${join(home, 'traps/helper.sh')}\n\tsshCommand = ${join(home, 'traps/helper.sh')}\n[credential]\n\thelper = !${join(home, 'traps/helper.sh')}\n`,
  );
  make(
    join(home, '.aws/config'),
    `[profile a]\ncredential_process = ${join(home, 'traps/helper.sh')}\n`,
  );
  make(
    join(home, '.kube/config'),
    `kind: Config\nusers:\n  - name: a\n    user:\n      exec:\n        command: ${join(home, 'traps/helper.sh')}\n`,
  );
  make(
    join(home, '.claude.json'),
    JSON.stringify({ mcpServers: { a: { command: join(home, 'traps/helper.sh') } } }),
  );
  make(
    join(home, 'traps/package.json'),
    JSON.stringify({ scripts: { preinstall: './helper.sh' } }),
  );
});

afterAll(async () => {
  socket.close();
  await removeFolder(folder);
});

describe('a scan of hostile files', () => {
  it('ends, finds what is there, and executes and changes nothing', async () => {
    const before = pictureOf(home);

    const { added } = await scan(home);

    expect(added).toBeGreaterThan(0);
    expect(pictureOf(home)).toEqual(before);
    expect(() => lstatSync(join(folder, 'executed'))).toThrow('ENOENT');
    expect(await scan(home)).toEqual({ added: 0, changed: 0, removed: 0 });
    expect(processesOf(data)).toEqual([]);
  });

  it('finds the secret in a line of 10 MB, and says how far it looked where it did not', async () => {
    const { stdout } = await run(['export', 'json', '--of', 'findings'], { data });
    const { stdout: coverage } = await run(['coverage', '--all', '--json'], { data });

    expect(stdout + coverage).toContain('line.txt');
    expect(coverage).toContain('sparse.log');
    expect(stdout + coverage).not.toContain(token(2));
  });

  it('does not run a program that lies earlier in the PATH', async () => {
    const traps = join(home, 'traps/bin');
    const { code } = await run(['scan', home, '--json'], {
      data,
      home,
      env: { PATH: `${traps}:${process.env['PATH']}` },
    });

    expect(code).toBe(0);
    expect(() => lstatSync(join(folder, 'executed'))).toThrow('ENOENT');
  });

  it('goes on when files vanish and come while it reads', async () => {
    const moving = join(folder, 'moving');
    for (let each = 0; each < 1_000; each += 1)
      make(join(moving, `${each % 20}/${each}.env`), `TOKEN_${each}=value\n`);
    const { ended } = start(['scan', moving, '--json'], {
      data: join(folder, 'data-moving'),
      home: folder,
    });

    let over = false;
    void ended.then(() => {
      over = true;
    });
    for (let each = 0; !over; each += 1) {
      rmSync(join(moving, `${each % 20}`), { recursive: true, force: true });
      make(join(moving, `${each % 20}/${each}.env`), 'A=b\n');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe.skipIf(process.getuid?.() !== 0)('a scan as an ordinary user', () => {
  it('says which files it may not read, and reads the others', async () => {
    const nobody = 65_534;
    const work = join(folder, 'closed');
    const own = join(folder, 'data-nobody');
    make(join(work, 'open.env'), `GITHUB_TOKEN=${token(4)}\n`);
    make(join(work, 'closed.env'), `GITHUB_TOKEN=${token(5)}\n`, 0o600);
    make(join(work, 'folder/inside.env'), `GITHUB_TOKEN=${token(6)}\n`);
    chmodSync(join(work, 'folder'), 0o700);
    mkdirSync(own);
    chownSync(own, nobody, nobody);
    chmodSync(folder, 0o711);

    const { added } = await scan(work, { data: own, uid: nobody });
    const { stdout } = await run(['coverage', '--all', '--json'], { data: own, uid: nobody });

    expect(added).toBeGreaterThan(0);
    expect(stdout).toContain('closed.env');
    expect(stdout).toContain(join(work, 'folder'));
  });
});
