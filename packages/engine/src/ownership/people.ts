import { type Team, valueOf } from '@nonhuman/model';
import type {
  KnownPerson,
  KnownTeam,
  Mention,
  People,
  PersonRow,
  PersonStatement,
  Recognised,
  TeamRow,
} from './known-people.ts';
import { emailOf, personIn, plainName, plainTeam, plainUserName } from './wording.ts';

/** Joins what all people sources tell. The same person is recognised by e-mail address, never by name. */
export function peopleOf(
  rows: { readonly persons: readonly PersonRow[]; readonly teams: readonly TeamRow[] },
  now: Date,
): People {
  const groups = groupsOf(rows.persons);
  const index = emptyIndex();
  const membersOf = new Map<string, Set<string>>();
  const keyOfRow = new Map<string, string>();
  for (const group of groups) {
    const key = keyOf(group);
    for (const { facts } of group) keyOfRow.set(rowKey(facts.provider, facts.key), key);
  }
  const teamsOf = new Map<string, string[]>();
  for (const { facts } of rows.teams) {
    const key = `team:${plainTeam(facts.name)}`;
    for (const memberKey of facts.memberKeys ?? []) {
      const member = keyOfRow.get(rowKey(facts.provider, memberKey)) ?? `?${memberKey}`;
      const known = membersOf.get(key) ?? new Set();
      membersOf.set(key, known.add(member));
      push(teamsOf, member, key);
    }
  }
  const persons = new Map<string, KnownPerson>();
  for (const group of groups) {
    const person = personOf(group, { now, teamsOf });
    persons.set(person.key, person);
    indexPerson(index, person, group);
  }
  const teams = new Map<string, KnownTeam>();
  for (const { facts } of rows.teams) {
    const key = `team:${plainTeam(facts.name)}`;
    const told = facts.memberKeys !== undefined || membersOf.has(key);
    const before = teams.get(key);
    if (before !== undefined && (before.members !== null || !told)) continue;
    const team = teamOf(key, {
      facts,
      persons,
      members: told ? (membersOf.get(key) ?? new Set()) : null,
    });
    teams.set(key, team);
    if (team.email !== null) index.teamEmails.set(team.email, team);
    index.teamIds.set(rowKey(facts.provider, facts.key), team);
  }
  return {
    persons,
    teams,
    recognise: remembering((mention) => recognise(mention, { index, teams })),
    teamNamed: rememberingTeams((name) => teams.get(`team:${plainTeam(name)}`) ?? null),
  };
}

/** Mentions that are remembered; the same few owners are named again and again. */
const maxRemembered = 50_000;

