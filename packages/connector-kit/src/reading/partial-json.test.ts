import { describe, expect, it } from 'vitest';
import { partialJson } from './partial-json.ts';

describe('partialJson', () => {
  it('gives for every cut of a document what stood before the cut', () => {
    const text = '{"a":[{"b":"x\\"y"},{"c":1.5}],"d":null,"e":{"f":true}}';

    for (let length = 1; length < text.length; length += 1)
      expect(partialJson(text.slice(0, length))).toBeTypeOf('object');
    expect(partialJson(text)).toEqual(JSON.parse(text));
    expect(partialJson('{"a":[{"b":1},{"c"')).toEqual({ a: [{ b: 1 }, {}] });
  });

  it.each([['plain text'], [''], ['a,b\n1,2']])('does not take %j for JSON', (text) => {
    expect(partialJson(text)).toBeUndefined();
  });
});
