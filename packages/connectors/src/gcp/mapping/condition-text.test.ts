import { describe, expect, it } from 'vitest';
import { tokenConditions } from './condition-text.ts';

const asWritten = (name: string) => name;
const equals = (key: string, ...values: string[]) => ({ operator: 'StringEquals', key, values });

describe('an attribute condition', () => {
  it.each([
    ['assertion.sub == "a"', [equals('assertion.sub', 'a')]],
    ["'a' == assertion.sub", [equals('assertion.sub', 'a')]],
    ['assertion["sub"] == "a"', [equals('assertion.sub', 'a')]],
    [
      "assertion.a == 'x' && assertion.b == 'y'",
      [equals('assertion.a', 'x'), equals('assertion.b', 'y')],
    ],
    [
      "(assertion.a == 'x') && (assertion.b == 'y')",
      [equals('assertion.a', 'x'), equals('assertion.b', 'y')],
    ],
    ["((assertion.a == 'x && y'))", [equals('assertion.a', 'x && y')]],
    ['assertion.a in [\'x\', "y"]', [equals('assertion.a', 'x', 'y')]],
    ["assertion.a == 'x' || assertion.a == 'y'", [equals('assertion.a', 'x', 'y')]],
    [
      "assertion.ref.startsWith('refs/heads/')",
      [{ operator: 'StringLike', key: 'assertion.ref', values: ['refs/heads/*'] }],
    ],
  ])('%s is read as what it asks', (text, expected) => {
    expect(tokenConditions(text, asWritten)).toEqual(expected);
  });

  it.each([
    ["assertion.a == 'x' || assertion.b == 'y'"],
    ["assertion.a != 'x'"],
    ["!assertion.a.startsWith('x')"],
    ["assertion.a.matches('x.*')"],
    ["assertion.a == 'x' || true"],
    ['true'],
    ["assertion.a == 'x"],
  ])('%s is not taken for a demand that is understood', (text) => {
    expect(tokenConditions(text, asWritten).map(({ operator }) => operator)).toEqual(['Cel']);
  });

  it('that is longer than Google takes costs no time', () => {
    expect(tokenConditions('('.repeat(1_000_000), asWritten)).toHaveLength(1);
  });
});
