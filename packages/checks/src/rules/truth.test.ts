import { describe, expect, it } from 'vitest';
import { allOf, anyOf, fails, holds, negated, unclear } from './truth.ts';

const maybe = unclear('nobody told');

describe('three values of truth', () => {
  it.each([
    ['all hold', [holds, holds], holds],
    ['one fails beside an unclear one', [maybe, fails], fails],
    ['one is unclear', [holds, maybe], maybe],
    ['nothing is asked', [], holds],
  ])('all of them: %s', (_, truths, expected) => {
    expect(allOf(truths)).toEqual(expected);
  });

  it.each([
    ['one holds beside an unclear one', [maybe, holds], holds],
    ['none holds', [fails, fails], fails],
    ['one is unclear', [fails, maybe], maybe],
    ['nothing is asked', [], fails],
  ])('any of them: %s', (_, truths, expected) => {
    expect(anyOf(truths)).toEqual(expected);
  });

  it('does not make anything clear by negation', () => {
    expect([negated(holds), negated(fails), negated(maybe)]).toEqual([fails, holds, maybe]);
  });
});
