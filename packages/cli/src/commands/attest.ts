import { type OwnershipPlan, routes } from '@nonhuman/api-contract';
import type { Timestamp } from '@nonhuman/model';
import { type Call, type Command, type Option, type Result, UsageError } from '../command.ts';
import { withProduct } from '../open-product.ts';
import { type Palette, printable } from '../output/palette.ts';
import { table } from '../output/table.ts';
import { count } from '../output/words.ts';

const writing: readonly Option[] = [
  { flags: '--reason <text>', summary: 'why, for whoever asks later' },
  { flags: '--until <date>', summary: 'the last day (UTC) that it holds, e.g. 2026-12-31' },
  { flags: '--apply', summary: 'do it; otherwise only what it would do is shown' },
];
const whom: readonly Option[] = [
  { flags: '--team', summary: 'the owner is a team that is not known yet' },
];

/** `nonhuman attest <id...>` */
export const attest: Command = {
  name: 'attest',
  summary: 'State who answers for identities or credentials, or take that back',
  arguments: '<id...>',
  options: [
    { flags: '--owner <who>', summary: 'the key, e-mail address or name of a person or team' },
    { flags: '--withdraw', summary: 'take back what was attested' },
    ...whom,
    ...writing,
  ],
  examples: [
    [
      'nonhuman attest idn_… --owner ada@acme.example --reason "confirmed in review" --apply',
      'from now on Ada answers for it',
    ],
    ['nonhuman attest idn_… --withdraw --reason "was wrong" --apply', 'evidence counts again'],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }): Promise<Result> => {
      const terms = termsOf(call);
      const subjectIds = idsOf(call);
      if (call.options['withdraw'] === true) {
        const body = { subjectIds, reason: terms.reason, dryRun: terms.dryRun };
        return planResult(await ask(routes.withdrawOwnership, { body }), 'withdraw');
      }
      const owner = await ownerOf(call.options['owner'], call, async (q) => {
        const found = await ask(routes.listOwners, { query: { q, limit: 2, sort: 'identities' } });
        return found.items;
      });
      const body = { subjectIds, owner, ...terms };
      return planResult(await ask(routes.attestOwnership, { body }), 'attest');
    }),
};

/** `nonhuman reassign` */
export const reassign: Command = {
  name: 'reassign',
  summary: 'Hand over everything that somebody answers for',
  arguments: '',
  options: [
    { flags: '--from <who>', summary: 'the key or e-mail address of the present owner' },
    { flags: '--to <who>', summary: 'the key, e-mail address or name of the new one' },
    {
      flags: '--provider <provider>',
      summary: 'only identities of this provider',
      repeatable: true,
    },
    { flags: '--undo <change>', summary: 'undo an earlier change of ownership as a whole' },
    ...whom,
    ...writing,
  ],
  examples: [
    [
      'nonhuman reassign --from linus@acme.example --to ada@acme.example --reason "Linus left"',
      'shows what Ada would take over',
    ],
    ['nonhuman reassign --undo och_…', 'as it was before that change'],
  ],
  run: (call, surroundings) =>
    withProduct(call, surroundings, async ({ ask }): Promise<Result> => {
      const { undo, from, to, provider } = call.options;
      if (typeof undo === 'string') {
        const done = await ask(routes.undoOwnership, { params: { changeId: undo } });
        return {
          data: done,
          text: () => `${count(done.subjects, 'thing')} as before.`,
        };
      }
      if (typeof from !== 'string') throw new UsageError('--from names the present owner.');
      const search = async (q: string) => {
        const found = await ask(routes.listOwners, { query: { q, limit: 2, sort: 'identities' } });
        return found.items;
      };
      const [present, owner] = await Promise.all([
        knownKey(from, search),
        ownerOf(to, call, search, '--to'),
      ]);
      const filter = provider === undefined ? {} : { provider: [provider].flat().map(String) };
      const body = { from: present, filter, owner, ...termsOf(call) };
      return planResult(await ask(routes.reassignOwnership, { body }), 'reassign');
    }),
};

