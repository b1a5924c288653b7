import { type IdentityRow, identitySorts, routes } from '@nonhuman/api-contract';
import { accessLevels, environments, identityKinds, severities, statuses } from '@nonhuman/model';
import { type Call, type Command, UsageError } from '../command.ts';
import { queryOf, withProduct } from '../open-product.ts';
import { type Column, table } from '../output/table.ts';
import { count, severityText, whenText } from '../output/words.ts';

const maxRows = 10_000;

/** `nonhuman list` */
export const list: Command = {
  name: 'list',
  summary: 'List identities, the riskiest first',
  arguments: '[text]',
  options: [
    { flags: '--kind <kind>', summary: 'only this kind', choices: identityKinds, repeatable: true },
    { flags: '--provider <provider>', summary: 'only this provider', repeatable: true },
    {
      flags: '--status <status>',
      summary: 'only this status',
      choices: statuses,
      repeatable: true,
    },
    {
      flags: '--environment <environment>',
      summary: 'only this environment',
      choices: environments,
      repeatable: true,
    },
    {
      flags: '--access <level>',
      summary: 'only this access',
      choices: accessLevels,
      repeatable: true,
    },
    {
      flags: '--severity <severity>',
      summary: 'only with an open finding at least this bad',
      choices: severities,
    },
    {
      flags: '--owner <basis>',
      summary: 'only owned so; none: nobody is known',
      choices: ['attested', 'inferred', 'none'],
      repeatable: true,
    },
    {
      flags: '--as-of <date>',
      summary: 'as it was known at the end of that day (UTC), e.g. 2026-01-31',
    },
    { flags: '--sort <by>', summary: 'order', choices: identitySorts, default: 'risk' },
    { flags: '--limit <rows>', summary: 'rows at most', default: '50' },
  ],
  examples: [
    ['nonhuman list --kind agent', 'the AI agents and what they run as'],
    [
      'nonhuman list deploy --severity high --json',
      'identities named like deploy with a high finding, as JSON',
    ],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }) => {
      const limit = rowsOf(call);
      const [text] = call.arguments;
      const { kind, provider, status, environment, access, severity, owner, asOf, sort } =
        call.options;
      const filters = {
        kind,
        provider,
        status,
        environment,
        access,
        severity,
        owner,
        asOf,
        q: text,
      };
      const items: IdentityRow[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await ask(routes.listIdentities, {
          query: queryOf(routes.listIdentities, {
            ...filters,
            sort,
            limit: Math.min(200, limit - items.length),
            cursor: cursor ?? undefined,
          }),
        });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && items.length < limit);
      const { total } = await ask(routes.getIdentityFacets, {
        query: queryOf(routes.getIdentityFacets, filters),
      });
      return {
        data: { items, total },
        text(palette, width) {
          if (items.length === 0)
            return 'No identity fits. "nonhuman up" looks at this machine; "nonhuman import --help" at your providers.';
          const more =
            total > items.length
              ? palette.dim(
                  `\n${count(items.length, 'identity', 'identities')} of ${total.toLocaleString('en')}; --limit shows more.`,
                )
              : '';
          return `${table(items, columns(surroundings.now()), { palette, width })}${more}`;
        },
      };
    }),
};

function rowsOf({ options }: Call): number {
  const limit = Number(options['limit']);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxRows)
    throw new UsageError(`--limit must be a whole number from 1 to ${maxRows}.`);
  return limit;
}

function columns(now: Date): Column<IdentityRow>[] {
  return [
    { title: 'RISK', value: ({ risk }) => (risk === null ? '-' : String(risk)) },
    {
      title: 'WORST',
      value: ({ worstSeverity }) => worstSeverity ?? '-',
      colour: (text, row, palette) =>
        severityText(row.worstSeverity, palette) +
        ' '.repeat(Math.max(0, text.length - (row.worstSeverity ?? 'none').length)),
    },
    { title: 'IDENTITY', value: ({ name }) => name, flexible: true },
    { title: 'KIND', value: ({ kind }) => kind },
    { title: 'PROVIDER', value: ({ provider }) => provider },
    { title: 'LAST USED', value: ({ lastUsedAt }) => whenText(lastUsedAt, now) },
    {
      title: 'OWNER',
      value: ({ owner }) =>
        owner === null ? '-' : owner.basis === 'inferred' ? `${owner.name}?` : owner.name,
      flexible: true,
    },
    { title: 'ID', value: ({ id }) => id, colour: (text, _, palette) => palette.dim(text) },
  ];
}
