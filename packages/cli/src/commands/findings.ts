import { type FindingRow, routes } from '@nonhuman/api-contract';
import { findingStates, type Severity, severities } from '@nonhuman/model';
import { type Command, exitCodes, UsageError } from '../command.ts';
import { queryOf, withProduct } from '../open-product.ts';
import { printable } from '../output/palette.ts';
import { severityText, wrapped } from '../output/words.ts';

/** `nonhuman findings` */
export const findings: Command = {
  name: 'findings',
  summary: 'List what is wrong, the worst first, each with one next action',
  arguments: '[text]',
  options: [
    {
      flags: '--severity <severity>',
      summary: 'only this severity',
      choices: severities,
      repeatable: true,
    },
    {
      flags: '--state <state>',
      summary: 'only this state (default: open)',
      choices: findingStates,
      repeatable: true,
    },
    { flags: '--check <id>', summary: 'only of this check', repeatable: true },
    {
      flags: '--owasp <category>',
      summary: 'only of this OWASP NHI category, e.g. NHI2',
      repeatable: true,
    },
    { flags: '--provider <provider>', summary: 'only of this provider', repeatable: true },
    {
      flags: '--as-of <date>',
      summary: 'as they stood at the end of that day (UTC), e.g. 2026-01-31',
    },
    { flags: '--limit <rows>', summary: 'rows at most', default: '50' },
    {
      flags: '--fail-on <severity>',
      summary: 'exit with 1 when something open is at least this bad',
      choices: severities,
    },
  ],
  examples: [
    ['nonhuman findings --severity critical', 'what to do first'],
    [
      'nonhuman findings --fail-on high --quiet',
      'for a pipeline: fails on high and critical findings',
    ],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }) => {
      const limit = Number(call.options['limit']);
      if (!Number.isInteger(limit) || limit < 1)
        throw new UsageError('--limit must be a whole number from 1.');
      const { severity, check, owasp, provider, asOf } = call.options;
      if (asOf !== undefined && call.options['failOn'] !== undefined)
        throw new UsageError('--fail-on judges what is open now; leave --as-of out.');
      const filters = {
        severity,
        state: call.options['state'] ?? 'open',
        check,
        owasp,
        provider,
        asOf,
        q: call.arguments[0],
      };
      const items: FindingRow[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await ask(routes.listFindings, {
          query: queryOf(routes.listFindings, {
            ...filters,
            limit: Math.min(200, limit - items.length),
            cursor: cursor ?? undefined,
          }),
        });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && items.length < limit);
      const { openFindingsBySeverity: open } = await ask(routes.getOverview, {});
      return {
        data: { items, open },
        exitCode: exitCodeFor(open, call.options['failOn']),
        text(palette, width) {
          const totals = severities
            .filter((each) => open[each] > 0)
            .map((each) => `${open[each].toLocaleString('en')} ${severityText(each, palette)}`);
          if (items.length === 0)
            return totals.length === 0 && asOf === undefined
              ? palette.green('Nothing is open.')
              : 'No finding fits.';
          const blocks = items.map((item) => {
            const about = printable(item.identity?.name ?? item.subject.name ?? item.subject.id);
            return [
              `${severityText(item.severity, palette)}  ${palette.bold(about)}  ${item.title}${item.undecided ? palette.dim(' (cannot be told now)') : ''}`,
              wrapped(printable(item.because), width, '    '),
              wrapped(`→ ${item.nextAction}`, width, '    '),
              palette.dim(`    ${item.id}`),
            ].join('\n');
          });
          const foot =
            asOf === undefined
              ? `Open: ${totals.join(', ')}`
              : palette.dim(
                  'State and severity are of that day; what findings say is of their last evaluation.',
                );
          return `${blocks.join('\n')}\n\n${foot}`;
        },
      };
    }),
};

/** 1 when anything open is at or over the severity named. */
export function exitCodeFor(open: Readonly<Record<Severity, number>>, failOn: unknown) {
  const limit = severities.findIndex((severity) => severity === failOn);
  const isOver =
    limit !== -1 && severities.slice(0, limit + 1).some((severity) => open[severity] > 0);
  return isOver ? exitCodes.findings : exitCodes.fine;
}
