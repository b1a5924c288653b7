import { describe, expect, it } from 'vitest';
import { checks } from './list.ts';
import { thresholds } from './thresholds.ts';

describe('the thresholds', () => {
  it('are explained, each limit of each check, and nothing else', () => {
    const limits = checks.flatMap(({ id, params }) =>
      Object.keys(params.shape).map((limit) => `${id}.${limit}`),
    );

    expect(Object.keys(thresholds).toSorted()).toEqual(limits.toSorted());
  });

  it.each(Object.entries(thresholds))('%s is explained in a sentence', (_, text) => {
    expect(text).toMatch(/^[A-Z].{8,118}\.$/);
  });
});
