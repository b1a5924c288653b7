import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLike } from './like.ts';

describe('a pattern', () => {
  it.each([
    ['deploy', 'deploy', true],
    ['deploy', 'Deploy', true],
    ['deploy-prod', 'deploy', false],
    ['deploy-prod', 'deploy*', true],
    ['prod-deploy', '*deploy', true],
    ['a-deploy-b', '*deploy*', true],
    ['deplay', 'depl?y', true],
    ['depl', 'depl?', false],
    ['', '*', true],
    ['', '?', false],
    ['a.b', 'a?b', true],
    ['axb', 'a.b', false],
    ['abcabd', '*abd', true],
  ])('%s like %s: %s', (text, pattern, expected) => {
    expect(isLike(text, pattern)).toBe(expected);
  });

  it('takes any text for itself, and for anything between its ends', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (start, middle, end) => {
        const plain = (text: string) => text.replaceAll(/[*?]/g, '');
        expect(isLike(plain(start), plain(start))).toBe(true);
        expect(isLike(plain(start) + middle + plain(end), `${plain(start)}*${plain(end)}`)).toBe(
          true,
        );
      }),
    );
  });
});
