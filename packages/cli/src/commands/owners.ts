import {
  type IdentityOwners,
  type LeaverPreview,
  type OwnerRow,
  ownerSorts,
  routes,
} from '@nonhuman/api-contract';
import { IdentityId, ownerStatuses } from '@nonhuman/model';
import { type Command, type Result, UsageError } from '../command.ts';
import { queryOf, withProduct } from '../open-product.ts';
import { type Palette, printable } from '../output/palette.ts';
import { type Column, table } from '../output/table.ts';
import { count, dayText, wrapped } from '../output/words.ts';

/** `nonhuman owners` */
export const owners: Command = {
  name: 'owners',
  summary: 'List people and teams with what they answer for, or who may answer for one identity',
  arguments: '[text-or-identity]',
  options: [
    { flags: '--type <type>', summary: 'only people or teams', choices: ['person', 'team'] },
    {
      flags: '--status <status>',
      summary: 'only this status',
      choices: ownerStatuses,
      repeatable: true,
    },
    { flags: '--sort <by>', summary: 'order', choices: ownerSorts, default: 'identities' },
    { flags: '--limit <rows>', summary: 'rows at most', default: '50' },
  ],
  examples: [
    ['nonhuman owners --status left', 'who has left and still is the owner of something'],
    ['nonhuman owners idn_…', 'who may answer for an identity, and what says so'],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }): Promise<Result> => {
      const [text] = call.arguments;
      if (text !== undefined && IdentityId.safeParse(text).success) {
        const found = await ask(routes.getIdentityOwners, { params: { identityId: text } });
        return { data: found, text: (palette, width) => candidatesText(found, { palette, width }) };
      }
      const limit = Number(call.options['limit']);
      if (!Number.isInteger(limit) || limit < 1)
        throw new UsageError('--limit must be a whole number from 1.');
      const { type, status, sort } = call.options;
      const items: OwnerRow[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await ask(routes.listOwners, {
          query: queryOf(routes.listOwners, {
            type,
            status,
            sort,
            q: text,
            limit: Math.min(200, limit - items.length),
            cursor: cursor ?? undefined,
          }),
        });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && items.length < limit);
      const totals = await ask(routes.getOwnerTotals, {});
      return {
        data: { items, totals },
        text(palette, width) {
          const without = `${count(totals.withoutOwner, 'identity', 'identities')} without an owner.`;
          if (items.length === 0)
            return `Nobody fits. ${without} "nonhuman import people" reads who is there and who has left.`;
          return `${table(items, columns, { palette, width })}\n${palette.dim(without)}`;
        },
      };
    }),
};

const columns: readonly Column<OwnerRow>[] = [
  { title: 'OWNER', value: ({ name }) => name, flexible: true },
  { title: 'TYPE', value: ({ type }) => type },
  {
    title: 'STATUS',
    value: ({ status }) => status,
    colour: (text, { status }, palette) => (status === 'left' ? palette.red(text) : text),
  },
  { title: 'ANSWERS FOR', value: ({ identities }) => identities.toLocaleString('en') },
  { title: 'ATTESTED', value: ({ attested }) => attested.toLocaleString('en') },
  { title: 'CANDIDATE', value: ({ candidateOf }) => candidateOf.toLocaleString('en') },
  { title: 'KEY', value: ({ key }) => key, colour: (text, _, palette) => palette.dim(text) },
];

interface Sheet {
  readonly palette: Palette;
  readonly width: number;
}

function candidatesText(found: IdentityOwners, { palette, width }: Sheet): string {
  const blocks = found.candidates.map((candidate) =>
    [
      `${palette.bold(printable(candidate.name))}  ${candidate.basis}, ${Math.round(candidate.confidence * 100)} of 100, ${statusText(candidate.status, palette)}${candidate.contested ? palette.yellow('  in conflict') : ''}`,
      palette.dim(wrapped(printable(candidate.statusBecause), width, '    ')),
      ...candidate.evidence.map(
        ({ because, weight, counted }) =>
          `  - ${printable(because)} ${palette.dim(counted ? `(${weight})` : `(${weight}, told already)`)}`,
      ),
      palette.dim(`    ${candidate.arithmetic}`),
    ].join('\n'),
  );
  const head = `${palette.bold(printable(found.identity.name))}  ${found.identity.kind}`;
  if (blocks.length === 0)
    return `${head}\n\nNothing tells who answers for it. "nonhuman attest ${found.identity.id} --owner <name>" states it.`;
  return [head, ...blocks].join('\n\n');
}

function statusText(status: OwnerRow['status'], palette: Palette): string {
  return status === 'left' ? palette.red('left') : status === 'active' ? 'there' : 'status unknown';
}

/** `nonhuman leaver <person>` */
export const leaver: Command = {
  name: 'leaver',
  summary: 'Tell what stops, what survives and what is not known when a person leaves',
  arguments: '<person>',
  options: [],
  examples: [
    ['nonhuman leaver ada@acme.example', 'what to hand over before the last day'],
    ['nonhuman leaver ada@acme.example --json', 'the same, for a ticket or a script'],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }): Promise<Result> => {
      const [person = ''] = call.arguments;
      const preview = await ask(routes.getLeaverPreview, {
        query: queryOf(routes.getLeaverPreview, { person }),
      });
      const now = surroundings.now();
      return {
        data: preview,
        text: (palette, width) => previewText(preview, { palette, width, now }),
      };
    }),
};

const headings = { stops: 'Stops', unknown: 'Not known', survives: 'Survives' } as const;

function previewText(
  { person, totals, lines, teams, truncated }: LeaverPreview,
  { palette, width, now }: Sheet & { readonly now: Date },
): string {
  const left = person.leftAt === null ? '' : `, last day ${dayText(person.leftAt, now)}`;
  const head = [
    `${palette.bold(printable(person.name))}  ${statusText(person.status, palette)}${left}`,
    `${totals.stops} stop, ${totals.survives} survive, ${totals.unknown} not known; ${count(totals.ownerless, 'identity', 'identities')} without another owner, ${count(totals.stillUsable, 'secret')} that stay usable`,
    ...teams.map(({ name }) =>
      palette.yellow(`Nobody else is known to be in the team ${printable(name)}.`),
    ),
  ].join('\n');
  const sections = (['stops', 'unknown', 'survives'] as const).flatMap((effect) => {
    const of = lines.filter((line) => line.effect === effect);
    if (of.length === 0) return [];
    const told = of.map((line) => {
      const marks = [
        ...(line.ownerless && line.noun === 'identity' ? ['nobody else answers for it'] : []),
        ...(line.stillUsable ? ['the leaver may have its secret'] : []),
        ...(line.successor === null ? [] : [`could go to ${line.successor.name}`]),
      ];
      const of = line.noun === 'credential' ? ` of ${line.identityName}` : '';
      return [
        `  ${palette.bold(printable(`${line.name}${of}`))}  ${line.nativeType}${marks.length > 0 ? palette.yellow(`  ${printable(marks.join('; '))}`) : ''}`,
        wrapped(printable(line.because), width, '    '),
        wrapped(`→ ${line.nextAction}`, width, '    '),
        ...(line.source === null ? [] : [palette.dim(`    ${line.source}`)]),
      ].join('\n');
    });
    return [`${palette.bold(`${headings[effect]} (${of.length})`)}\n${told.join('\n')}`];
  });
  const rest = truncated ? ['There is more than was looked at.'] : [];
  if (sections.length === 0)
    return `${head}\n\nNothing that is in use has to do with ${printable(person.name)}.`;
  return [head, ...sections, ...rest].join('\n\n');
}
