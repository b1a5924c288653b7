import { FindingFilters, IdentityFilters } from '@nonhuman/api-contract';
import { describe, expect, it } from 'vitest';
import { parseSearch, readState, stringifySearch, toggled } from './url-state.ts';

describe('the state in the address', () => {
  it('comes back as it was written', () => {
    const state = { kind: ['role', 'bot'], q: 'a & b', exposed: true, asOf: '2026-01-31' };

    const read = readState(IdentityFilters, parseSearch(stringifySearch(state)));

    expect(read).toEqual(state);
  });

  it('is fit to be read and typed by a person', () => {
    expect(stringifySearch({ kind: ['role', 'bot'], severity: 'high', q: '' })).toBe(
      '?kind=role,bot&severity=high',
    );
  });

  it('loses only the part that is not valid', () => {
    const read = readState(FindingFilters, {
      severity: 'critical,unheard-of',
      state: 'open',
      extra: '1',
    });

    expect(read).toEqual({ state: ['open'] });
  });

  it('takes a name that is given twice as one list', () => {
    expect(parseSearch('?kind=role&kind=bot')).toEqual({ kind: 'role,bot' });
  });

  it.each([
    [undefined, ['a']],
    [['a'], undefined],
    [['b'], ['b', 'a']],
  ])('has a value put in or taken out of %j', (before, after) => {
    expect(toggled(before, 'a')).toEqual(after);
  });
});
