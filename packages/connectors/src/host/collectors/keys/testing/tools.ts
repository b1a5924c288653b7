import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FakeFile } from '../../../testing/fake-host.ts';

/** Whether a program is installed here; tests that need one that is not are skipped. */
export function hasTool(name: string): boolean {
  return spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined;
}

/** A folder in which programs make key material; `clear` removes it with all that they made. */
export interface Workshop {
  readonly folder: string;
  /** Runs a program in the folder; what it prints to its standard output. */
  run(program: string, ...args: readonly string[]): string;
  read(name: string): Buffer;
  /** Files of the folder as files of a fake host below `path`. */
  filesAt(path: string): Record<string, FakeFile>;
  clear(): void;
}

/** Makes an empty workshop in the system's folder for temporary files. */
export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'nonhuman-keys-'));
  return {
    folder,
    run: (program, ...args) =>
      execFileSync(program, args, {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, GNUPGHOME: join(folder, 'gnupg'), LC_ALL: 'C' },
      }),
    read: (name) => readFileSync(join(folder, name)),
    filesAt: (path) =>
      Object.fromEntries(
        readdirSync(folder)
          .filter((name) => statSync(join(folder, name)).isFile())
          .map((name) => [`${path}/${name}`, new Uint8Array(readFileSync(join(folder, name)))]),
      ),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Pieces of 20 characters of every long base64 or hex run of a text: none of them may be told of a private key. */
export function secretPieces(text: string): string[] {
  return (text.match(/[A-Za-z0-9+/=]{40,}/g) ?? []).map((run) => run.slice(-30, -10));
}
