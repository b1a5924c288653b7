import {
  type AnswerState,
  beginListing,
  countItem,
  csvRows,
  endListing,
  type FileHead,
  FileProblem,
  type ImportFile,
  type ImportKind,
  noteProblem,
  upsert,
} from '@nonhuman/connector-kit';
import { NhiError, type Observation } from '@nonhuman/model';
import { columnsOf, kindOfList } from '../mapping/columns.ts';
import { type DayOrder, dayOrders } from '../mapping/day.ts';
import { type RowContext, toPerson } from '../mapping/row-person.ts';
import type { PeopleContext, PeopleOwn } from './state.ts';

type Kind = RowContext['kind'];
type PeopleKind = ImportKind<AnswerState<PeopleOwn>>;

/** Everybody who is or was there, as HR or a directory lists them. */
export const roster: PeopleKind = {
  id: 'people.roster',
  title: 'People as CSV: e-mail with status, manager, team or last day',
  commands: [],
  emits: ['person', 'team'],
  order: 10,
  recognise: (head) => kindOfHead(head) === 'roster',
  read: (file, context) => readTable(file, context, 'roster'),
};

/** Those who leave, as HR lists them. */
export const leavers: PeopleKind = {
  id: 'people.leavers',
  title: 'Leavers as CSV: e-mail and last day',
  commands: [],
  emits: ['person'],
  order: 11,
  recognise: (head) => kindOfHead(head) === 'leavers',
  read: (file, context) => readTable(file, context, 'leavers'),
};

function kindOfHead({ text }: FileHead): Kind | null {
  if (/^\s*[[{]/.test(text)) return null;
  const [line = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  return kindOfList(line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, '')));
}

async function* readTable(
  file: ImportFile,
  context: PeopleContext,
  kind: Kind,
): AsyncGenerator<Observation> {
  const { ledger, announced, own } = context.state;
  const listing = kind === 'roster' ? roster.id : leavers.id;
  const scopeKey = scopeOf(file, context);
  const of = { scopeKey, listing };
  if (!announced.has(scopeKey)) {
    announced.add(scopeKey);
    yield {
      type: 'scope',
      scope: { key: scopeKey, kind: 'people-directory', name: scopeKey, provider: 'people' },
    };
  }
  beginListing(ledger, scopeKey, { listing, goesOn: false });
  const note = (reason: 'malformed' | 'not-asked', message: string) => {
    if (reason === 'malformed') own.partial.add(scopeKey);
    noteProblem(ledger, scopeKey, { listing, reason, message: `${file.name}: ${message}` });
  };
  const bad: string[] = [];
  const options = { required: [], onBadRow: (_: number, problem: string) => bad.push(problem) };
  let columns: RowContext['columns'] | null = null;
  try {
    for await (const { cells, line } of csvRows(file, options)) {
      columns ??= columnsOf(Object.keys(cells));
      const at = { columns, kind, days: daysOf(context), now: context.now };
      try {
        const { person, teams } = toPerson(cells, at);
        countItem(ledger, scopeKey, { listing, key: person.key });
        yield upsert(of, 'person', person);
        if (person.leftAt.state === 'unknown' && (cells[columns.leftAt?.[0] ?? ''] ?? '').trim())
          note('not-asked', `line ${line}: ${person.leftAt.because}`);
        for (const team of teams) join(own, scopeKey, { team, memberKey: person.key });
      } catch (problem) {
        if (!(problem instanceof RangeError)) throw problem;
        note('malformed', `line ${line}: ${problem.message}`);
      }
    }
  } catch (problem) {
    if (problem instanceof FileProblem) note('malformed', problem.message);
    throw problem;
  }
  for (const problem of bad) note('malformed', problem);
  if (kind === 'leavers') note('not-asked', 'a list of leavers tells of nobody else');
  else if (context.options['complete'] === 'true')
    endListing(ledger, scopeKey, { listing, ifAny: false });
  else note('not-asked', 'nothing tells that everybody is on it; --option complete=true does');
}

function scopeOf({ name }: ImportFile, { options }: PeopleContext): string {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const [org = ''] = base.includes('__') ? base.split('__') : [];
  return (options['org'] ?? org).toLowerCase() || 'people';
}

/** Throws `CONFIG_INVALID` for an order of days that is none. */
function daysOf({ options }: PeopleContext): DayOrder | null {
  const given = options['days'];
  if (given === undefined) return null;
  const order = dayOrders.find((one) => one === given.toUpperCase());
  if (order === undefined)
    throw new NhiError('CONFIG_INVALID', {
      option: 'days',
      hint: `One of ${dayOrders.join(', ')}.`,
    });
  return order;
}

function join(
  own: PeopleOwn,
  scopeKey: string,
  { team, memberKey }: { readonly team: string; readonly memberKey: string },
): void {
  const ofScope = own.teams.get(scopeKey) ?? new Map();
  own.teams.set(scopeKey, ofScope);
  const key = team.toLowerCase();
  const known = ofScope.get(key) ?? { name: team, memberKeys: new Set<string>() };
  ofScope.set(key, known);
  known.memberKeys.add(memberKey);
}

/** The teams that rows named. Where rows could not be read, who belongs to them is not told. */
export function* teamsOf(own: PeopleOwn): Generator<Observation> {
  for (const [scopeKey, teams] of own.teams) {
    const of = { scopeKey, listing: roster.id };
    for (const [key, { name, memberKeys }] of [...teams].sort(([one], [other]) =>
      one < other ? -1 : 1,
    )) {
      yield upsert(of, 'team', {
        key: `teams/${key}`,
        provider: 'people',
        name,
        ...(own.partial.has(scopeKey) ? {} : { memberKeys: [...memberKeys].sort() }),
      });
    }
  }
}
