import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { errorCatalogue } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import { variables } from './environment.ts';
import { byText, markdownTable, page } from './page.ts';
import { filesBelow, markdownPages, root } from './root.ts';

const pages = markdownPages();
const code = filesBelow(join(root, 'packages'), /(?<!\.test)\.tsx?$/).filter(
  (path) => /[\\/]src[\\/]/.test(path) && !/[\\/]testing[\\/]/.test(path),
);

describe('the pages of errors', () => {
  it('say what to do for every error, and for no other', () => {
    const written = readdirSync(join(root, 'docs/errors')).map((name) => name.replace(/\.md$/, ''));

    expect(written.sort()).toEqual(Object.keys(errorCatalogue).sort());
  });

  it.each(Object.keys(errorCatalogue))('%s has advice of a sentence or more', (name) => {
    const advice = readFileSync(join(root, 'docs/errors', `${name}.md`), 'utf8');

    expect(advice.trim()).toMatch(/^[A-Z`].{30,}[.]$/s);
  });
});

describe('the list of environment variables', () => {
  it('is what the program reads', () => {
    const read = code.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\benv\['([A-Z][A-Z_]+)'\]/g)].map(
        ([, name = '']) => name,
      ),
    );

    expect(variables.map(({ name }) => name)).toEqual([...new Set(read)].sort(byText));
  });
});

describe('the links of every page', () => {
  const headings = (path: string) =>
    [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => anchorOf(text));

  function problemsOf(path: string): string[] {
    const text = readFileSync(path, 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      if (/^[a-z]+:/.test(link)) return [];
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : resolve(dirname(path), file);
      if (!existsSync(target)) return [`${relative(root, path)}: ${link} does not exist`];
      if (anchor === undefined || !target.endsWith('.md')) return [];
      return headings(target).includes(anchor)
        ? []
        : [`${relative(root, path)}: ${link} has no such heading`];
    });
  }

  it('lead to what exists', () => {
    expect(pages.flatMap(problemsOf)).toEqual([]);
  });
});

describe('a Markdown page', () => {
  it('says that it is generated, and keeps bars inside the cells of a table', () => {
    const { text } = page('a.md', 'A', [markdownTable(['x'], [['a|b\nc']])]);

    expect(text).toContain('Generated from the code');
    expect(text).toContain('| a\\|b c |');
  });

  it('sorts the same on every machine', () => {
    expect(['b', 'B', 'a', 'é'].sort(byText)).toEqual(['B', 'a', 'b', 'é']);
  });
});

/** As GitHub makes anchors of headings. */
function anchorOf(heading: string): string {
  return heading
    .replaceAll('`', '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-');
}
