import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './paging.ts';

describe('a cursor', () => {
  it('gives back the position that it was made of, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (value) => {
        const position = { sort: 'name:asc', value, id: 'idn_a' };

        expect(decodeCursor(encodeCursor(position), 'name:asc')).toEqual(position);
      }),
    );
  });

  it.each([
    ['text of another make', 'not a cursor'],
    ['nothing', ''],
    ['JSON of another shape', btoa('{"sort":"name:asc"}')],
    ['a list of the wrong types', btoa('["name:asc",{},"x"]')],
    ['broken UTF-8', btoa('\xff\xfe')],
  ])('that is %s is refused', (_, cursor) => {
    expect(decodeCursor(cursor, 'name:asc')).toBeNull();
  });

  it('of another order is refused', () => {
    const cursor = encodeCursor({ sort: 'name:asc', value: 'a', id: 'idn_a' });

    expect(decodeCursor(cursor, 'name:desc')).toBeNull();
  });
});
