import {
  type ChangeGroup,
  type ChangeTotals,
  type FindingChange,
  routes,
  type ThingChange,
} from '@nonhuman/api-contract';
import { type Command, UsageError } from '../command.ts';
import { queryOf, withProduct } from '../open-product.ts';
import { type Palette, printable } from '../output/palette.ts';
import { count, dayText, severityText } from '../output/words.ts';

/** `nonhuman changes` */
export const changes: Command = {
  name: 'changes',
  summary: 'Say what appeared, changed and went since a day, the greatest risk first',
  arguments: '',
  options: [
    { flags: '--since <when>', summary: 'a day, or 12h, 7d, 4w before now', default: '7d' },
    { flags: '--until <date>', summary: 'up to the end of that day (UTC) instead of now' },
    { flags: '--with-use', summary: 'also what was only used' },
    { flags: '--limit <identities>', summary: 'identities at most', default: '20' },
  ],
  examples: [
    ['nonhuman changes --since 7d', 'what is different from a week ago'],
    [
      'nonhuman changes --since 2026-01-01 --until 2026-03-31 --json',
      'what a quarter changed, as JSON',
    ],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }) => {
      const limit = Number(call.options['limit']);
      if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
        throw new UsageError('--limit must be a whole number from 1 to 10000.');
      const { since, until, withUse } = call.options;
      const items: ChangeGroup[] = [];
      let cursor: string | null | undefined;
      let page;
      do {
        page = await ask(routes.listChanges, {
          query: queryOf(routes.listChanges, {
            since,
            until,
            withUse,
            limit: Math.min(200, limit - items.length),
            cursor: cursor ?? undefined,
          }),
        });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && items.length < limit);
      const { totals } = page;
      const data = { since: page.since, until: page.until, totals, items };
      const hasMore = cursor !== null;
      return {
        data,
        text(palette) {
          const head = `From ${page.since} to ${page.until} (${dayText(page.since, surroundings.now())})`;
          if (items.length === 0) return `${palette.dim(head)}\nNothing is different.`;
          const more = hasMore ? [palette.dim('There is more; --limit shows it.')] : [];
          return [
            palette.dim(head),
            totalsText(totals),
            '',
            ...items.map((item) => groupText(item, palette)),
            ...more,
          ].join('\n');
        },
      };
    }),
};

function totalsText(totals: ChangeTotals): string {
  const { appeared, changed, gone, access, findingsOpened, findingsResolved } = totals;
  return [
    `${appeared} appeared, ${changed} changed, ${gone} gone (${access} about access)`,
    `${count(findingsOpened, 'finding')} opened, ${findingsResolved} resolved`,
  ].join('; ');
}

function groupText(group: ChangeGroup, palette: Palette): string {
  const { identity, risk, things, findings, thingCount, findingCount } = group;
  const name =
    identity === null
      ? 'Of no identity'
      : `${printable(identity.name)}  ${palette.dim(`${identity.kind}, ${identity.provider}`)}`;
  const rest = thingCount - things.length + (findingCount - findings.length);
  return [
    `${palette.bold(name)}${risk === null ? '' : `  risk ${risk}`}${identity === null ? '' : palette.dim(`  ${identity.id}`)}`,
    ...findings.map((one) => findingText(one, palette)),
    ...things.flatMap((one) => thingText(one, palette)),
    ...(rest > 0 ? [palette.dim(`  and ${rest} more`)] : []),
    '',
  ].join('\n');
}

function findingText({ change, severity, title }: FindingChange, palette: Palette): string {
  const words = change === 'resolved' ? palette.green(change) : palette.yellow(change);
  return `  ${words}  ${severityText(severity, palette)}  ${printable(title)}`;
}

const marks = {
  appeared: { sign: '+', colour: 'green' },
  changed: { sign: '~', colour: 'cyan' },
  gone: { sign: '-', colour: 'red' },
} as const;

function thingText({ change, thing, fields, isAccess }: ThingChange, palette: Palette): string[] {
  const { sign, colour } = marks[change];
  const about = isAccess ? palette.yellow('  access') : '';
  return [
    `  ${palette[colour](sign)} ${thing.noun} ${printable(thing.name)}${about}`,
    ...fields.map(
      ({ field, before, after }) =>
        `      ${field}: ${printable(shown(before))} → ${printable(shown(after))}`,
    ),
  ];
}

function shown(value: unknown): string {
  const text =
    typeof value === 'string' ? value : value === null ? 'nothing' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
