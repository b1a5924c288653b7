import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { apiPages } from './api-pages.ts';
import { checkPages } from './checks-pages.ts';
import { commandsPage } from './commands-page.ts';
import { configurationPage } from './configuration-page.ts';
import { databasePage } from './database-page.ts';
import { detectorsPage } from './detectors-page.ts';
import { errorPages } from './errors-pages.ts';
import { glossaryPage } from './glossary-page.ts';
import { indexPage } from './index-page.ts';
import { linksPage } from './links-page.ts';
import { ownersPage } from './owners-page.ts';
import { root } from './root.ts';
import { rulesPage } from './rules-page.ts';
import { sourcesPages } from './sources-pages.ts';
import { thresholdsPage } from './thresholds-page.ts';

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8')));
const folder = join(root, 'docs/reference');

const pages = [
  ...apiPages(version),
  ...checkPages(root),
  commandsPage(),
  configurationPage(),
  await databasePage(),
  detectorsPage(),
  ...errorPages(root),
  glossaryPage(root),
  linksPage(),
  ownersPage(),
  rulesPage(),
  thresholdsPage(),
  ...(await sourcesPages(root)),
];
pages.push(indexPage(pages));

rmSync(folder, { recursive: true, force: true });
for (const { path, text } of pages) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
console.log(`${pages.length} pages written to docs/reference`);
