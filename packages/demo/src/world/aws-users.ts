import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { failing, type Intent, joined, nearly } from '../truth.ts';
import { type AwsAccessKey, type AwsAccount, type AwsUser, accessKeyId } from './aws.ts';
import {
  adminAccess,
  almostAdminAccess,
  type GivenAccess,
  narrowAccess,
  readingWildcardAccess,
  wildcardAccess,
} from './aws-policies.ts';
import { conflicts, type Owning, ownedByLeaver, ownedSomehow, unowned } from './owning.ts';
import type { Application, Staff } from './people.ts';

/** What users and roles of an account are made with. */
export interface AwsMaking {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
  readonly account: AwsAccount;
  readonly organizationId: string;
  /** How many policies the account shares, and how many of them each holds. */
  readonly policies: number;
  readonly held: number;
}

/** An access key of IAM works until it is taken away. */
const lasting = failing('credential-no-expiry');

interface KeyAges {
  readonly ageDays: number;
  /** Null: never. */
  readonly usedDays: number | null;
  readonly active?: boolean;
  readonly intent?: Intent;
}

function keyOf({ random, clock, account }: AwsMaking, ages: KeyAges): AwsAccessKey {
  const { ageDays, usedDays, active = true, intent } = ages;
  return {
    id: accessKeyId(random, account),
    active,
    createdAt: clock.daysAgo(ageDays),
    lastUsedAt: usedDays === null ? null : clock.daysAgo(usedDays),
    intent: active ? joined(lasting, ...(intent ? [intent] : [])) : (intent ?? joined()),
  };
}

/** A key that nothing is wrong with but that it does not expire. */
function goodKey(making: AwsMaking): AwsAccessKey {
  const ageDays = making.random.between(12, 85);
  return keyOf(making, { ageDays, usedDays: making.random.between(0, 9) });
}

interface Shape {
  readonly name: string;
  readonly application: Application;
  readonly owning?: Owning;
  readonly access?: GivenAccess;
  readonly keys?: readonly AwsAccessKey[];
  readonly password?: AwsUser['password'];
  readonly createdDays?: number;
  readonly path?: string;
  readonly groups?: readonly string[];
  /** Other parts of the company lean on the name. */
  readonly keepName?: boolean;
  readonly intent?: Intent;
}

function userOf(making: AwsMaking, shape: Shape): AwsUser {
  const { random, clock, staff, account, policies, held } = making;
  const { application } = shape;
  const owning =
    shape.owning ??
    ownedSomehow(random.fork('owner'), staff, {
      application,
      byName: shape.keepName !== true,
      byDescription: false,
    });
  const access =
    shape.access ??
    narrowAccess(random, { account, application: application.name, policies, held });
  const tags = { environment: account.environment, ...owning.tags };
  return {
    account,
    name: owning.named?.(shape.name) ?? shape.name,
    path: shape.path ?? '/',
    createdAt: clock.daysAgo(shape.createdDays ?? random.between(90, 1000)),
    tags,
    attached: access.attached,
    inline: access.inline,
    groups: shape.groups ?? [],
    keys: shape.keys ?? [goodKey(making)],
    password: shape.password ?? null,
    intent: joined(owning.intent, access.intent, shape.intent ?? joined()),
  };
}

/** A machine's user as it should be. */
export function goodUser(
  making: AwsMaking,
  name: string,
  { keepName = false }: { readonly keepName?: boolean } = {},
): AwsUser {
  return userOf(making, {
    name,
    keepName,
    application: making.random.pick(making.staff.applications.slice(0, -1)),
  });
}

type Plant = (making: AwsMaking, shape: Pick<Shape, 'name' | 'application'>) => AwsUser;

/** A key beyond or just within the age that is allowed. */
const agedKey =
  (ageDays: number, check: Intent): Plant =>
  (making, shape) =>
    userOf(making, {
      ...shape,
      keys: [keyOf(making, { ageDays, usedDays: making.random.between(0, 9), intent: check })],
      createdDays: ageDays + 10,
    });

/** The only key, and with it the user, lies idle. */
const idle =
  (usedDays: number, key: Intent, user: Intent): Plant =>
  (making, shape) =>
    userOf(making, {
      ...shape,
      keys: [keyOf(making, { ageDays: Math.max(usedDays, 60), usedDays, intent: key })],
      createdDays: Math.max(usedDays, 60) + 5,
      intent: user,
    });

/** Made and never used. */
const untouched =
  (ageDays: number, key: Intent, user: Intent): Plant =>
  (making, shape) =>
    userOf(making, {
      ...shape,
      keys: [keyOf(making, { ageDays, usedDays: null, intent: key })],
      createdDays: ageDays,
      intent: user,
    });

