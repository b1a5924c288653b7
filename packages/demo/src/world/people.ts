import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';

/** Someone who works or worked here. */
export interface Person {
  readonly number: number;
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly team: string;
  readonly startedAt: Date;
  /** Null while employed. */
  readonly leftAt: Date | null;
  /** Login of the manager; null for the head of the company. */
  readonly manager: string | null;
}

/** A group of people that answers for applications. */
export interface Team {
  readonly slug: string;
  readonly title: string;
  /** Logins of those who are there. Empty when all have left. */
  readonly members: readonly string[];
}

/** What a team builds and runs. */
export interface Application {
  readonly name: string;
  readonly team: string;
}

/** Who is who. */
export interface Staff {
  /** The name of the company where code and clouds know it, e.g. `acorn-labs`. */
  readonly org: string;
  readonly domain: string;
  readonly people: readonly Person[];
  readonly teams: readonly Team[];
  readonly applications: readonly Application[];
}

const firstNames =
  'Ada Amir Anna Ben Carla Chen Dana Elif Emil Farid Fiona Grace Hana Hugo Ines Ivan Jana Jonas Kemal Lara Leo Lina Luis Maja Marc Mei Mila Nadia Nils Noor Omar Petra Priya Rafael Rosa Samir Sara Sofia Tariq Tess Tom Uma Vera Wei Yara Yusuf Zoe Aylin Bruno Clara'.split(
    ' ',
  );
const lastNames =
  'Abel Bauer Costa Dahl Evans Fischer Garcia Haas Ito Jansen Kaya Lopez Meyer Novak Okafor Peters Quist Rossi Silva Toth Ueda Vogel Weber Xu Yilmaz Ziegler Brandt Conti Duarte Engel'.split(
    ' ',
  );
const teamTitles = {
  payments: 'Payments',
  platform: 'Platform',
  data: 'Data',
  growth: 'Growth',
  security: 'Security',
  mobile: 'Mobile',
  core: 'Core',
  it: 'Internal IT',
} as const;
/** Nobody is left of this one, though things still name it. */
const orphanTeam = 'labs';
const applicationsOf: Readonly<Record<string, readonly string[]>> = {
  payments: ['checkout', 'billing', 'ledger', 'payouts'],
  platform: ['gateway', 'deployer', 'monitoring'],
  data: ['warehouse', 'ingest', 'features', 'reports'],
  growth: ['campaigns', 'newsletter', 'landing'],
  security: ['scanner', 'audit-trail'],
  mobile: ['push', 'device-api'],
  core: ['catalog', 'search', 'inventory', 'shipping'],
  it: ['directory', 'backup'],
  [orphanTeam]: ['prototype'],
};
const titles = [
  'Engineer',
  'Senior Engineer',
  'Staff Engineer',
  'Analyst',
  'Site Reliability Engineer',
];

/** A company of fifty engineers, and some who left. */
export function staffOf(random: Random, clock: Clock): Staff {
  const org = `${random.pick(['acorn', 'birch', 'cedar', 'dune', 'ember', 'fjord'])}-${random.pick(['shop', 'works', 'pay', 'cloud'])}`;
  const domain = `${org}.example`;
  const slugs = Object.keys(teamTitles);
  const leavers = new Set(
    random.shuffled(Array.from({ length: 58 }, (_, index) => index)).slice(0, 8),
  );
  const taken = new Set<string>();
  const people = Array.from({ length: 58 }, (_, index): Person => {
    const [first, last] = freeName(random, taken);
    const login = `${first}.${last}`.toLowerCase();
    const startedAt = clock.daysAgo(random.between(400, 1100));
    const left = leavers.has(index);
    return {
      number: 1000 + index,
      login,
      name: `${first} ${last}`,
      email: `${login}@${domain}`,
      title: random.pick(titles),
      team: slugs[index % slugs.length] ?? 'core',
      startedAt,
      leftAt: left ? clock.daysAgo(random.between(20, 350)) : null,
      manager: null,
    };
  });
  shareName(people);
  const here = people.filter(({ leftAt }) => leftAt === null);
  const teams = slugs.map(
    (slug): Team => ({
      slug,
      title: teamTitles[slug as keyof typeof teamTitles],
      members: here.filter(({ team }) => team === slug).map(({ login }) => login),
    }),
  );
  return {
    org,
    domain,
    people: people.map((person) => ({ ...person, manager: managerOf(person, here) })),
    teams: [...teams, { slug: orphanTeam, title: 'Labs', members: [] }],
    applications: Object.entries(applicationsOf).flatMap(([team, names]) =>
      names.map((name) => ({ name, team })),
    ),
  };
}

/** Two people of different teams have one name; their logins differ. */
function shareName(people: Person[]): void {
  const [one, other] = people.filter(({ leftAt }) => leftAt === null).slice(-2);
  if (one === undefined || other === undefined) throw new RangeError('nobody is left');
  const login = `${one.login}2`;
  const email = other.email.replace(other.login, login);
  people[people.indexOf(other)] = { ...other, login, email, name: one.name };
}

function freeName(random: Random, taken: Set<string>): readonly [string, string] {
  for (;;) {
    const first = random.pick(firstNames);
    const last = random.pick(lastNames);
    if (taken.has(`${first} ${last}`)) continue;
    taken.add(`${first} ${last}`);
    return [first, last];
  }
}

/** The first of each team leads it; leads answer to the first of all. */
function managerOf(person: Person, here: readonly Person[]): string | null {
  const lead = here.find(({ team }) => team === person.team);
  if (lead !== undefined && lead.login !== person.login) return lead.login;
  const head = here[0];
  return head === undefined || head.login === person.login ? null : head.login;
}

/** Those who are there. */
export function activePeople({ people }: Staff): Person[] {
  return people.filter(({ leftAt }) => leftAt === null);
}

/** Those who have left. */
export function leavers({ people }: Staff): Person[] {
  return people.filter(({ leftAt }) => leftAt !== null);
}

/** People who share their name with somebody else. */
export function namesakes({ people }: Staff): Person[] {
  return people.filter(({ name }) => people.filter((other) => other.name === name).length > 1);
}

/** HR says that they left; nobody told the directory, where their account is open. */
export function forgottenLeaver(staff: Staff): Person {
  const [first] = leavers(staff);
  if (first === undefined) throw new RangeError('nobody has left');
  return first;
}

/** Whether the directory still has an account of somebody: of leavers, every other one was deleted. */
export function isInDirectory(staff: Staff, person: Person): boolean {
  return person.leftAt === null || leavers(staff).indexOf(person) % 2 === 0;
}

/** Every name under which a person may be given. */
export function namesOfPerson({ email, login, name }: Person): string[] {
  return [email, login, name];
}

/** Teams that still have somebody. */
export function livingTeams({ teams }: Staff): Team[] {
  return teams.filter(({ members }) => members.length > 0);
}
