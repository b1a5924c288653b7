import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { FileProblem } from '@nonhuman/connector-kit';
import type { HostScan } from '@nonhuman/engine';

type Files = NonNullable<HostScan['files']>;

/**
 * The copied disk of a machine as its file system: paths are those of the machine, and a file belongs
 * to the account in whose home it lies, else to root, whoever wrote the copy.
 */
export function diskImage(folder: string, accounts: readonly string[]): Files {
  const under = (path: string) => join(folder, path);
  const passwd = passwdOf(accounts);
  return {
    list: (path) =>
      orProblem(() =>
        readdirSync(under(path), { withFileTypes: true }).map((entry) => ({
          name: entry.name,
          type: entry.isDirectory() ? 'folder' : 'file',
        })),
      ),
    stat: (path) => orProblem(() => statOf(lstatSync(under(path)), ownerOf(path, accounts))),
    realPath: (path) => orProblem(() => (lstatSync(under(path)), path)),
    read: (path) => (path === '/etc/passwd' ? passwd : orProblem(() => readFileSync(under(path)))),
    readStart: (path, count) => orProblem(() => readFileSync(under(path)).subarray(0, count)),
  };
}

function passwdOf(accounts: readonly string[]): Buffer {
  const lines = accounts.map(
    (name, index) => `${name}:x:${1000 + index}:1000::/home/${name}:/bin/sh`,
  );
  return Buffer.from(['root:x:0:0::/root:/bin/sh', ...lines, ''].join('\n'));
}

function ownerOf(path: string, accounts: readonly string[]): number {
  const account = /^\/home\/([^/]+)/.exec(path)?.[1];
  return account === undefined ? 0 : 1000 + accounts.indexOf(account);
}

function statOf(stats: Stats, uid: number): ReturnType<Files['stat']> {
  return {
    type: stats.isDirectory() ? 'folder' : 'file',
    size: stats.size,
    mode: (stats.mode & 0o7777).toString(8).padStart(4, '0'),
    uid,
    modifiedAt: stats.mtime.toISOString(),
    stamp: `${stats.size}:${stats.mtimeMs}`,
  };
}

function orProblem<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new FileProblem('vanished', 'It is not there', { cause });
  }
}