/** Two keys at once, the younger of the given age. */
const twoKeys =
  (youngerDays: number, intent: Intent): Plant =>
  (making, shape) =>
    userOf(making, {
      ...shape,
      keys: [
        keyOf(making, { ageDays: 80, usedDays: 1 }),
        keyOf(making, { ageDays: youngerDays, usedDays: 0 }),
      ],
      intent,
    });

/** Two keys, of which one is switched off: a rotation that is almost done. */
const halfRotated: Plant = (making, shape) =>
  userOf(making, {
    ...shape,
    keys: [
      keyOf(making, {
        ageDays: 400,
        usedDays: 50,
        active: false,
        intent: nearly('credential-too-old', 'credential-no-expiry'),
      }),
      keyOf(making, { ageDays: 49, usedDays: 0 }),
    ],
    intent: nearly('identity-two-active-keys'),
  });

function passwordOf({ clock }: AwsMaking, changedDays: number): NonNullable<AwsUser['password']> {
  return {
    changedAt: clock.daysAgo(changedDays),
    expiresAt: clock.inDays(90 - changedDays),
    lastUsedAt: clock.daysAgo(2),
    intent: joined(),
  };
}

const consoleAndKey: Plant = (making, shape) =>
  userOf(making, {
    ...shape,
    path: '/people/',
    password: passwordOf(making, 30),
    intent: failing('identity-console-access', 'identity-interactive-use'),
  });

const consoleOnly: Plant = (making, shape) =>
  userOf(making, {
    ...shape,
    path: '/people/',
    keys: [],
    password: passwordOf(making, 20),
    intent: nearly('identity-console-access'),
  });

const given =
  (access: (making: AwsMaking, application: string) => GivenAccess): Plant =>
  (making, shape) =>
    userOf(making, { ...shape, access: access(making, shape.application.name) });

const owned =
  (owning: (making: AwsMaking, application: Application) => Owning): Plant =>
  (making, shape) =>
    userOf(making, { ...shape, owning: owning(making, shape.application) });

/** Everything that can be wrong with a user and its keys, and what only looks so, by name. */
const plants: Readonly<Record<string, Plant>> = {
  'key-91': agedKey(91, failing('credential-too-old')),
  'key-90': agedKey(90, nearly('credential-too-old')),
  'key-700': agedKey(700, failing('credential-too-old')),
  'idle-91': idle(
    91,
    failing('credential-too-old', 'credential-unused'),
    failing('identity-unused'),
  ),
  'idle-90': idle(90, nearly('credential-too-old', 'credential-unused'), nearly('identity-unused')),
  'idle-300': idle(
    300,
    failing('credential-too-old', 'credential-unused'),
    failing('identity-unused'),
  ),
  'new-31': untouched(31, joined(), failing('identity-never-used')),
  'new-30': untouched(30, joined(), nearly('identity-never-used')),
  'new-91': untouched(
    91,
    failing('credential-too-old', 'credential-unused'),
    failing('identity-never-used'),
  ),
  'new-90': untouched(
    90,
    nearly('credential-too-old', 'credential-unused'),
    failing('identity-never-used'),
  ),
  'overlap-8': twoKeys(8, failing('identity-two-active-keys')),
  'overlap-7': twoKeys(7, nearly('identity-two-active-keys')),
  'half-rotated': halfRotated,
  'console-key': consoleAndKey,
  'console-person': consoleOnly,
  admin: given(({ random }) => adminAccess(random)),
  'almost-admin': given(({ random }) => almostAdminAccess(random)),
  wildcard: given(({ random }, application) => wildcardAccess(random, application)),
  reading: given(({ random }, application) => readingWildcardAccess(random, application)),
  'left-over': owned(({ random, staff }) => ownedByLeaver(random, staff)),
  ...Object.fromEntries(
    Object.entries(conflicts).map(([what, owning]): [string, Plant] => [
      what,
      owned(({ random, staff }, application) => owning(random, staff, application)),
    ]),
  ),
};

/** Users of an account with planted faults and near misses. */
export function plantedUsers(making: AwsMaking): AwsUser[] {
  const { random, staff } = making;
  const users = Object.entries(plants).map(([what, plant]) => {
    const application = random.pick(staff.applications.slice(0, -1));
    return plant(
      { ...making, random: random.fork(what) },
      { name: `${application.name}-${what}`, application },
    );
  });
  const nobody = ['svc-4711', 'tmp-sync'].map((name) =>
    userOf(
      { ...making, random: random.fork(name) },
      { name, application: random.pick(staff.applications), owning: unowned(random) },
    ),
  );
  return [...users, ...nobody];
}
