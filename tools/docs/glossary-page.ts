import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byText, markdownTable, type Page, page } from './page.ts';

const declaration =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:const|type|interface|function|class) (\w+)/g;
const files = ['things.ts', 'words.ts', 'observation.ts', 'observed.ts'];

/** The words of the model, from its doc comments. */
export function glossaryPage(root: string): Page {
  const rows = files.flatMap((file) => {
    const text = readFileSync(join(root, 'packages/model/src', file), 'utf8');
    return [...text.matchAll(declaration)].map(([, comment = '', name = '']) => [
      `\`${name}\``,
      comment
        .replaceAll(/\n\s*\*/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ]);
  });
  return page('glossary.md', 'The words of the model', [
    markdownTable(
      ['word', 'means'],
      rows.sort(([one = ''], [other = '']) => byText(one, other)),
    ),
  ]);
}
