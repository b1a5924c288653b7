import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { password } from '../secrets/tokens.ts';
import { clean, failing, type Intent, joined, nearly, type SubjectName } from '../truth.ts';
import { toldBy } from './owning.ts';
import { activePeople, namesOfPerson, type Person, type Staff } from './people.ts';
import { type CopyEnd, threefold } from './threefold.ts';

/** Bits of `userAccountControl` (MS-ADTS 2.2.16). */
const control = {
  disabled: 0x2,
  passwordNotRequired: 0x20,
  normal: 0x200,
  workstation: 0x1000,
  server: 0x2000,
  neverExpires: 0x10000,
  trustedForDelegation: 0x80000,
  preauthenticationNotRequired: 0x400000,
  trustedToAuthenticate: 0x1000000,
} as const;

/** An account of a domain: of a program, a machine, or managed by the directory. */
export interface DirectoryAccount {
  readonly name: string;
  readonly type: 'user' | 'computer' | 'gmsa' | 'dmsa';
  readonly rid: number;
  readonly control: number;
  readonly passwordSetAt: Date;
  readonly lastLogonAt: Date;
  readonly serviceNames: readonly string[];
  /** `msDS-SupportedEncryptionTypes`; null when it is not set. */
  readonly encryption: number | null;
  readonly delegatesTo: readonly string[];
  /** Names of accounts that may act for others towards it. */
  readonly actedForBy: readonly string[];
  /** Of a dMSA: names of accounts that may write which account it takes over. */
  readonly writers: readonly string[];
  readonly description: string | null;
  readonly manager: Person | null;
  readonly identity: Intent;
  readonly password: Intent;
  /** What is meant by the secret in the description. */
  readonly exposure: Intent | null;
}

/** A template of certificates, and who may enrol. */
export interface DirectoryTemplate {
  readonly name: string;
  readonly anySubject: boolean;
  readonly enrollers: 'everyone' | 'administrators';
}

export interface DirectoryAuthority {
  readonly name: string;
  readonly templates: readonly string[];
  readonly intent: Intent;
}

export interface DirectoryWorld {
  readonly domain: string;
  readonly sid: string;
  readonly people: readonly Person[];
  readonly accounts: readonly DirectoryAccount[];
  readonly templates: readonly DirectoryTemplate[];
  readonly authorities: readonly DirectoryAuthority[];
}

function sidOf(
  { sid }: Pick<DirectoryWorld, 'sid'>,
  { rid }: Pick<DirectoryAccount, 'rid'>,
): string {
  return `${sid}-${rid}`;
}

export function directoryIdentity(world: DirectoryWorld, account: DirectoryAccount): SubjectName {
  return { noun: 'identity', provider: 'active-directory', name: sidOf(world, account) };
}

export function directoryPassword(world: DirectoryWorld, account: DirectoryAccount): SubjectName {
  return {
    noun: 'credential',
    provider: 'active-directory',
    name: `${sidOf(world, account)}/password`,
  };
}

/** The name of an entry. */
export function distinguishedName(
  world: Pick<DirectoryWorld, 'domain'>,
  { name }: { readonly name: string },
): string {
  return `CN=${name},OU=Service Accounts,${world.domain
    .split('.')
    .map((part) => `DC=${part}`)
    .join(',')}`;
}

/** The name of the secret in a description. */
export function directoryExposure(world: DirectoryWorld, account: DirectoryAccount): SubjectName {
  const name = `${distinguishedName(world, account)}#description`;
  return { noun: 'exposure', provider: 'active-directory', name };
}

/** The name of a certificate authority. */
export function directoryAuthority(
  { domain }: DirectoryWorld,
  { name }: DirectoryAuthority,
): SubjectName {
  return { noun: 'identity', provider: 'active-directory', name: `${domain}/authorities/${name}` };
}

type Shape = Partial<DirectoryAccount> & Pick<DirectoryAccount, 'name'>;
const rc4 = 4;
const aes = 24;

const authorities: readonly DirectoryAuthority[] = [
  {
    name: 'corp-ca',
    templates: ['WebUser', 'Machine'],
    intent: { ...failing('directory-template-any-subject', 'identity-no-owner'), owner: null },
  },
  ...['corp-ca-2', 'corp-ca-3'].map(
    (name): DirectoryAuthority => ({
      name,
      templates: ['WebUser'],
      intent: {
        ...failing('directory-template-any-subject', 'identity-no-owner'),
        owner: null,
      },
    }),
  ),
  ...['corp-ca-4', 'corp-ca-5'].map(
    (name): DirectoryAuthority => ({
      name,
      templates: ['Machine', 'Special'],
      intent: {
        fails: ['identity-no-owner'],
        nearly: ['directory-template-any-subject'],
        owner: null,
      },
    }),
  ),
];

