import { commands, commonOptions, exitCodes } from 'nonhuman/reference';
import { markdownTable, type Page, page } from './page.ts';

const meanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  fine: 'it was done',
  findings: 'something open is at or over `--fail-on`',
  usage: 'the command line, a file name or an answer was wrong',
  unfinished:
    'it could not finish: the store, a permission, a source that could not be read at all',
};

/** The command line. */
export function commandsPage(): Page {
  const codes = Object.entries(exitCodes).map(([name, code]) => [
    String(code),
    meanings[name as keyof typeof exitCodes],
  ]);
  const options = (list: typeof commonOptions) =>
    markdownTable(
      ['option', 'what', 'choices', 'default'],
      list.map(({ flags, summary, choices, repeatable, default: usual }) => [
        `\`${flags}\``,
        repeatable === true ? `${summary}; may be given several times` : summary,
        choices?.join(', ') ?? '',
        usual ?? '',
      ]),
    );
  return page('commands.md', 'Commands', [
    '## Options of every command',
    '',
    options(commonOptions),
    '',
    '## Exit codes',
    '',
    markdownTable(['code', 'means'], codes),
    '',
    ...commands.flatMap((command) => [
      `## \`${`nonhuman ${command.name} ${command.arguments}`.trim()}\``,
      '',
      `${command.summary}.`,
      '',
      ...(command.options.length > 0 ? [options(command.options), ''] : []),
      '```sh',
      ...command.examples.flatMap(([line, does]) => [`# ${does}`, line]),
      '```',
      '',
    ]),
  ]);
}
