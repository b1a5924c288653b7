import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCatalogue } from '@nonhuman/model';
import { byText, markdownTable, type Page, page } from './page.ts';

/** One page an error, with the hand-written "what to do" of `docs/errors/<CODE>.md`. */
export function errorPages(root: string): Page[] {
  const codes = Object.entries(errorCatalogue).sort(([one], [other]) => byText(one, other));
  const pages = codes.map(([code, { status, title }]) => {
    const advice = join(root, 'docs/errors', `${code}.md`);
    if (!existsSync(advice))
      throw new Error(`docs/errors/${code}.md is missing: say there what to do.`);
    return page(`errors/${code}.md`, code, [
      `${title}. HTTP status ${status}.`,
      '',
      '## What to do',
      '',
      readFileSync(advice, 'utf8').trim(),
    ]);
  });
  const index = markdownTable(
    ['code', 'status', 'title'],
    codes.map(([code, { status, title }]) => [
      `[${code}](errors/${code}.md)`,
      String(status),
      title,
    ]),
  );
  return [page('errors.md', 'Errors', [index]), ...pages];
}
