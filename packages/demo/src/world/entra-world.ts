import type { Clock } from '../clock.ts';
import { hexDigits, type Random } from '../random.ts';
import { failing, type Intent, joined, nearly } from '../truth.ts';
import type { EntraApplication, EntraCredential, EntraWorld } from './entra.ts';
import {
  activePeople,
  forgottenLeaver,
  isInDirectory,
  leavers,
  namesOfPerson,
  type Staff,
} from './people.ts';
import { threefold } from './threefold.ts';

interface Making {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}

function guid(random: Random): string {
  const part = (length: number) => random.text(hexDigits, length);
  return `${part(8)}-${part(4)}-4${part(3)}-8${part(3)}-${part(12)}`;
}

interface Shape extends Partial<EntraApplication> {
  readonly name: string;
}

/** A tenant with applications of the company, of others, and agents. */
export function entraWorld(making: Making): EntraWorld {
  const { random, staff } = making;
  const ids = new Map(staff.people.map(({ login }) => [login, guid(random.fork(`user/${login}`))]));
  const shapes = threefold(random, (own) => {
    const of = { ...making, random: own };
    return [...ownApplications(of), ...foreignApplications(), ...agents(of)];
  });
  return {
    tenant: guid(random.fork('tenant')),
    applications: shapes.map((shape) =>
      applicationOf({ ...making, random: random.fork(`app/${shape.name}`) }, shape),
    ),
    userId: (login) => ids.get(login) ?? '',
  };
}

/** Nothing wrong but what the shape asks for. */
function applicationOf({ random, clock, staff }: Making, shape: Shape): EntraApplication {
  const isAgent = shape.type === 'agent';
  const owners = shape.owners ?? [random.pick(activePeople(staff)).login];
  const people = staff.people.filter(({ login }) => owners.includes(login));
  const owner: Intent = {
    fails: [],
    nearly: [],
    owner:
      people.length > 0
        ? { names: people.flatMap(namesOfPerson), evidence: ['provider-owner'] }
        : null,
  };
  return {
    type: 'application',
    applicationId: guid(random),
    principalId: guid(random),
    clientId: guid(random),
    own: true,
    enabled: true,
    publisher: null,
    publisherVerified: false,
    anyTenant: false,
    redirects: [],
    implicitFlow: false,
    passwordFlow: false,
    createdAt: clock.daysAgo(random.between(100, 900)),
    lastSignInAt: clock.daysAgo(random.between(0, 20)),
    credentials: isAgent || shape.own === false ? [] : [certificate({ random, clock })],
    permissions: [],
    scopes: [],
    ...shape,
    owners,
    intent: joined(owner, shape.intent ?? joined()),
  };
}

type Ends = { readonly random: Random; readonly clock: Clock };

function certificate({ random, clock }: Ends): EntraCredential {
  return {
    keyId: guid(random),
    kind: 'certificate',
    startsAt: clock.daysAgo(40),
    endsAt: clock.inDays(200),
    intent: nearly('credential-expires-soon'),
  };
}

function secret(
  { random, clock }: Ends,
  { age, left, intent }: { readonly age: number; readonly left: number; readonly intent?: Intent },
): EntraCredential {
  return {
    keyId: guid(random),
    kind: 'secret',
    startsAt: clock.daysAgo(age),
    endsAt: left < 0 ? clock.daysAgo(-left) : clock.inDays(left),
    intent: intent ?? joined(),
  };
}

const bySecret = 'application-shared-secret';

function ownApplications(making: Making): Shape[] {
  return [...bySecrets(making), ...bySettings(making), ...byRights(making)];
}

function bySecrets({ random, clock }: Making): Shape[] {
  const ends = (name: string) => ({ random: random.fork(name), clock });
  const one = (name: string, age: number, left: number, intent?: Intent) => [
    secret(ends(name), { age, left, ...(intent ? { intent } : {}) }),
  ];
  return [
    { name: 'billing-sync', credentials: one('a', 30, 200), intent: failing(bySecret) },
    {
      name: 'report-mailer',
      credentials: one('b', 91, 100, failing('credential-too-old')),
      intent: failing(bySecret),
    },
    {
      name: 'hr-feed',
      credentials: one('c', 20, 400, failing('credential-lifetime-too-long')),
      intent: failing(bySecret),
    },
    {
      name: 'ticket-bridge',
      credentials: one('d', 60, 14, failing('credential-expires-soon')),
      intent: failing(bySecret),
    },
    {
      name: 'moved-to-certificates',
      credentials: [
        certificate(ends('e')),
        secret(ends('f'), {
          age: 400,
          left: -30,
          intent: nearly('credential-too-old', 'credential-expired-still-active'),
        }),
      ],
      intent: nearly(bySecret),
    },
    {
      name: 'two-secrets',
      credentials: [
        secret(ends('g'), { age: 80, left: 100 }),
        secret(ends('h'), { age: 20, left: 160 }),
      ],
      intent: failing(bySecret, 'identity-two-active-keys'),
    },
    {
      name: 'switched-off',
      enabled: false,
      credentials: one('i', 50, 120),
      intent: failing('identity-disabled-with-live-credentials'),
    },
    {
      name: 'switched-off-before',
      enabled: false,
      credentials: one('j', 50, 60),
      intent: failing('identity-disabled-with-live-credentials'),
    },
    {
      name: 'switched-off-long-ago',
      enabled: false,
      credentials: one('k', 700, -100, nearly('credential-too-old')),
      intent: nearly('identity-disabled-with-live-credentials'),
    },
  ];
}

