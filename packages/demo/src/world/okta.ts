import type { Clock } from '../clock.ts';
import { base62, type Random } from '../random.ts';
import { failing, type Intent, joined, nearly, type SubjectName } from '../truth.ts';
import { describing, personFor, toldBy } from './owning.ts';
import { activePeople, leavers, namesOfPerson, type Person, type Staff } from './people.ts';

/** A client of OpenID Connect. */
export interface OktaApp {
  readonly id: string;
  readonly label: string;
  readonly type: 'service' | 'web';
  /** How it proves itself. */
  readonly proof: 'private_key_jwt' | 'client_secret_basic';
  readonly grantTypes: readonly string[];
  readonly redirects: readonly string[];
  /** Administrative roles that it holds, and scopes that it was given. */
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly note: string;
  readonly createdAt: Date;
  /** When its secret or key was made. */
  readonly credentialId: string;
  readonly credentialAt: Date;
  readonly intent: Intent;
  readonly credential: Intent;
}

/** A token of a person for Okta's interfaces. */
export interface OktaToken {
  readonly id: string;
  readonly maker: Person;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly anywhere: boolean;
  /** Administrative roles of the maker. */
  readonly roles: readonly string[];
  readonly intent: Intent;
  readonly holder: Intent;
}

export interface OktaHook {
  readonly id: string;
  readonly uri: string;
  readonly signed: boolean;
  readonly active: boolean;
  readonly maker: Person;
  readonly intent: Intent;
}

export interface OktaWorld {
  readonly domain: string;
  readonly apps: readonly OktaApp[];
  readonly tokens: readonly OktaToken[];
  readonly hooks: readonly OktaHook[];
}

/** The id of a person's account. */
export const oktaUserId = ({ number }: Pick<Person, 'number'>): string =>
  `00u${String(number).padStart(17, '0')}`;

const identity = (name: string): SubjectName => ({ noun: 'identity', provider: 'okta', name });

export const oktaApp = ({ id }: OktaApp): SubjectName => identity(`apps/${id}`);
export const oktaHook = ({ id }: OktaHook): SubjectName => identity(`event-hooks/${id}`);
export const oktaHolder = ({ maker }: OktaToken): SubjectName =>
  identity(`users/${oktaUserId(maker)}`);

export function oktaCredential({ id, credentialId, proof }: OktaApp): SubjectName {
  const list = proof === 'private_key_jwt' ? 'keys' : 'secrets';
  return { noun: 'credential', provider: 'okta', name: `apps/${id}/${list}/${credentialId}` };
}

export function oktaToken({ id }: OktaToken): SubjectName {
  return { noun: 'credential', provider: 'okta', name: `api-tokens/${id}` };
}

interface Making {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}

/** An organization of Okta: clients, tokens of people, hooks. */
export function oktaWorld(making: Making): OktaWorld {
  const { staff } = making;
  return {
    domain: `${staff.org}.okta.com`,
    apps: apps(making),
    tokens: tokens(making),
    hooks: hooks(making),
  };
}

const unasked: Intent = { fails: [], nearly: [], open: ['identity-no-owner'] };

function appShapes({ clock, staff }: Making): (Partial<OktaApp> & Pick<OktaApp, 'label'>)[] {
  const web = { type: 'web', proof: 'client_secret_basic' } as const;
  const bySecret = 'application-shared-secret';
  const admin = 'access-admin-equivalent';
  const reads = 'access-reads-secrets';
  const redirects = 'application-redirects-anywhere';
  const flow = 'application-outdated-flow';
  return [
    { label: 'payroll-sync', intent: nearly(bySecret, admin, flow) },
    { label: 'badge-printer', intent: nearly(bySecret, redirects) },
    {
      ...web,
      label: 'intranet',
      redirects: [`http://intranet.${staff.domain}/callback`],
      intent: failing(bySecret, redirects),
    },
    {
      ...web,
      label: 'wallboard',
      redirects: [`https://*.${staff.domain}/callback`],
      intent: failing(bySecret, redirects),
    },
    {
      ...web,
      label: 'canteen',
      redirects: ['http://localhost:8080/callback'],
      intent: { fails: [bySecret], nearly: [redirects] },
    },
    {
      ...web,
      label: 'kiosk',
      grantTypes: ['password'],
      intent: failing(bySecret, flow),
    },
    {
      ...web,
      label: 'old-portal',
      grantTypes: ['authorization_code', 'implicit'],
      credentialAt: clock.daysAgo(91),
      credential: failing('credential-too-old'),
      intent: failing(bySecret, flow),
    },
    { label: 'tenant-keeper', roles: ['SUPER_ADMIN'], intent: failing(admin) },
    { label: 'app-keeper', roles: ['APP_ADMIN'], intent: failing(admin) },
    { label: 'desk-helper', roles: ['HELP_DESK_ADMIN'], intent: nearly(admin, reads) },
    { label: 'auditor', roles: ['READ_ONLY_ADMIN'], intent: { fails: [reads], nearly: [admin] } },
    {
      label: 'group-mover',
      scopes: ['okta.groups.manage'],
      // Without an administrative role beside it, the scope alone opens nothing.
      intent: { ...nearly(admin), open: ['application-high-privilege'] },
    },
    {
      label: 'user-lister',
      scopes: ['okta.users.read'],
      intent: nearly('application-high-privilege'),
    },
  ];
}

