import { posix } from 'node:path';
import type { FileContext } from '@nonhuman/connector-kit';
import { now } from '@nonhuman/model/testing';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import { describe, expect, it } from 'vitest';
import { repositoryOf } from './repository.ts';

const folder = '/src/api/.github/workflows';

function contextWith(files: Readonly<Record<string, string>>): FileContext {
  return {
    now,
    scopeKey: '/src',
    home: null,
    user: null,
    hostName: 'workbench',
    secrets: testSecretKeeper,
    siblings: () => [],
    isTracked: () => null,
    gap: () => {},
    file(path) {
      const absolute = posix.resolve(folder, path);
      const text = files[absolute];
      if (text === undefined) return null;
      return {
        path: absolute,
        name: posix.basename(absolute),
        size: text.length,
        mode: null,
        owner: null,
        modifiedAt: now.toISOString(),
        bytes: () => new TextEncoder().encode(text),
        text: () => text,
      };
    },
  };
}

function originNamed(url: string) {
  return repositoryOf(
    contextWith({
      '/src/api/.git/config': `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n`,
    }),
  );
}

describe('repositoryOf', () => {
  it.each([
    ['git@github.com:acme/api.git', 'github.com', 'acme/api'],
    ['https://github.com/acme/api', 'github.com', 'acme/api'],
    ['https://ada:pass@GitHub.com/acme/api.git', 'github.com', 'acme/api'],
    ['ssh://git@git.acme.test:2222/group/sub/api.git', 'git.acme.test', 'group/sub/api'],
    ['git.acme.test:api', 'git.acme.test', 'api'],
    ['/srv/git/api.git', null, null],
  ])('reads %s', (url, host, name) => {
    expect(originNamed(url)).toEqual({ up: '../../', host, name });
  });

  it('prefers origin, and takes the first remote otherwise', () => {
    const first = '[remote "up"]\n url = git@a.test:x/y.git\n';
    const origin = '[remote "origin"]\n url = git@b.test:x/z.git\n';

    expect(repositoryOf(contextWith({ '/src/api/.git/config': first + origin }))?.name).toBe('x/z');
    expect(repositoryOf(contextWith({ '/src/api/.git/config': first }))?.name).toBe('x/y');
  });

  it('follows the pointer of a worktree', () => {
    const context = contextWith({
      '/src/api/.git': 'gitdir: /src/main/.git/worktrees/api\n',
      '/src/main/.git/config': '[remote "origin"]\n url = git@github.com:acme/api.git\n',
    });

    expect(repositoryOf(context)?.name).toBe('acme/api');
  });

  it('finds none outside of repositories', () => {
    expect(repositoryOf(contextWith({}))).toBeNull();
  });
});