function remembering(find: People['recognise']): People['recognise'] {
  const found = new Map<string, Recognised | null>();
  return (mention) => {
    const { text, email, provider, type } = mention;
    const key = `${type}\n${provider}\n${email ?? ''}\n${text}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const recognised = find(mention);
    if (found.size >= maxRemembered) found.clear();
    found.set(key, recognised);
    return recognised;
  };
}

function rememberingTeams(find: People['teamNamed']): People['teamNamed'] {
  const found = new Map<string, KnownTeam | null>();
  return (name) => {
    let team = found.get(name);
    if (team === undefined) {
      team = find(name);
      if (found.size >= maxRemembered) found.clear();
      found.set(name, team);
    }
    return team;
  };
}

/** Nobody is known. */
export const nobody: People = peopleOf({ persons: [], teams: [] }, new Date(0));

const rowKey = (provider: string, key: string) => `${provider}\n${key}`;

/** Rows with the same e-mail address, or with the same login at the same provider, are one person. */
function groupsOf(rows: readonly PersonRow[]): PersonRow[][] {
  const parent = rows.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  const first = new Map<string, number>();
  rows.forEach(({ facts }, index) => {
    const marks = [
      rowKey(facts.provider, facts.key),
      ...(facts.email === null ? [] : [`@${facts.email.toLowerCase()}`]),
      ...(facts.logins ?? []).map((login) =>
        login.includes('@')
          ? `@${login.toLowerCase()}`
          : `${facts.provider}\r${login.toLowerCase()}`,
      ),
    ];
    for (const mark of marks) {
      const other = first.get(mark);
      if (other === undefined) first.set(mark, index);
      else parent[find(index)] = find(other);
    }
  });
  const groups = new Map<number, PersonRow[]>();
  rows.forEach((row, index) => push(groups, find(index), row));
  return [...groups.values()];
}

function keyOf(group: readonly PersonRow[]): string {
  const [email] = emailsOf(group);
  if (email !== undefined) return `person:${email}`;
  const [first] = group.map(({ facts }) => `person:${facts.provider}/${facts.key}`).sort();
  return first ?? 'person:';
}

function emailsOf(group: readonly PersonRow[]): string[] {
  const told = group.flatMap(({ facts }) => facts.email?.toLowerCase() ?? []);
  const logins = group.flatMap(({ facts }) =>
    (facts.logins ?? []).filter((login) => login.includes('@')).map((login) => login.toLowerCase()),
  );
  return [...new Set([...told.sort(), ...logins.sort()])];
}

function personOf(
  group: readonly PersonRow[],
  { now, teamsOf }: { now: Date; teamsOf: ReadonlyMap<string, readonly string[]> },
): KnownPerson {
  const latest = group.toSorted(
    (one, other) =>
      other.observedAt.getTime() - one.observedAt.getTime() || (one.id < other.id ? -1 : 1),
  );
  const statements = latest.map(
    ({ facts, observedAt }): PersonStatement => ({
      provider: facts.provider,
      status: facts.status,
      leftAt: valueOf(facts.leftAt),
      observedAt: observedAt.toISOString(),
    }),
  );
  const key = keyOf(group);
  const emails = emailsOf(group);
  const told = <T>(pick: (row: PersonRow) => T | null | undefined): T | null =>
    latest.map(pick).find((value) => value !== null && value !== undefined) ?? null;
  const isName = ({ facts }: PersonRow) => (facts.name.includes('@') ? null : facts.name);
  return {
    key,
    type: 'person',
    name: told(isName) ?? emails[0] ?? latest[0]?.facts.name ?? key,
    email: emails[0] ?? null,
    emails,
    ...statusOf(statements, now),
    managerEmail: told(({ facts }) => facts.managerEmail)?.toLowerCase() ?? null,
    title: told(({ facts }) => facts.title),
    statements,
    teams: [...new Set(teamsOf.get(key) ?? [])].sort(),
  };
}

/**
 * Whether a person is there. A departure whose day has come stands until the source that told it
 * tells otherwise: an account that is still open elsewhere does not bring anybody back. Otherwise
 * the latest statement counts; on the same day, `left` counts.
 */
function statusOf(
  statements: readonly PersonStatement[],
  now: Date,
): Pick<KnownPerson, 'status' | 'statusBecause' | 'leftAt'> {
  const day = (at: string) => at.slice(0, 10);
  const departures = statements.filter(({ leftAt }) => leftAt !== null);
  const gone = departures
    .filter(
      ({ leftAt, status, observedAt }) =>
        leftAt !== null &&
        leftAt <= now.toISOString() &&
        // Who is told to be there after their last day has come back.
        (status !== 'active' || observedAt <= leftAt),
    )
    .sort((one, other) => ((one.leftAt ?? '') < (other.leftAt ?? '') ? 1 : -1))[0];
  const open = statements.find(({ status }) => status === 'active');
  if (gone !== undefined) {
    const still = open === undefined ? '' : `; ${open.provider} still shows an open account`;
    return {
      status: 'left',
      statusBecause: `${gone.provider} tells that ${day(gone.leftAt ?? '')} was the last day${still}`,
      leftAt: gone.leftAt,
    };
  }
  const told = statements.filter(({ status }) => status !== 'unknown');
  const newest = told[0];
  if (newest === undefined) {
    return {
      status: 'unknown',
      statusBecause: 'the people sources that name them do not tell whether they are there',
      leftAt: null,
    };
  }
  const left = told.find(
    ({ status, observedAt }) => status === 'left' && day(observedAt) === day(newest.observedAt),
  );
  const counting = left ?? newest;
  const ahead = departures.find(({ leftAt }) => (leftAt ?? '') > now.toISOString())?.leftAt ?? null;
  const because = `as ${counting.provider} told on ${day(counting.observedAt)}`;
  return {
    status: counting.status,
    statusBecause: ahead === null ? because : `${because}; leaves after ${day(ahead)}`,
    leftAt: ahead ?? counting.leftAt,
  };
}

function teamOf(
  key: string,
  {
    facts,
    persons,
    members,
  }: {
    facts: Team;
    persons: ReadonlyMap<string, KnownPerson>;
    members: ReadonlySet<string> | null;
  },
): KnownTeam {
  const head = {
    key,
    type: 'team' as const,
    name: facts.name,
    email: facts.email?.toLowerCase() ?? null,
  };
  if (members === null) {
    return {
      ...head,
      status: 'unknown',
      statusBecause: 'no source tells who belongs to it',
      members: null,
      memberKeys: [],
    };
  }
  const counts = { active: 0, left: 0, unknown: 0 };
  for (const member of members) counts[persons.get(member)?.status ?? 'unknown'] += 1;
  const status = counts.active > 0 ? 'active' : counts.unknown > 0 ? 'unknown' : 'left';
  const because =
    members.size === 0
      ? 'it has no members'
      : status === 'active'
        ? `${counts.active} of ${members.size} members are there`
        : status === 'left'
          ? `all of its ${members.size} members have left`
          : `nothing tells whether ${counts.unknown} of its ${members.size} members are there, and no other is`;
  return {
    ...head,
    status,
    statusBecause: because,
    members: counts,
    memberKeys: [...members].filter((member) => persons.has(member)).sort(),
  };
}

interface Index {
  readonly emails: Map<string, KnownPerson>;
  readonly ids: Map<string, KnownPerson>;
  /** Null: several are called so. */
  readonly logins: Map<string, KnownPerson | null>;
  readonly userNames: Map<string, KnownPerson | null>;
  readonly names: Map<string, KnownPerson | null>;
  readonly teamEmails: Map<string, KnownTeam>;
  readonly teamIds: Map<string, KnownTeam>;
}

function emptyIndex(): Index {
  return {
    emails: new Map(),
    ids: new Map(),
    logins: new Map(),
    userNames: new Map(),
    names: new Map(),
    teamEmails: new Map(),
    teamIds: new Map(),
  };
}

function indexPerson(index: Index, person: KnownPerson, group: readonly PersonRow[]): void {
  const alone = (map: Map<string, KnownPerson | null>, key: string) => {
    const known = map.get(key);
    map.set(key, known === undefined || known === person ? person : null);
  };
  for (const email of person.emails) {
    index.emails.set(email, person);
    alone(index.userNames, plainUserName(email));
  }
  for (const { facts } of group) {
    index.ids.set(rowKey(facts.provider, facts.key), person);
    if (!facts.name.includes('@')) alone(index.names, plainName(facts.name));
    for (const login of facts.logins ?? []) {
      alone(index.logins, rowKey(facts.provider, login.toLowerCase()));
      alone(index.logins, login.toLowerCase());
      if (!login.includes('@')) alone(index.userNames, plainUserName(login));
    }
  }
}

function recognise(
  { text, email, provider, type }: Mention,
  { index, teams }: { index: Index; teams: ReadonlyMap<string, KnownTeam> },
): Recognised | null {
  const address = (email ? emailOf(email) : null) ?? emailOf(text) ?? emailOfLabel(text);
  if (address !== null) {
    const owner = index.emails.get(address) ?? index.teamEmails.get(address);
    if (owner !== undefined) return { owner, by: 'e-mail' };
    const mailbox = teams.get(`team:${plainTeam(address.split('@')[0] ?? '')}`);
    if (mailbox !== undefined) return { owner: mailbox, by: 'name' };
    // Commits are often signed with a private address under one's own name.
    const called = text.includes('@') ? null : index.names.get(plainName(text));
    return called ? { owner: called, by: 'name' } : null;
  }
  const written = text.trim();
  const byId =
    index.ids.get(rowKey(provider, written)) ?? index.teamIds.get(rowKey(provider, written));
  if (byId !== undefined) return { owner: byId, by: 'id' };
  if (type === 'team') {
    const team = teams.get(`team:${plainTeam(written)}`);
    if (team !== undefined) return { owner: team, by: 'name' };
  }
  const person = recognisePerson(written, provider, index);
  if (person !== null) return person;
  const team = teams.get(`team:${plainTeam(written)}`);
  return team === undefined ? null : { owner: team, by: 'name' };
}

function recognisePerson(text: string, provider: string, index: Index): Recognised | null {
  const name = personIn(text);
  if (name === null) return null;
  const address = emailOf(name);
  const known = address === null ? undefined : index.emails.get(address);
  if (known !== undefined) return { owner: known, by: 'e-mail' };
  const login = name.replace(/^@/, '').toLowerCase();
  const byLogin = index.logins.get(rowKey(provider, login)) ?? index.logins.get(login);
  if (byLogin) return { owner: byLogin, by: 'login' };
  const byName = index.names.get(plainName(name));
  if (byName) return { owner: byName, by: 'name' };
  const plain = plainUserName(name);
  const byUserName = plain.length >= 4 ? index.userNames.get(plain) : null;
  return byUserName ? { owner: byUserName, by: 'user name' } : null;
}

/** Labels may hold no `@` or `.`: `ada_at_acme_com`. */
function emailOfLabel(text: string): string | null {
  const [, name, domain] = /^([a-z0-9._-]+)[_-]at[_-]([a-z0-9_-]+)$/i.exec(text.trim()) ?? [];
  if (name === undefined || domain === undefined) return null;
  return emailOf(`${name}@${domain.replaceAll('_', '.')}`);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
