import { checks, thresholds } from '@nonhuman/checks';
import { markdownTable, type Page, page } from './page.ts';

/** Every limit of every check, what it means, and its default. */
export function thresholdsPage(): Page {
  const rows = checks.flatMap((check) =>
    Object.entries(check.params.parse({})).map(([limit, usual]) => [
      `\`${check.id}.${limit}\``,
      thresholds[`${check.id}.${limit}`] ?? '',
      `\`${JSON.stringify(usual)}\``,
    ]),
  );
  return page('thresholds.md', 'Thresholds', [
    `The ${rows.length} limits of the checks. \`nonhuman config\` lists them with the values in force, \`nonhuman config <limit> <value>\` changes one for the workspace, and \`--reset\` takes it back. What a limit may be stands on the page of its check.`,
    '',
    markdownTable(['limit', 'means', 'default'], rows),
  ]);
}
