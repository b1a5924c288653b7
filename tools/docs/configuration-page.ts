import { commonOptions } from 'nonhuman/reference';
import { variables } from './environment.ts';
import { markdownTable, type Page, page } from './page.ts';

/** What can be set, and where. */
export function configurationPage(): Page {
  const named = (setBy: 'yours' | 'platform') =>
    markdownTable(
      ['variable', 'what'],
      variables.filter((one) => one.setBy === setBy).map(({ name, what }) => [`\`${name}\``, what]),
    );
  return page('configuration.md', 'Configuration', [
    'Options win over environment variables, and those over the defaults. The options of each command are on the page [Commands](commands.md), the limits of each check on [its page](checks.md).',
    '',
    '## Options of every command',
    '',
    markdownTable(
      ['option', 'what'],
      commonOptions.map(({ flags, summary }) => [`\`${flags}\``, summary]),
    ),
    '',
    '## Environment variables to set',
    '',
    named('yours'),
    '',
    '## Environment variables that are respected',
    '',
    named('platform'),
  ]);
}
