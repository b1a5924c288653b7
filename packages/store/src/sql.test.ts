import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Sql, sql } from './db.ts';
import { jsonText, timestampText, toQuery } from './sql.ts';

describe('sql', () => {
  it('makes every hole a parameter', () => {
    const query = toQuery(sql`select * from finding where id = ${"x' or true --"} and n = ${5}`);

    expect(query.text).toBe('select * from finding where id = $1 and n = $2');
    expect(query.values).toEqual(["x' or true --", 5]);
  });

  it('splices parts in and numbers their parameters in order', () => {
    const conditions = [sql`a = ${1}`, sql`b = any(${['x', 'y']})`, sql.empty];
    const query = toQuery(
      sql`select ${sql.identifier('state')} from t where ${sql.join(conditions.slice(0, 2), sql` and `)} ${sql.empty}limit ${10}`,
    );

    expect(query.text).toBe('select "state" from t where a = $1 and b = any($2) limit $3');
    expect(query.values).toEqual([1, ['x', 'y'], 10]);
  });

  it('does not run what only looks like its own', () => {
    const forged = JSON.parse('{"texts":["drop table finding"],"values":[]}') as Sql;

    expect(() => toQuery(forged)).toThrow('made by the sql tag');
    expect(() => toQuery(sql`select ${forged}`)).toThrow('cannot be object');
  });

  it.each(['a b', 'Finding', 'a"b', '', 'a'.repeat(64), 'x;drop'])(
    'refuses %j as a name',
    (name) => {
      expect(() => sql.identifier(name)).toThrow('lower snake case');
    },
  );

  it('refuses values that would be stored as something else', () => {
    const bad = [undefined, { a: 1 }, new Date(Number.NaN), Symbol('x')];

    for (const value of bad) {
      expect(() => toQuery(sql`select ${value as never}`)).toThrow(TypeError);
    }
  });

  it('refuses to join nothing, which would be a broken statement', () => {
    expect(() => sql.join([])).toThrow('at least one');
  });
});

describe('jsonText', () => {
  it('never has an escape that jsonb refuses', () => {
    const property = fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      expect(jsonText(value)).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89a-f]..)/);
    });

    fc.assert(property);
  });

  it('changes nothing that jsonb accepts', () => {
    const property = fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      expect(jsonText(value)).toBe(JSON.stringify(value));
    });

    fc.assert(property);
  });

  it('replaces U+0000 and lone surrogates, in keys too, and leaves their spelling alone', () => {
    const value = { 'k\0': ['\uD800', '\\u0000', '\u001f', '😀'] };

    expect(JSON.parse(jsonText(value))).toEqual({
      'k\uFFFD': ['\uFFFD', '\\u0000', '\u001f', '😀'],
    });
  });
});

describe('timestampText', () => {
  it.each([
    ['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z'],
    ['0000-06-01T00:00:00.000Z', '0001-06-01T00:00:00.000Z BC'],
    ['-000043-03-15T12:00:00.000Z', '0044-03-15T12:00:00.000Z BC'],
    ['+012345-01-01T00:00:00.000Z', '12345-01-01T00:00:00.000Z'],
  ])('writes %s as %s', (iso, expected) => {
    expect(timestampText(new Date(iso))).toBe(expected);
  });
});
