import { describe, expect, it } from 'vitest';
import type { Json } from '../../../formats/json-value.ts';
import { pushedRefs } from './github-triggers.ts';

describe('the refs that a push must be to', () => {
  it.each<[Json, object]>([
    [
      { push: { branches: ['main', 'release/**'] } },
      { branches: ['main', 'release/**'], tags: [] },
    ],
    [{ push: { tags: 'v*' } }, { branches: [], tags: ['v*'] }],
    [{ push: { branches: ['main'], tags: ['v*'] } }, { branches: ['main'], tags: ['v*'] }],
  ])('are the filters of %j', (on, told) => {
    expect(pushedRefs(on)).toEqual(told);
  });

  it.each<[Json]>([
    ['push'],
    [['push', 'pull_request']],
    [{ push: null }],
    [{ push: { paths: ['src/**'] } }],
    [{ push: { 'branches-ignore': ['wip/**'] } }],
    [{ push: { tags: ['v*'], 'branches-ignore': ['wip/**'] } }],
    [{ workflow_dispatch: null }],
  ])('are not told by %j', (on) => {
    expect(pushedRefs(on)).toEqual({});
  });
});
