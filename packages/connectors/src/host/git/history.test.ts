import * as fs from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as git from 'isomorphic-git';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHistory } from './history.ts';

const usual = { maxCommits: 500, maxEntries: 10_000, maxPackBytes: 1_000_000 };
let folder = '';
const hashes: string[] = [];

async function commit(author: string, files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    await writeFile(join(folder, path), text);
    await git.add({ fs, dir: folder, filepath: path });
  }
  const timestamp = 1_700_000_000 + hashes.length * 60;
  const signed = { name: author, email: `${author}@acme.test`, timestamp, timezoneOffset: 0 };
  hashes.push(await git.commit({ fs, dir: folder, message: 'x', author: signed }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'history-'));
  await git.init({ fs, dir: folder, defaultBranch: 'main' });
  await mkdir(join(folder, 'ci'));
  await commit('ada', { 'ci/a.yml': '1', 'ci/b.yml': '1' });
  await commit('bob', { 'ci/b.yml': '2' });
  await commit('eve', { 'other.txt': '1' });
});
afterAll(() => rm(folder, { recursive: true }));

describe('readHistory', () => {
  it('tells the last commit of each file, with its author and time', async () => {
    const history = await readHistory(folder);

    expect(history?.lastChangeOf('ci/b.yml')).toEqual({
      commit: hashes[1],
      author: 'bob',
      email: 'bob@acme.test',
      at: '2023-11-14T22:14:20.000Z',
    });
    expect(history?.lastChangeOf('ci/a.yml')).toMatchObject({ author: 'ada' });
  });

  it('tells nothing of files that no commit holds', async () => {
    expect((await readHistory(folder))?.lastChangeOf('ci/new.yml')).toBeNull();
  });

  it('does not guess beyond the commits that it read', async () => {
    const history = await readHistory(folder, { ...usual, maxCommits: 1 });

    expect(history?.lastChangeOf('other.txt')).toMatchObject({ author: 'eve' });
    expect(history?.lastChangeOf('ci/a.yml')).toBeNull();
  });

  it('does not blame the first commit of a shallow clone for everything', async () => {
    const mark = join(folder, '.git', 'shallow');
    await writeFile(mark, `${hashes[1]}\n`);

    const history = await readHistory(folder);
    await rm(mark);

    expect(history?.lastChangeOf('other.txt')).toMatchObject({ author: 'eve' });
    expect(history?.lastChangeOf('ci/b.yml')).toBeNull();
  });

  it.each([
    ['there is no repository', '/nowhere/at/all', usual],
    ['comparing would take too long: what is told stays true', '', { ...usual, maxEntries: 1 }],
    ['packs are beyond the limit', '', { ...usual, maxPackBytes: -1 }],
  ])('says nothing when %s', async (_, where, limits) => {
    const history = await readHistory(where || folder, limits);

    expect(history?.lastChangeOf('ci/a.yml') ?? null).toBeNull();
  });
});