function apps({ random, clock, staff }: Making): OktaApp[] {
  return appShapes({ random, clock, staff }).map((shape, index): OktaApp => {
    const own = random.fork(shape.label);
    const team = own.pick(staff.teams.filter(({ members }) => members.length > 0)).slug;
    const person = personFor(own, staff, { name: '', team });
    const byName = index % 2 === 0;
    const owner = byName
      ? toldBy('naming', [team], { weak: true })
      : toldBy('note', namesOfPerson(person), { weak: true });
    return {
      id: `0oa${own.text(base62, 17)}`,
      type: 'service',
      proof: 'private_key_jwt',
      grantTypes: shape.type === 'web' ? ['authorization_code'] : ['client_credentials'],
      redirects: shape.type === 'web' ? [`https://${shape.label}.${staff.domain}/callback`] : [],
      roles: [],
      scopes: [],
      createdAt: clock.daysAgo(own.between(100, 900)),
      credentialId: own.text(base62, 20),
      credentialAt: clock.daysAgo(own.between(10, 80)),
      ...shape,
      label: byName ? `${team}-${shape.label}` : shape.label,
      note: byName ? '' : describing(own, staff, person),
      intent: joined(owner, shape.intent ?? joined()),
      credential: joined(failing('credential-no-expiry'), shape.credential ?? joined()),
    };
  });
}

function tokens({ random, clock, staff }: Making): OktaToken[] {
  const here = random.fork('makers').shuffled(activePeople(staff));
  const gone = leavers(staff).slice(-2);
  const network = 'token-no-network-limit';
  const ofAdmin = 'token-of-administrator';
  const left = 'credential-person-left';
  const shapes: readonly Partial<OktaToken>[] = [
    { intent: nearly(network, left) },
    { intent: nearly(network, left) },
    { anywhere: true, intent: failing(network) },
    { anywhere: true, intent: failing(network) },
    { roles: ['SUPER_ADMIN'], intent: failing(ofAdmin, 'credential-administers') },
    { roles: ['ORG_ADMIN'], intent: failing(ofAdmin, 'credential-administers') },
    {
      roles: ['HELP_DESK_ADMIN'],
      intent: { fails: [ofAdmin], nearly: ['credential-administers'] },
    },
    ...gone.map((maker): Partial<OktaToken> => ({ maker, intent: failing(left) })),
  ];
  return shapes.map((shape, index): OktaToken => {
    const maker = shape.maker ?? here[index];
    if (maker === undefined) throw new RangeError('nobody is left');
    const shut: Intent = failing('identity-disabled-with-live-credentials');
    const holder: Intent = {
      ...unasked,
      owner: { names: namesOfPerson(maker), evidence: ['holder'] },
    };
    return {
      id: `00T${random.fork(`token/${index}`).text(base62, 17)}`,
      maker,
      createdAt: clock.daysAgo(60),
      // Thirty days after its last use.
      expiresAt: clock.inDays(28),
      anywhere: false,
      roles: [],
      ...shape,
      // Okta has replaced them by service applications; none of them can be limited to scopes.
      intent: joined(failing('credential-legacy', 'token-not-scoped'), shape.intent ?? joined()),
      holder: maker.leftAt === null ? holder : joined(shut, unasked),
    };
  });
}

function hooks({ random, staff }: Making): OktaHook[] {
  const check = 'trust-webhook-unsigned';
  const shapes: readonly Partial<OktaHook>[] = [
    { signed: false, intent: failing(check) },
    { uri: `http://hooks.${staff.domain}/okta`, intent: failing(check) },
    { signed: false, active: false, intent: nearly(check) },
    { intent: nearly(check) },
  ];
  return shapes.map((shape, index): OktaHook => {
    const maker = random.pick(activePeople(staff));
    const owner = toldBy('creator', namesOfPerson(maker), { weak: true });
    return {
      id: `who${index + 1}`,
      uri: `https://hooks.${staff.domain}/okta/${index}`,
      signed: true,
      active: true,
      ...shape,
      maker,
      intent: joined(owner, shape.intent ?? joined()),
    };
  });
}
