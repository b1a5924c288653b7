import { type Page, page } from './page.ts';

/** The list of the pages that do not belong to another page. */
export function indexPage(pages: readonly Page[]): Page {
  const lines = pages
    .filter(({ path }) => path.endsWith('.md') && !path.includes('/'))
    .map(({ path, text }) => `- [${/^# (.*)$/m.exec(text)?.[1] ?? path}](${path})`)
    .sort();
  return page('README.md', 'Reference', lines);
}
