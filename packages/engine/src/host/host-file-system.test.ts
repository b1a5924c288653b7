import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from './host-file-system.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nonhuman-files-'));
  writeFileSync(join(folder, 'file'), 'content', { mode: 0o640 });
  symlinkSync(join(folder, 'file'), join(folder, 'link'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the machine’s file system', () => {
  it('tells what a path is without following it', () => {
    const entries = nodeFileSystem.list(folder).map(({ name, type }) => `${name} ${type}`);

    expect(entries.sort()).toEqual(['file file', 'link link']);
    expect(nodeFileSystem.stat(join(folder, 'file'))).toMatchObject({
      type: 'file',
      size: 7,
      mode: '0640',
    });
  });

  it('reads a file whole, or its start', () => {
    const path = join(folder, 'file');

    expect(Buffer.from(nodeFileSystem.read(path, 100)).toString()).toBe('content');
    expect(Buffer.from(nodeFileSystem.readStart(path, 3)).toString()).toBe('con');
  });

  it.each([
    ['a file that is too large', 'file', 'too-large'],
    ['a link', 'link', 'unsupported'],
    ['a file that is not there', 'absent', 'vanished'],
  ])('refuses %s', (_, name, reason) => {
    expect(() => nodeFileSystem.read(join(folder, name), 3)).toThrow(
      expect.objectContaining({ name: 'FileProblem', reason }),
    );
  });

  it.skipIf(process.platform === 'win32')(
    'does not wait on a pipe that took a file’s place',
    () => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);

      expect(() => nodeFileSystem.read(pipe, 100)).toThrow('not a regular file');
      rmSync(pipe);
    },
  );

  it.skipIf(process.platform !== 'linux')('reads files of the kernel, which have no size', () => {
    expect(nodeFileSystem.read('/proc/self/mountinfo', 1_000_000).length).toBeGreaterThan(0);
  });
});
