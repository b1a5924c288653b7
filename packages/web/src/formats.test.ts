import { describe, expect, it } from 'vitest';
import { countOf, fieldName, formatAgo, jsonText, observedText, shortPlace } from './formats.ts';

const now = new Date('2026-06-15T12:00:00Z');

describe('an observed time', () => {
  it('never says that what is not known did not happen', () => {
    const text = observedText(
      { state: 'unknown', because: 'not exported' },
      { now, never: 'Never used' },
    );

    expect(text).toEqual({ state: 'unknown', text: 'Not known', more: 'Not known: not exported' });
  });

  it('says never only where the provider tells so', () => {
    expect(observedText({ state: 'never' }, { now, never: 'Never used' }).text).toBe('Never used');
  });

  it('is relative, with the moment in full beside it', () => {
    const value = { state: 'seen', value: '2026-06-12T12:00:00.000Z' } as const;

    expect(observedText(value, { now, never: 'Never used' })).toEqual({
      state: 'seen',
      text: '3 days ago',
      more: 'Jun 12, 2026, 12:00 PM UTC',
    });
  });
});

describe('a distance in time', () => {
  it.each([
    ['2026-06-15T11:59:30.000Z', 'just now'],
    ['2026-06-15T11:58:00.000Z', '2 minutes ago'],
    ['2026-06-14T10:00:00.000Z', '1 day ago'],
    ['2026-08-20T12:00:00.000Z', 'in 2 months'],
    ['2023-06-15T12:00:00.000Z', '3 years ago'],
  ])('from %s is %s', (at, text) => {
    expect(formatAgo(at, now)).toBe(text);
  });
});

describe('words for values', () => {
  it.each([
    [1, '1 identity'],
    [2300, '2,300 identities'],
  ])('count %i', (count, text) => {
    expect(countOf(count, 'identity', 'identities')).toBe(text);
  });

  it('break a field name up', () => {
    expect(fieldName('lastUsedAt')).toBe('Last used at');
  });

  it.each([
    [null, '—'],
    [['a', 'b'], 'a, b'],
    [{ a: 1 }, '{"a":1}'],
    [false, 'false'],
  ])('print %j on one line', (value, text) => {
    expect(jsonText(value)).toBe(text);
  });

  it('keep the end of a long path and its line', () => {
    const locator = '/srv/repositories/very/deep/tree/of/folders/values.yaml';

    expect(shortPlace({ locator, line: 7 })).toBe('…/of/folders/values.yaml:7');
  });
});
