import { describe, expect, it } from 'vitest';
import { fakeFileSystem } from './testing/fake-file-system.ts';
import { trackedFiles } from './tracked-files.ts';

/** A git index as git writes it; only names differ from zero. */
function indexOf(version: 2 | 3 | 4, names: readonly string[], hashBytes = 20): Buffer {
  const head = Buffer.alloc(12);
  head.write('DIRC', 'latin1');
  head.writeUInt32BE(version, 4);
  head.writeUInt32BE(names.length, 8);
  let previous = '';
  const entries = names.map((name) => {
    const flags = Buffer.alloc(version === 3 ? 4 : 2);
    if (version === 3) flags.writeUInt16BE(0x4000, 0);
    const fixed = Buffer.concat([Buffer.alloc(40 + hashBytes), flags]);
    if (version === 4) {
      const dropped = Buffer.from([previous.length]);
      previous = name;
      return Buffer.concat([fixed, dropped, Buffer.from(`${name}\0`)]);
    }
    const length = fixed.length + name.length;
    return Buffer.concat([fixed, Buffer.from(name), Buffer.alloc(8 - (length % 8))]);
  });
  return Buffer.concat([head, ...entries, Buffer.alloc(hashBytes)]);
}

describe('whether version control holds a file', () => {
  it.each([2, 3, 4] as const)('is told by an index of version %i', (version) => {
    const tracked = trackedFiles(
      fakeFileSystem({ '/w/.git/index': indexOf(version, ['a', 'src/deep/b.ts', 'z']) }),
    );

    const told = ['/w/a', '/w/src/deep/b.ts', '/w/z', '/w/src/c.ts'].map((path) =>
      tracked.isTracked(path),
    );

    expect(told).toEqual([true, true, true, false]);
  });

  it('is told in a repository of SHA-256 objects too', () => {
    const tracked = trackedFiles(
      fakeFileSystem({
        '/w/.git/config': '[extensions]\n\tobjectFormat = sha256\n',
        '/w/.git/index': indexOf(2, ['a', 'b'], 32),
      }),
    );

    expect([tracked.isTracked('/w/b'), tracked.isTracked('/w/c')]).toEqual([true, false]);
  });

  it('is told in a linked work tree, whose folder lies elsewhere', () => {
    const tracked = trackedFiles(
      fakeFileSystem({
        '/linked/.git': 'gitdir: ../main/.git/worktrees/linked\n',
        '/main/.git/worktrees/linked/index': indexOf(2, ['a']),
      }),
    );

    expect(tracked.isTracked('/linked/a')).toBe(true);
  });

  it('is no in a repository in which nothing was ever added', () => {
    const tracked = trackedFiles(fakeFileSystem({ '/w/.git/HEAD': 'ref: refs/heads/main' }));

    expect(tracked.isTracked('/w/a')).toBe(false);
  });

  it.each([
    ['there is no repository', { '/w/a': 'a' }],
    ['the index is damaged', { '/w/.git/index': indexOf(2, ['a']).subarray(0, 40) }],
    ['the index is of another kind', { '/w/.git/index': 'not an index' }],
    ['the index may not be read', { '/w/.git/index': { is: 'denied' } as const }],
  ])('cannot be told when %s', (_, nodes) => {
    expect(trackedFiles(fakeFileSystem(nodes)).isTracked('/w/a')).toBeNull();
  });
});
