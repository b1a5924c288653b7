import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildKeywordFilter, eachKeyword, someKeywordInBytes } from './keyword-filter.ts';

const alphabet = fc.constantFrom('a', 'B', 'c', 'k', 'E', 'y', '_', '-', '1', 'é', '☃', '\n');
const keyword = fc.record({
  text: fc
    .array(fc.constantFrom('a', 'B', 'c', 'k', 'E', 'y', '_', '-', '1'), {
      minLength: 3,
      maxLength: 9,
    })
    .map((letters) => letters.join('')),
  ignoreCase: fc.boolean(),
});

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

it('finds each keyword exactly where it stands, whatever surrounds it', () => {
  fc.assert(
    fc.property(
      fc.array(keyword, { minLength: 1, maxLength: 4 }),
      fc.array(alphabet, { maxLength: 60 }).map((letters) => letters.join('')),
      fc.nat(3),
      (keywords, noise, chosen) => {
        const text = `${noise}${keywords[chosen % keywords.length]?.text ?? ''}${noise}x`;
        const filter = buildKeywordFilter(keywords.map((one, owner) => ({ ...one, owner })));
        const found: string[] = [];
        eachKeyword(filter, text, ({ owner, at }) => found.push(`${owner}@${at}`));

        const expected = keywords.flatMap(({ text: word, ignoreCase }, owner) => {
          const [within, what] = ignoreCase ? [lowerAscii(text), lowerAscii(word)] : [text, word];
          return Array.from({ length: text.length - 1 }, (_, at) => at)
            .filter((at) => at + what.length < text.length && within.startsWith(what, at))
            .map((at) => `${owner}@${at}`);
        });
        expect(found.filter((hit) => expected.includes(hit)).toSorted()).toEqual(
          expected.toSorted(),
        );
        expect(new Set(found).size).toBe(found.length);
        const any = someKeywordInBytes(filter, new TextEncoder().encode(text), () => true);
        expect(any).toBe(found.length > 0);
      },
    ),
  );
});
