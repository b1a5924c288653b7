import { resolve } from 'node:path';
import { type CheckRow, type CheckRuleProblem, routes } from '@nonhuman/api-contract';
import {
  type Call,
  type Command,
  exitCodes,
  type Result,
  type Surroundings,
  UsageError,
} from '../command.ts';
import { withProduct } from '../open-product.ts';
import { type Palette, printable } from '../output/palette.ts';
import { type Column, table } from '../output/table.ts';
import { count, severityText, wrapped } from '../output/words.ts';

/** `nonhuman checks` */
export const checks: Command = {
  name: 'checks',
  summary: 'List the checks with what they found, or test rules of your own',
  arguments: '[list|test] [folder]',
  options: [{ flags: '--own', summary: 'only rules of your own' }],
  examples: [
    ['nonhuman checks', 'every check with what it found'],
    ['nonhuman checks test ./rules', 'reads the rules of that folder and tries their examples'],
  ],
  async run(call, surroundings): Promise<Result> {
    const [action = 'list', folder] = call.arguments;
    if (action === 'test') return testRules(call, surroundings, folder);
    if (action !== 'list') {
      throw new UsageError(`There is no "nonhuman checks ${action}"; use list or test.`);
    }
    if (folder !== undefined) throw new UsageError('"nonhuman checks list" takes no folder.');
    return listChecks(call, surroundings);
  },
};

function listChecks(call: Call, surroundings: Surroundings): Promise<Result> {
  return withProduct(call, surroundings, async ({ ask }): Promise<Result> => {
    const { items: all, ruleProblems } = await ask(routes.listChecks, {});
    const items = call.options['own'] === true ? all.filter((row) => row.isUserRule) : all;
    return {
      data: { items, ruleProblems },
      text(palette, width) {
        const rows =
          items.length === 0
            ? 'There are no rules of your own. docs/guide/own-rules.md shows how to write one.'
            : table(items, columns, { palette, width });
        return [rows, ...problemLines(ruleProblems, palette, width)].join('\n');
      },
    };
  });
}

async function testRules(
  call: Call,
  { workingFolder, progress }: Surroundings,
  folder: string | undefined,
): Promise<Result> {
  if (folder === undefined) throw new UsageError('Name the folder: nonhuman checks test <folder>.');
  if (call.options['own'] === true) throw new UsageError('--own belongs to "checks list".');
  progress.update('Trying the examples');
  const { loadRules } = await import('@nonhuman/server');
  const { rules, problems } = await loadRules(resolve(workingFolder, folder));
  progress.clear();
  const right = rules.map(({ check, file, examples }) => ({
    id: check.id,
    title: check.title,
    file,
    examples: examples.length,
  }));
  const found = right.length + problems.length > 0;
  return {
    data: { rules: right, problems },
    exitCode: problems.length > 0 || !found ? exitCodes.usage : exitCodes.fine,
    text(palette, width) {
      if (!found) return `There are no rule files (.yaml, .yml, .json) in ${printable(folder)}.`;
      const lines = right.map(
        ({ id, examples, title }) =>
          `${palette.green('right')}  ${palette.bold(id)}  ${printable(title)}  ${palette.dim(count(examples, 'example'))}`,
      );
      const totals = `${count(right.length, 'rule')} right, ${count(problems.length, 'problem')}.`;
      return [...lines, ...problemLines(problems, palette, width), '', totals].join('\n');
    },
  };
}

function problemLines(
  problems: readonly CheckRuleProblem[],
  palette: Palette,
  width: number,
): string[] {
  return problems.flatMap(({ file, line, message }) => [
    `${palette.red('wrong')}  ${palette.bold(`${printable(file)}:${line}`)}`,
    wrapped(printable(message), width, '       '),
  ]);
}

const columns: Column<CheckRow>[] = [
  { title: 'CHECK', value: ({ id }) => id },
  {
    title: 'SEVERITY',
    value: ({ severity }) => severity,
    colour: (text, { severity }, palette) =>
      severityText(severity, palette) + ' '.repeat(Math.max(0, text.length - severity.length)),
  },
  { title: 'JUDGES', value: ({ subject }) => subject },
  { title: 'OPEN', value: ({ openFindings }) => String(openFindings) },
  { title: 'UNKNOWN', value: ({ tally }) => (tally === null ? '-' : String(tally.unknown)) },
  { title: 'OF', value: ({ isUserRule }) => (isUserRule ? 'yours' : 'product') },
  { title: 'THE FAULT', value: ({ title }) => title, flexible: true },
];