type Search = (
  q: string,
) => Promise<
  readonly { readonly key: string; readonly name: string; readonly email: string | null }[]
>;

function idsOf({ arguments: ids }: Call): string[] {
  const wrong = ids.find((id) => !/^(?:idn|crd)_[a-z2-7]{26}$/.test(id));
  if (wrong !== undefined || ids.length === 0)
    throw new UsageError(
      'An id looks like idn_ or crd_ and 26 letters; "nonhuman list" shows them.',
    );
  return [...ids];
}

function termsOf({ options }: Call) {
  const reason = options['reason'];
  const dryRun = options['apply'] !== true;
  if (!dryRun && (typeof reason !== 'string' || reason.trim() === ''))
    throw new UsageError('--reason is needed: whoever asks later wants to know why.');
  return {
    reason: typeof reason === 'string' && reason.trim() !== '' ? reason : 'not yet given',
    until: untilOf(options['until']),
    dryRun,
  };
}

function untilOf(day: unknown): Timestamp | null {
  if (day === undefined) return null;
  if (typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day)) {
    const end = new Date(`${day}T23:59:59.999Z`);
    if (!Number.isNaN(end.getTime())) return end.toISOString();
  }
  throw new UsageError('--until is a day such as 2026-12-31.');
}

async function knownKey(who: string, search: Search): Promise<string> {
  if (/^(?:person|team):/.test(who)) return who;
  const found = (await search(who)).filter((one) => isCalled(one, who));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new UsageError(
      found.length > 1
        ? `Several are called ${who}; "nonhuman owners" shows their keys.`
        : `Nobody is called ${who}; "nonhuman owners" shows who is known.`,
    );
  return only.key;
}

async function ownerOf(who: unknown, call: Call, search: Search, option = '--owner') {
  if (typeof who !== 'string' || who.trim() === '')
    throw new UsageError(`${option} names who answers from now on.`);
  if (/^(?:person|team):/.test(who)) return { key: who };
  const found = (await search(who)).filter((one) => isCalled(one, who));
  const [only] = found;
  if (found.length > 1)
    throw new UsageError(`Several are called ${who}; "nonhuman owners" shows their keys.`);
  if (only !== undefined) return { key: only.key };
  const type = call.options['team'] === true ? ('team' as const) : ('person' as const);
  return { type, name: who, email: who.includes('@') ? who : null };
}

function isCalled(
  {
    name,
    email,
    key,
  }: { readonly name: string; readonly email: string | null; readonly key: string },
  who: string,
): boolean {
  const wanted = who.toLowerCase();
  return [name, email, key].some((one) => one?.toLowerCase() === wanted);
}

function planResult(plan: OwnershipPlan, kind: 'attest' | 'reassign' | 'withdraw'): Result {
  return { data: plan, text: (palette, width) => planText(plan, kind, { palette, width }) };
}

function planText(
  plan: OwnershipPlan,
  kind: 'attest' | 'reassign' | 'withdraw',
  { palette, width }: { readonly palette: Palette; readonly width: number },
): string {
  if (plan.subjects === 0) return 'Nothing fits; nothing was changed.';
  const rows = table(
    plan.sample,
    [
      { title: 'THING', value: ({ name }) => name, flexible: true },
      { title: 'PROVIDER', value: ({ provider }) => provider },
      {
        title: 'OWNER BEFORE',
        value: ({ owner }) => printable(owner?.name ?? '-'),
        flexible: true,
      },
      { title: 'ID', value: ({ id }) => id, colour: (text) => palette.dim(text) },
    ],
    { palette, width },
  );
  const verb = kind === 'withdraw' ? 'withdrawn' : 'changed';
  const replaced = plan.replaces > 0 ? `; takes back ${count(plan.replaces, 'attestation')}` : '';
  const end = plan.dryRun
    ? palette.yellow(
        `${count(plan.subjects, 'thing')} would be ${verb}${replaced}. Nothing was changed; --apply does it.`,
      )
    : `${count(plan.subjects, 'thing')} ${verb}${replaced}. Undo with: nonhuman reassign --undo ${plan.changeId}`;
  return `${rows}\n\n${end}`;
}