function bySettings({ staff }: Making): Shape[] {
  return [
    { name: 'partner-portal', anyTenant: true, intent: failing('application-multi-tenant') },
    { name: 'partner-signup', anyTenant: true, intent: failing('application-multi-tenant') },
    { name: 'intranet', intent: nearly('application-multi-tenant') },
    {
      name: 'old-dashboard',
      redirects: [`http://dash.${staff.domain}/cb`],
      intent: failing('application-redirects-anywhere'),
    },
    {
      name: 'any-preview',
      redirects: [`https://*.${staff.domain}/cb`],
      intent: failing('application-redirects-anywhere'),
    },
    {
      name: 'developer-tool',
      redirects: ['http://localhost:3000/cb'],
      intent: nearly('application-redirects-anywhere'),
    },
    { name: 'kiosk', passwordFlow: true, intent: failing('application-outdated-flow') },
    {
      name: 'single-page',
      implicitFlow: true,
      redirects: [`https://spa.${staff.domain}/cb`],
      intent: failing('application-outdated-flow'),
    },
    {
      name: 'web-shop',
      redirects: [`https://web.${staff.domain}/cb`],
      intent: nearly('application-outdated-flow'),
    },
  ];
}

function byRights({ random, clock, staff }: Making): Shape[] {
  return [
    {
      name: 'directory-keeper',
      permissions: ['RoleManagement.ReadWrite.Directory'],
      intent: failing(
        'application-high-privilege',
        'access-admin-equivalent',
        'application-owner-adds-credentials',
      ),
    },
    {
      name: 'group-sync',
      permissions: ['Group.ReadWrite.All'],
      intent: failing(
        'application-high-privilege',
        'access-admin-equivalent',
        'application-owner-adds-credentials',
      ),
    },
    {
      name: 'unowned-keeper',
      permissions: ['Directory.ReadWrite.All'],
      owners: [],
      intent: {
        fails: ['application-high-privilege', 'access-admin-equivalent', 'identity-no-owner'],
        nearly: ['application-owner-adds-credentials'],
      },
    },
    {
      name: 'mail-archiver',
      permissions: ['Mail.Read'],
      intent: { fails: ['access-acts-as-any-user'], nearly: ['application-high-privilege'] },
    },
    {
      name: 'people-finder',
      permissions: ['User.Read.All'],
      intent: nearly('access-acts-as-any-user', 'application-high-privilege'),
    },
    {
      name: 'unused-95', // Sign-ins are reported some days late.
      lastSignInAt: clock.daysAgo(95),
      intent: failing('identity-unused'),
    },
    { name: 'unused-90', lastSignInAt: clock.daysAgo(90), intent: nearly('identity-unused') },
    // The directory shows an open account; HR knows better.
    {
      name: 'left-behind',
      owners: [forgottenLeaver(staff).login],
      intent: failing('identity-owner-left'),
    },
    {
      name: 'left-behind-too',
      owners: [
        random.fork('leaver').pick(leavers(staff).filter((one) => isInDirectory(staff, one))).login,
      ],
      intent: failing('identity-owner-left'),
    },
  ];
}

function foreignApplications(): Shape[] {
  const verified = { own: false, publisherVerified: true };
  return [
    {
      ...verified,
      name: 'Mail Assistant',
      publisher: 'Mail Assistant Ltd',
      scopes: ['Mail.ReadWrite', 'offline_access'],
      intent: failing('application-broad-scopes'),
    },
    {
      ...verified,
      name: 'File Mover',
      publisher: 'File Mover Inc',
      scopes: ['Files.ReadWrite.All'],
      intent: failing('application-broad-scopes'),
    },
    {
      ...verified,
      name: 'Who Is Who',
      publisher: 'Who Is Who AG',
      scopes: ['User.Read'],
      intent: nearly('application-broad-scopes', 'application-unverified-publisher'),
    },
    {
      own: false,
      name: 'Quick Poll',
      publisher: 'somebody',
      scopes: ['User.Read'],
      intent: failing('application-unverified-publisher'),
    },
    {
      own: false,
      name: 'Sticky Notes Plus',
      publisher: 'another',
      scopes: ['User.Read'],
      intent: failing('application-unverified-publisher'),
    },
  ];
}

function agents({ clock }: Making): Shape[] {
  return [
    {
      type: 'agent',
      name: 'returns agent',
      intent: nearly('agent-no-owner', 'agent-inherits-admin'),
    },
    {
      type: 'agent',
      name: 'forecast agent',
      owners: [],
      createdAt: clock.daysAgo(50),
      intent: failing('agent-no-owner'),
    },
    {
      type: 'agent',
      name: 'tenant agent',
      permissions: ['RoleManagement.ReadWrite.Directory'],
      intent: failing(
        'agent-inherits-admin',
        'access-admin-equivalent',
        'application-high-privilege',
      ),
    },
  ];
}
