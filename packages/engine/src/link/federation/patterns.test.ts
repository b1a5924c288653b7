import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternsMeet } from './patterns.ts';

describe('two patterns', () => {
  it.each([
    ['repo:acme/shop:ref:refs/heads/*', 'repo:acme/shop:ref:refs/heads/main'],
    ['repo:acme/*', '*/shop'],
    ['a?c', 'ab*'],
    ['*', ''],
    ['', ''],
    ['*a*', '*b*'],
  ])('meet where one text fits both: %s and %s', (one, other) => {
    expect(patternsMeet(one, other)).toBe(true);
    expect(patternsMeet(other, one)).toBe(true);
  });

  it.each([
    ['repo:acme/shop:*', 'repo:acme/shop-api:ref:refs/heads/main'],
    ['repo:acme/shop:environment:prod', 'repo:acme/shop:ref:refs/heads/*'],
    ['a?', 'a'],
    ['', '?'],
    ['abc', 'ABC'],
  ])('do not meet where no text does: %s and %s', (one, other) => {
    expect(patternsMeet(one, other)).toBe(false);
    expect(patternsMeet(other, one)).toBe(false);
  });

  it('agree with a regular expression when one of them is a text', () => {
    const glyphs = fc.stringMatching(/^[ab?*]{0,8}$/);
    const texts = fc.stringMatching(/^[ab]{0,8}$/);
    fc.assert(
      fc.property(glyphs, texts, (pattern, text) => {
        const expression = pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]');
        expect(patternsMeet(pattern, text)).toBe(new RegExp(`^${expression}$`).test(text));
      }),
    );
  });
});
