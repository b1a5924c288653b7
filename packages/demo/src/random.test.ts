import { describe, expect, it } from 'vitest';
import { randomOf } from './random.ts';

const draws = (seed: string) => {
  const random = randomOf(seed);
  return Array.from({ length: 20 }, () => random.between(0, 1000));
};

describe('random numbers of a seed', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(draws('one')).toEqual(draws('one'));
    expect(draws('one')).not.toEqual(draws('two'));
  });

  it('of a fork do not move when others were drawn before', () => {
    const used = randomOf('one');
    used.text('abc', 50);

    expect(used.fork('part').next()).toBe(randomOf('one').fork('part').next());
  });

  it('stay within their bounds, both included', () => {
    const random = randomOf('bounds');
    const seen = new Set(Array.from({ length: 500 }, () => random.between(3, 5)));

    expect(seen).toEqual(new Set([3, 4, 5]));
  });
});
