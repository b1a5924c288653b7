import { describe, expect, it } from 'vitest';
import type { FileProblem } from '../problems.ts';
import { importFile } from '../testing/import-files.ts';
import { type YamlDocument, yamlDocuments } from './yaml-documents.ts';

async function read(text: string) {
  const documents: YamlDocument[] = [];
  let problem: FileProblem | null = null;
  try {
    for await (const document of yamlDocuments(importFile('x.yaml', text, { chunkBytes: 5 })))
      documents.push(document);
  } catch (error) {
    problem = error as FileProblem;
  }
  return { documents, problem, values: documents.map((document) => document.value) };
}

describe('yamlDocuments', () => {
  it('gives each document with its line', async () => {
    const { documents } = await read('# head\n---\na: 1\n---\n# nothing\n---\nb:\n  - c\n');

    expect(documents).toEqual([
      { value: { a: 1 }, line: 3 },
      { value: { b: ['c'] }, line: 7 },
    ]);
  });

  it('gives the items of a list document one by one, with what stands around them', async () => {
    const text =
      'apiVersion: v1\nitems:\n- kind: Pod\n  text: |\n    - not an item\n- kind: Role\nkind: List\n';

    const { values } = await read(text);

    expect(values).toEqual([
      { apiVersion: 'v1' },
      { kind: 'Pod', text: '- not an item\n' },
      { kind: 'Role' },
      { kind: 'List' },
    ]);
  });

  it('names the line of what is not YAML, and keeps what stood before', async () => {
    const { values, problem } = await read('a: 1\n---\nb: [1\nc: 2\n');

    expect(values).toEqual([{ a: 1 }]);
    expect(problem?.message).toMatch(/^line \d: not valid YAML/);
  });

  it('refuses aliases that multiply without end', async () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
        : `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    );

    const { problem } = await read(levels.join('\n'));

    expect(problem?.message).toContain('aliases cannot be resolved');
  });
});
