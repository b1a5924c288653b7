import { defineFileCollector, type FileCollector } from '@nonhuman/connector-kit';
import { describe, expect, it } from 'vitest';
import { matchFiles } from './match-files.ts';

function reading(id: string, ...reads: FileCollector['reads']): FileCollector {
  return defineFileCollector({
    id,
    title: id,
    group: 'ci',
    emits: [],
    reads,
    cannotTell: [],
    *collect() {},
  });
}

const matcher = matchFiles([
  reading('exact', { name: '.env' }),
  reading('star', { name: '.env.*' }),
  reading('suffix', { name: '*.pem' }),
  reading('workflow', { path: '.github/workflows/*.yml' }),
  reading('anywhere', { path: '.pipelines/**/*.yml' }),
  reading('home', { home: '.config/tool/*.json' }),
  reading('system', { system: '/etc/passwd' }),
  reading('secrets', { content: 'secret' }),
]);

describe('the collectors of a file', () => {
  it.each([
    ['/w/.env', ['exact']],
    ['/w/.env.local', ['star']],
    ['/w/.envrc', []],
    ['/w/a.b.pem', ['suffix']],
    ['/w/pem', []],
    ['/w/.github/workflows/ci.yml', ['workflow']],
    ['/w/x.github/workflows/ci.yml', []],
    ['/w/.github/workflows/deep/ci.yml', []],
    ['/w/.github/workflows/ci.YML', []],
    ['/w/.pipelines/ci.yml', ['anywhere']],
    ['/w/.pipelines/a/b/ci.yml', ['anywhere']],
    ['/w/copy/.config/tool/a.json', ['home']],
    ['/etc/passwd', []],
  ])('are told by its path: %s', (path, expected) => {
    const found = matcher.ofPath(path, path.slice(path.lastIndexOf('/') + 1));

    expect(found.map(({ id }) => id)).toEqual(expected);
  });

  it('are apart from those that read every file with a secret', () => {
    expect(matcher.ofSecrets.map(({ id }) => id)).toEqual(['secrets']);
  });
});
