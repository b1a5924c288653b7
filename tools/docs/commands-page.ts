import { commands, commonOptions, exitCodes } from 'nonhuman/reference';
import { markdownTable, type Page, page } from './page.ts';

/** The command line. */
export function commandsPage(): Page {
  const codes = Object.entries(exitCodes).map(([name, code]) => [String(code), name]);
  const options = (list: typeof commonOptions) =>
    list.map((option) => [
      `\`${option.flags}\``,
      option.summary,
      option.choices?.join(', ') ?? '',
      option.default ?? '',
    ]);
  const heads = ['option', 'what', 'choices', 'default'];
  return page('commands.md', 'Commands', [
    '## Options of every command',
    '',
    markdownTable(heads, options(commonOptions)),
    '',
    '## Exit codes',
    '',
    markdownTable(['code', 'means'], codes),
    '',
    ...commands.flatMap((command) => [
      `## nonhuman ${`${command.name} ${command.arguments}`.trim()}`,
      '',
      `${command.summary}.`,
      '',
      ...(command.options.length > 0 ? [markdownTable(heads, options(command.options)), ''] : []),
      ...command.examples.flatMap(([line, does]) => ['```sh', `${line}   # ${does}`, '```']),
      '',
    ]),
  ]);
}
