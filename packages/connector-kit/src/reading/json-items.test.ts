import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileProblem } from '../problems.ts';
import { importFile } from '../testing/import-files.ts';
import { jsonItems } from './json-items.ts';
import type { JsonItem } from './json-scan.ts';

async function read(text: string | Uint8Array, paths: string[], chunkBytes = 7) {
  const items: JsonItem[] = [];
  let problem: FileProblem | null = null;
  try {
    for await (const item of jsonItems(importFile('x.json', text, { chunkBytes }), { paths }))
      items.push(item);
  } catch (error) {
    problem = error as FileProblem;
  }
  return { items, problem, values: items.map((item) => item.value) };
}

describe('jsonItems', () => {
  it('gives the elements of lists at named paths, and scalars beside them', async () => {
    const text = '{"skip":{"Users":[9]},"Users":[{"a":1},{"a":"}]"}],"IsTruncated":false}';

    const { items } = await read(text, ['Users', 'IsTruncated']);

    expect(items.map(({ path, value }) => [path, value])).toEqual([
      ['Users', { a: 1 }],
      ['Users', { a: '}]' }],
      ['IsTruncated', false],
    ]);
  });

  it.each([
    ['one list', '[{"a":1},{"a":2}]'],
    ['lists one after another', '[{"a":1}][{"a":2}]'],
    ['a list of lists', '[[{"a":1}],[{"a":2}]]'],
    ['one document a line', '{"a":1}\n{"a":2}\n'],
    ['documents without a gap', '{"a":1}{"a":2}'],
    ['record separators', '\u001e{"a":1}\n\u001e{"a":2}\n'],
  ])('reads %s alike', async (_, text) => {
    const { values, problem } = await read(text, ['']);

    expect(problem).toBeNull();
    expect(values).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('numbers pages, so that what belongs to one page can be told', async () => {
    const { items } = await read('{"U":[1]}{"U":[2]}', ['U']);

    expect(items.map((item) => item.page)).toEqual([0, 1]);
  });

  it('looks into wrappers only where it was asked to', async () => {
    const { values } = await read('{"data":{"U":[1]},"other":{"U":[2]}}', ['U', 'data.U']);

    expect(values).toEqual([1]);
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from('\ufeff[{"a":"é"}]')],
    ['UTF-16 little endian', Buffer.from('\ufeff[{"a":"é"}]', 'utf16le')],
    ['UTF-16 big endian', Buffer.from('\ufeff[{"a":"é"}]', 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from('[{"a":"é"}]', 'utf16le')],
  ])('reads %s', async (_, bytes) => {
    const { values } = await read(bytes, ['']);

    expect(values).toEqual([{ a: 'é' }]);
  });

  it('keeps what stood before the place where the file was cut off, and names the line', async () => {
    const { values, problem } = await read('{"Users":[\n{"a":1},\n{"a":2},\n{"a', ['Users']);

    expect(values).toEqual([{ a: 1 }, { a: 2 }]);
    expect(problem?.reason).toBe('malformed');
    expect(problem?.message).toMatch(/^line 4, byte \d+: the file was cut off/);
  });

  it.each([
    ['a missing comma', '[{"a":1} {"a":2}]'],
    ['a stray bracket', '[{"a":1}]]'],
    ['a bad literal', '[{"a":1},{"a":nul}]'],
    ['a trailing comma', '[{"a":1},]'],
    ['a bare word', '[{"a":1},hello]'],
    ['a missing name', '{"U":[{"a":1}],:1}'],
  ])('says where %s is, without repeating the content', async (_, text) => {
    const { values, problem } = await read(text, ['', 'U']);

    expect(problem?.message ?? values).toMatch(/line 1, byte \d+: /);
    expect(problem?.message).not.toContain('hello');
  });

  it.each(['', ' \n\n', '\uFEFF'])('does not take %j for an empty list', async (text) => {
    expect((await read(text, [''])).problem?.message).toBe('the file is empty');
  });

  it('refuses nesting without end instead of running out of stack', async () => {
    const deep = `[${'['.repeat(10_000)}`;

    const asItem = await read(`{"a":${deep}`, [''], 65_536);
    const asPath = await read(deep, [''], 65_536);

    expect(asItem.problem?.message).toContain('nested deeper than 256');
    expect(asPath.problem?.message).toContain('nested deeper than 256');
  });

  it('reads a single string of ten million bytes', async () => {
    const { values } = await read(`[{"a":"${'x'.repeat(10_000_000)}"}]`, [''], 65_536);

    expect((values[0] as { a: string }).a).toHaveLength(10_000_000);
  });

  it('leaves prototypes alone', async () => {
    const { values } = await read('[{"__proto__":{"polluted":true}}]', ['']);

    expect(Object.getPrototypeOf(values[0])).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('gives for any document and any cut into chunks what JSON.parse gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        async (pages, chunkBytes, pretty) => {
          const text = JSON.stringify(
            { before: pages, in: { items: pages } },
            null,
            pretty ? 2 : 0,
          );

          const { values, problem } = await read(text, ['in.items'], chunkBytes);

          expect(problem).toBeNull();
          expect(values).toEqual(JSON.parse(text).in.items);
        },
      ),
      { numRuns: 100 },
    );
  });
});
