import type { FindingRow } from '@nonhuman/api-contract';
import { describe, expect, it } from 'vitest';
import { groupByCheck, visibleOf } from './groups.tsx';

const row = (id: string, checkId: string) => ({ id, checkId, title: checkId }) as FindingRow;

describe('findings by check', () => {
  it('keep the order in which the server gave them', () => {
    const groups = groupByCheck([row('1', 'b'), row('2', 'a'), row('3', 'b')]);

    expect(groups.map(({ checkId, findings }) => [checkId, findings.map(({ id }) => id)])).toEqual([
      ['b', ['1', '3']],
      ['a', ['2']],
    ]);
  });

  it('show the first of a long group until it is unfolded, and keys follow what is shown', () => {
    const groups = groupByCheck(Array.from({ length: 12 }, (_, index) => row(String(index), 'a')));

    expect(visibleOf(groups, new Set())).toHaveLength(8);
    expect(visibleOf(groups, new Set(['a']))).toHaveLength(12);
  });
});
