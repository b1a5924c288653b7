import { never, seen } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { timeOf, timeOr, timeOrNever, toldAttributes, toldOwner } from './told.ts';

describe('a time that was told', () => {
  it.each([
    ['2026-01-31T08:00:00Z', '2026-01-31T08:00:00.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T08:00:00.123456-07:00', '2026-01-31T15:00:00.123Z'],
    ['2026-01-31T08:00:00.000+0000', '2026-01-31T08:00:00.000Z'],
    ['2026-01-31 08:00:00.000 -0800', '2026-01-31T16:00:00.000Z'],
    [1_769_846_400, '2026-01-31T08:00:00.000Z'],
  ])('is read as %s', (written, expected) => {
    expect(timeOf(written)).toBe(expected);
  });

  it('is UTC without a zone, wherever it is read', () => {
    expect(timeOf('2026-01-31 08:00:00.5')).toBe('2026-01-31T08:00:00.500Z');
  });

  it('is never only where the field is there and empty', () => {
    expect(timeOrNever(null, 'not told')).toEqual(never);
    expect(timeOrNever('', 'not told')).toEqual(never);
    expect(timeOrNever(undefined, 'not told').state).toBe('unknown');
    expect(timeOrNever('soon', 'not told').state).toBe('unknown');
    expect(timeOr(null, 'not told').state).toBe('unknown');
    expect(timeOr(0, 'not told')).toEqual(seen('1970-01-01T00:00:00.000Z'));
  });
});

describe('attributes', () => {
  it('leave out what was not told and keep what was told to be false or none', () => {
    expect(toldAttributes({ a: null, b: undefined, c: false, d: [], e: 0 })).toEqual({
      c: false,
      d: [],
      e: 0,
    });
  });
});

describe('a told owner', () => {
  it('is inferred evidence, of unknown status unless that was told', () => {
    const owner = toldOwner({
      provider: 'acorn',
      subject: { type: 'identity', key: 'a1' },
      owner: { type: 'person', name: 'ada' },
      signal: 'creator',
      confidence: 0.5,
    });

    expect(owner).toMatchObject({
      key: 'a1#creator ada',
      basis: 'inferred',
      owner: { name: 'ada', email: null, status: 'unknown' },
    });
  });
});
