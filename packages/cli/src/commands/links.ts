import {
  type Link,
  type LinkEnd,
  type LinkRule,
  linkVerdicts,
  routes,
} from '@nonhuman/api-contract';
import { type Call, type Command, UsageError } from '../command.ts';
import { queryOf, withProduct } from '../open-product.ts';
import { type Palette, printable } from '../output/palette.ts';
import { type Column, table } from '../output/table.ts';

const mostRows = 10_000;

/** `nonhuman links` */
export const links: Command = {
  name: 'links',
  summary: 'List what is the same in several places, or bound to each other, and why',
  arguments: '',
  options: [
    { flags: '--rule <rule>', summary: 'only what this rule found', repeatable: true },
    {
      flags: '--verdict <verdict>',
      summary: 'only what matched, did not, or cannot be told',
      choices: linkVerdicts,
      repeatable: true,
    },
    { flags: '--limit <rows>', summary: 'rows at most', default: '50' },
  ],
  examples: [
    ['nonhuman links', 'how many links each rule tells, then the links'],
    [
      'nonhuman links --rule federated-login --verdict not-matched',
      'workflows that name a role which does not take their tokens',
    ],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }) => {
      const limit = rowsOf(call);
      const rules = (await ask(routes.listLinkRules, {})).items;
      const { rule, verdict } = call.options;
      for (const id of textsOf(rule)) {
        if (!rules.some((known) => known.id === id))
          throw new UsageError(
            `--rule must be one of: ${rules.map((known) => known.id).join(', ')}.`,
          );
      }
      const items: Link[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await ask(routes.listLinks, {
          query: queryOf(routes.listLinks, {
            rule,
            verdict,
            limit: Math.min(200, limit - items.length),
            cursor: cursor ?? undefined,
          }),
        });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && items.length < limit);
      return {
        data: { rules, items },
        text: (palette, width) =>
          items.length === 0
            ? 'Nothing is linked. Links join what several sources tell: import a provider beside a scan.'
            : [
                ...(textsOf(rule).length > 0
                  ? []
                  : [table(rules.filter(isFound), ruleColumns, { palette, width })]),
                items.map((link) => linkText(link, palette)).join('\n'),
                ...(cursor === null
                  ? []
                  : [palette.dim(`The first ${items.length}; --limit shows more.`)]),
              ].join('\n\n'),
      };
    }),
};

function textsOf(value: Call['options'][string]): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function rowsOf({ options }: Call): number {
  const limit = Number(options['limit']);
  if (!Number.isInteger(limit) || limit < 1 || limit > mostRows)
    throw new UsageError(`--limit must be a whole number from 1 to ${mostRows}.`);
  return limit;
}

const isFound = ({ links: counts }: LinkRule) => Object.values(counts).some((count) => count > 0);

const ruleColumns: Column<LinkRule>[] = [
  { title: 'RULE', value: ({ id }) => id },
  { title: 'MATCHED', value: ({ links: counts }) => String(counts.matched) },
  { title: 'NOT MATCHED', value: ({ links: counts }) => String(counts['not-matched']) },
  { title: 'CANNOT TELL', value: ({ links: counts }) => String(counts['cannot-tell']) },
  { title: 'JOINS', value: ({ title }) => title, flexible: true },
];

/** What a relation says, from the first end to the second. */
export const relationWords: Readonly<Record<Link['relation'], string>> = {
  same: 'is the same as',
  'pairs-with': 'is the other half of',
  'logs-in-as': 'logs in as',
  opens: 'opens',
  'belongs-to': 'belongs to',
  exposes: 'gives away',
};

function linkText(link: Link, palette: Palette): string {
  const words =
    link.verdict === 'not-matched'
      ? `does not fit: ${link.relation}`
      : relationWords[link.relation];
  return [
    `${surenessText(link, palette)}  ${endText(link.from)} ${palette.dim(words)} ${endText(link.to)}  ${palette.dim(link.rule)}`,
    `      ${palette.dim(printable(link.because))}`,
  ].join('\n');
}

/** How sure, or that it is not so, in four characters. */
export function surenessText({ verdict, confidence }: Link, palette: Palette): string {
  if (verdict === 'not-matched') return palette.yellow('no  ');
  const text = confidence.toFixed(2);
  return verdict === 'cannot-tell' ? palette.yellow(`${text}?`) : `${text} `;
}

/** An end by name and place. */
export function endText(end: LinkEnd): string {
  const name = printable(end.name ?? end.id);
  const where = [end.provider, end.scope].filter((part) => part !== null && part !== end.name);
  return where.length === 0 ? name : `${name} (${printable(where.join(', '))})`;
}