/** A domain with accounts of services. */
export function directoryWorld({
  random,
  clock,
  staff,
}: {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}): DirectoryWorld {
  const people = activePeople(staff);
  const part = () => random.between(100_000_000, 999_999_999);
  const sid = `S-1-5-21-${part()}-${part()}-${part()}`;
  const made = threefold(random, (own, end) => shapes({ random: own, clock, staff, end }));
  const accounts = made.map((shape, index): DirectoryAccount => {
    // One in four is told by the description alone, where that is not about something else.
    const person = random.pick(people);
    const isDescribed = index % 4 === 3 && shape.manager === undefined && !shape.description;
    const manager = shape.manager === undefined && !isDescribed ? person : (shape.manager ?? null);
    const owner: Intent = {
      fails: [],
      nearly: [],
      owner: manager ? { names: namesOfPerson(manager), evidence: ['managed-by'] } : null,
      ...(isDescribed ? toldBy('description', namesOfPerson(person), { weak: true }) : {}),
    };
    const type = shape.type ?? 'user';
    return {
      type,
      rid: 1100 + index,
      control: type === 'user' ? control.normal : control.workstation,
      passwordSetAt: clock.daysAgo(type === 'user' ? 60 : 10),
      lastLogonAt: clock.daysAgo(5),
      serviceNames: [],
      encryption: aes,
      delegatesTo: [],
      actedForBy: [],
      writers: [],
      description: isDescribed ? `Contact: ${person.email}` : null,
      exposure: null,
      password: clean,
      ...shape,
      manager,
      identity: joined(owner, shape.identity ?? clean),
    };
  });
  return {
    domain: `corp.${staff.domain}`,
    sid,
    people,
    accounts,
    templates: [
      { name: 'WebUser', anySubject: true, enrollers: 'everyone' },
      { name: 'Machine', anySubject: false, enrollers: 'everyone' },
      { name: 'Special', anySubject: true, enrollers: 'administrators' },
    ],
    authorities,
  };
}

function shapes({
  random,
  clock,
  staff: { domain },
  end,
}: {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
  readonly end: CopyEnd;
}): Shape[] {
  const spn = (name: string) => [`HTTP/${name}${end}.${domain}`];
  return [...byPassword(clock, spn), ...byDelegation(domain), ...byRest(random, clock, spn)];
}

const old = 'credential-too-old';
type ServiceNames = (name: string) => readonly string[];

function byPassword(clock: Clock, spn: ServiceNames): Shape[] {
  return [
    {
      name: 'svc-clean',
      serviceNames: spn('clean'),
      identity: nearly('directory-kerberoastable', 'directory-service-password-old'),
    },
    {
      name: 'svc-sql',
      serviceNames: spn('sql'),
      encryption: rc4,
      identity: failing('directory-kerberoastable'),
    },
    {
      name: 'svc-web',
      serviceNames: spn('web'),
      encryption: null,
      identity: failing('directory-kerberoastable'),
    },
    { name: 'svc-nospn', encryption: rc4, identity: nearly('directory-kerberoastable') },
    {
      name: 'svc-366',
      serviceNames: spn('old'),
      passwordSetAt: clock.daysAgo(366),
      password: failing(old),
      identity: failing('directory-service-password-old'),
    },
    {
      name: 'svc-365',
      serviceNames: spn('almost'),
      passwordSetAt: clock.daysAgo(365),
      password: failing(old),
      identity: nearly('directory-service-password-old'),
    },
    {
      name: 'svc-forever',
      control: control.normal | control.neverExpires,
      password: failing('credential-no-expiry'),
    },
    {
      name: 'svc-roast',
      control: control.normal | control.preauthenticationNotRequired,
      identity: failing('directory-as-rep-roastable'),
    },
    {
      name: 'svc-blank',
      control: control.normal | control.passwordNotRequired,
      identity: failing('directory-password-not-required'),
    },
  ];
}

function byDelegation(domain: string): Shape[] {
  return [
    {
      name: 'svc-print',
      control: control.normal | control.trustedForDelegation,
      identity: failing('directory-unconstrained-delegation'),
    },
    {
      name: 'DC1$',
      type: 'computer',
      control: control.server | control.trustedForDelegation,
      identity: { ...nearly('directory-unconstrained-delegation'), open: ['identity-no-owner'] },
    },
    {
      name: 'svc-portal',
      control: control.normal | control.trustedToAuthenticate,
      delegatesTo: [`cifs/files.${domain}`],
      identity: failing('directory-protocol-transition'),
    },
    {
      name: 'svc-kerberos-only',
      delegatesTo: [`cifs/files.${domain}`],
      identity: nearly('directory-protocol-transition'),
    },
    {
      name: 'FILES$',
      type: 'computer',
      actedForBy: ['svc-clean'],
      identity: failing('directory-resource-delegation'),
    },
  ];
}

function byRest(random: Random, clock: Clock, spn: ServiceNames): Shape[] {
  return [
    {
      name: 'svc-note',
      description: `Backup. Password: ${password(random)}`,
      identity: failing('identity-password-in-description'),
      exposure: failing('exposure-at-provider'),
    },
    {
      name: 'svc-plain',
      description: 'Backup of the file server',
      identity: nearly('identity-password-in-description'),
    },
    {
      name: 'gmsa-web$',
      type: 'gmsa',
      serviceNames: spn('gmsa'),
      identity: nearly('directory-kerberoastable', 'directory-service-password-old'),
      password: nearly('credential-no-expiry'),
    },
    {
      name: 'dmsa-new$',
      type: 'dmsa',
      writers: ['svc-clean'],
      identity: failing('directory-successor-takes-over'),
    },
    { name: 'dmsa-kept$', type: 'dmsa', identity: nearly('directory-successor-takes-over') },
    { name: 'svc-idle', lastLogonAt: clock.daysAgo(120), identity: failing('identity-unused') },
    // The directory tells sign-ins up to fourteen days late.
    { name: 'svc-quiet', lastLogonAt: clock.daysAgo(100), identity: nearly('identity-unused') },
    { name: 'svc-nobody', manager: null, identity: failing('identity-no-owner') },
    {
      name: 'svc-off',
      control: control.normal | control.disabled,
      passwordSetAt: clock.daysAgo(800),
      password: nearly(old),
    },
  ];
}
