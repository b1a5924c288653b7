import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { failing, type Intent, joined, nearly, type SubjectName } from '../truth.ts';
import { activePeople, namesOfPerson, type Staff } from './people.ts';

/** A token or key pair of a user. */
export interface SnowflakeCredential {
  readonly id: number;
  readonly kind: 'token' | 'key-pair';
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  /** The role that a token is limited to; null for all that its user has. */
  readonly role: string | null;
  readonly intent: Intent;
}

export interface SnowflakeUser {
  readonly name: string;
  readonly type: 'PERSON' | 'SERVICE' | 'LEGACY_SERVICE' | null;
  readonly email: string | null;
  readonly disabled: boolean;
  readonly createdAt: Date;
  readonly lastLoginAt: Date;
  /** When the password was set; null without one. */
  readonly passwordSetAt: Date | null;
  /** Whether a person signed in with a browser. */
  readonly browserLogin: boolean;
  /** Held to the addresses of the office. */
  readonly limitedToOffice: boolean;
  readonly roles: readonly string[];
  readonly credentials: readonly SnowflakeCredential[];
  readonly identity: Intent;
  readonly password: Intent;
}

export interface SnowflakeWorld {
  readonly account: string;
  readonly users: readonly SnowflakeUser[];
}

export function snowflakeIdentity(
  account: string,
  { name }: Pick<SnowflakeUser, 'name'>,
): SubjectName {
  return { noun: 'identity', provider: 'snowflake', name: `${account}/users/${name}` };
}

export function snowflakePassword(
  account: string,
  { name }: Pick<SnowflakeUser, 'name'>,
): SubjectName {
  return { noun: 'credential', provider: 'snowflake', name: `${account}/users/${name}/password` };
}

export function snowflakeCredential(
  account: string,
  { name }: Pick<SnowflakeUser, 'name'>,
  credential: SnowflakeCredential,
): SubjectName {
  const below =
    credential.kind === 'token'
      ? `access-tokens/${credential.name}`
      : `keys/${keyFingerprint(credential)}`;
  return { noun: 'credential', provider: 'snowflake', name: `${account}/users/${name}/${below}` };
}

/** How Snowflake shows a public key: any hash tells one from another. */
export function keyFingerprint({ id }: Pick<SnowflakeCredential, 'id'>): string {
  return `SHA256:${Buffer.alloc(32, id).toString('base64')}`;
}

interface Making {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}

type Shape = Partial<SnowflakeUser> & Pick<SnowflakeUser, 'name'>;

/** An account whose own policy lets everybody in, so that users need one of their own. */
export function snowflakeWorld(making: Making): SnowflakeWorld {
  const { random, clock, staff } = making;
  const account = `${staff.org}-prod`;
  let number = 10;
  const credential = (change: Partial<SnowflakeCredential>): SnowflakeCredential => {
    number += 1;
    const kind = change.kind ?? 'key-pair';
    return {
      id: number,
      kind,
      name: `${kind === 'token' ? 'TOKEN' : 'KEY'}_${number}`,
      createdAt: clock.daysAgo(50),
      lastUsedAt: clock.daysAgo(3),
      expiresAt: kind === 'token' ? clock.inDays(100) : null,
      role: 'LOADER',
      ...change,
      // A key pair works until it is taken away.
      intent: joined(
        kind === 'token' ? joined() : failing('credential-no-expiry'),
        change.intent ?? joined(),
      ),
    };
  };
  const token = (change: Partial<SnowflakeCredential>) => credential({ ...change, kind: 'token' });
  const users = shapes(making, { credential, token }).map((shape): SnowflakeUser => {
    const own = random.fork(shape.name);
    const person = own.pick(activePeople(staff));
    const owner: Intent = {
      fails: [],
      nearly: [],
      open: ['identity-no-owner'],
      owner: { names: namesOfPerson(person), evidence: ['contact-email'] },
    };
    return {
      type: 'SERVICE',
      email: person.email,
      disabled: false,
      createdAt: clock.daysAgo(own.between(130, 800)),
      lastLoginAt: clock.daysAgo(own.between(1, 20)),
      passwordSetAt: null,
      browserLogin: false,
      limitedToOffice: true,
      roles: ['READER'],
      credentials: [credential({})],
      password: joined(),
      ...shape,
      identity: joined(owner, shape.identity ?? joined()),
    };
  });
  return { account, users };
}

interface Makers {
  readonly credential: (change: Partial<SnowflakeCredential>) => SnowflakeCredential;
  readonly token: (change: Partial<SnowflakeCredential>) => SnowflakeCredential;
}

function shapes(making: Making, makers: Makers): Shape[] {
  return [...byType(making), ...byUse(making, makers)];
}

function byType({ clock }: Making): Shape[] {
  const byPassword: Shape = {
    name: 'LEGACY_LOADER',
    type: 'LEGACY_SERVICE',
    passwordSetAt: clock.daysAgo(30),
    credentials: [],
    identity: failing('database-service-password', 'database-untyped-login'),
  };
  return [
    {
      name: 'DBT',
      identity: nearly(
        'database-service-password',
        'database-untyped-login',
        'database-superuser',
        'database-reachable-from-anywhere',
      ),
    },
    { name: 'FIVETRAN', identity: nearly('database-untyped-login', 'database-superuser') },
    byPassword,
    {
      ...byPassword,
      name: 'LEGACY_REPORTS',
      passwordSetAt: clock.daysAgo(400),
      password: failing('credential-too-old'),
    },
    {
      ...byPassword,
      name: 'UNTYPED_SCRIPT',
      type: null,
      email: null,
      identity: { ...failing('database-service-password', 'database-untyped-login'), owner: null },
    },
    {
      ...byPassword,
      name: 'LEGACY_SHARED',
      browserLogin: true,
      identity: failing(
        'database-service-password',
        'database-untyped-login',
        'identity-interactive-use',
      ),
    },
    {
      name: 'TERRAFORM',
      roles: ['ACCOUNTADMIN'],
      identity: { fails: ['database-superuser'], nearly: ['access-admin-equivalent'] },
    },
    {
      name: 'AIRBYTE',
      limitedToOffice: false,
      identity: failing('database-reachable-from-anywhere'),
    },
  ];
}

function byUse({ clock }: Making, { credential, token }: Makers): Shape[] {
  return [
    {
      name: 'OLD_FEED',
      lastLoginAt: clock.daysAgo(125),
      identity: failing('identity-unused'),
      credentials: [credential({ createdAt: clock.daysAgo(80), lastUsedAt: null })],
    },
    {
      name: 'QUARTERLY',
      lastLoginAt: clock.daysAgo(118),
      identity: nearly('identity-unused'),
      credentials: [credential({ createdAt: clock.daysAgo(80), lastUsedAt: null })],
    },
    {
      name: 'CI_TOKENS',
      credentials: [
        token({ role: null, intent: failing('token-not-scoped') }),
        token({ intent: nearly('token-not-scoped', 'token-no-network-limit') }),
        token({ expiresAt: clock.inDays(10), intent: failing('credential-expires-soon') }),
      ],
    },
    {
      name: 'CI_ANYWHERE',
      limitedToOffice: false,
      credentials: [token({ intent: failing('token-no-network-limit') })],
      identity: failing('database-reachable-from-anywhere'),
    },
    {
      name: 'OFF_BUT_OPEN',
      disabled: true,
      credentials: [token({})],
      identity: failing('identity-disabled-with-live-credentials'),
    },
  ];
}
