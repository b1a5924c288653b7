import { never, type Observed, type Person, type Timestamp, unknown } from '@nonhuman/model';
import type { PeopleColumns, PeopleField } from './columns.ts';
import { type DayOrder, lastDayOf } from './day.ts';

/** A person of a row, and the teams that it names. */
export interface RowPerson {
  readonly person: Person;
  readonly teams: readonly string[];
}

export interface RowContext {
  readonly columns: PeopleColumns;
  /** Who is on a list of leavers has left, or will. */
  readonly kind: 'roster' | 'leavers';
  readonly days: DayOrder | null;
  readonly now: Date;
}

const email = /^[^\s@<>,;:"]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** What a row tells of a person. Throws `RangeError` with what is wrong, without its values. */
export function toPerson(cells: Readonly<Record<string, string>>, context: RowContext): RowPerson {
  const told = (field: PeopleField) =>
    (context.columns[field] ?? []).map((column) => (cells[column] ?? '').trim()).find(Boolean) ??
    '';
  const address = told('email').toLowerCase();
  if (address !== '' && !email.test(address)) throw new RangeError('the e-mail is no address');
  const id = told('id');
  if (address === '' && (context.kind === 'leavers' || id === ''))
    throw new RangeError('it has no e-mail by which the person could be recognised');
  const leftAt = leftAtOf(told('leftAt'), context);
  const logins = (context.columns.login ?? []).flatMap((column) => cells[column]?.trim() || []);
  const manager = told('managerEmail').toLowerCase();
  const title = told('title');
  return {
    person: {
      key: `${context.kind}/${address || id}`,
      provider: 'people',
      name: nameOf(told) || address || id,
      email: address || null,
      ...(logins.length === 0 ? {} : { logins }),
      status: statusOf({ status: told('status'), shut: told('shut'), leftAt }, context),
      leftAt,
      ...(email.test(manager) ? { managerEmail: manager } : {}),
      ...(title === '' ? {} : { title }),
    },
    teams: told('team')
      .split(/[;|,]/)
      .map((team) => team.trim())
      .filter(Boolean),
  };
}

function nameOf(told: (field: PeopleField) => string): string {
  return told('name') || [told('firstName'), told('lastName')].filter(Boolean).join(' ');
}

function leftAtOf(text: string, { columns, kind, days }: RowContext): Observed<Timestamp> {
  if (columns.leftAt === undefined) return unknown('the list has no column for the last day');
  if (/^(?:|-+|n\/?a|none|null|never)$/i.test(text))
    return kind === 'roster' ? never : unknown('the list does not tell the last day');
  return lastDayOf(text, days);
}

const here =
  /^(?:active|employed|current|working|hired|present|enabled|yes|y|true|1|on ?leave|leave(?: of absence)?|provisioned)$/i;
const gone =
  /^(?:left|leaver|terminated|inactive|disabled|deactivated|deprovisioned|suspended|archived|offboarded|former|resigned|retired|exited|departed|alumni|deleted|no|n|false|0)$/i;

function statusOf(
  { status, shut, leftAt }: { status: string; shut: string; leftAt: Observed<Timestamp> },
  { kind, now }: RowContext,
): Person['status'] {
  if (leftAt.state === 'seen') {
    if (leftAt.value <= now.toISOString()) return 'left';
    return gone.test(status) ? 'left' : 'active';
  }
  if (gone.test(status)) return 'left';
  if (/^(?:yes|y|true|1)$/i.test(shut)) return 'left';
  if (here.test(status)) return 'active';
  if (/^(?:no|n|false|0)$/i.test(shut)) return 'active';
  if (kind === 'roster' && leftAt.state === 'never' && status === '') return 'active';
  return 'unknown';
}
