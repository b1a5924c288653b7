import type { Clock } from '../clock.ts';
import { lowerAndDigits, type Random } from '../random.ts';
import { failing, joined } from '../truth.ts';
import { type AwsAccount, type AwsRole, type AwsUser, type AwsWorld, accountId } from './aws.ts';
import { sharedPolicy } from './aws-policies.ts';
import { plantedRoles, roleOf } from './aws-roles.ts';
import { type AwsMaking, goodUser, plantedUsers } from './aws-users.ts';
import type { Staff } from './people.ts';

/** How many ordinary users and roles there are over all accounts, and how many policies each role holds. */
export interface AwsSize {
  readonly users: number;
  readonly roles: number;
  readonly policies: number;
  readonly held: number;
}

const github = 'token.actions.githubusercontent.com';

const accounts: readonly Pick<AwsAccount, 'name' | 'environment' | 'flaw'>[] = [
  { name: 'production', environment: 'production', flaw: 'none' },
  { name: 'staging', environment: 'staging', flaw: 'utf-16-report' },
  { name: 'development', environment: 'development', flaw: 'pages-out-of-order' },
  { name: 'sandbox', environment: 'sandbox', flaw: 'no-report' },
  { name: 'acquired', environment: 'development', flaw: 'cut-short' },
];

interface Making {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
  readonly size: AwsSize;
  /** Issuers that the account of production accepts tokens of, beside GitHub. */
  readonly issuers: readonly string[];
  /** Roles and users of production that other parts of the company lean on: service accounts, workflows, files. */
  readonly others: (making: AwsMaking) => { users: readonly AwsUser[]; roles: readonly AwsRole[] };
}

/** A world, and what parts of it that lean on production are made with. */
export interface AwsAndMaking {
  readonly world: AwsWorld;
  readonly production: AwsMaking;
}

/** An organization of five accounts. Faults are planted in the three whose exports are whole. */
export function awsWorld({ random, clock, staff, size, issuers, others }: Making): AwsAndMaking {
  const made = accounts.map((account, index): AwsAccount => {
    const own = random.fork(`account/${account.name}`);
    const hasKey = index < 3;
    return {
      ...account,
      id: accountId(own),
      root: {
        createdAt: clock.daysAgo(1090),
        lastUsedAt: clock.daysAgo(own.between(5, 60)),
        keyMadeAt: hasKey ? clock.daysAgo(own.between(200, 900)) : null,
        keyUsedAt: hasKey ? clock.daysAgo(own.between(1, 40)) : null,
        // Nothing can be tagged to it; whether it counts as administrator is said by the name of root alone.
        // Of an export that was cut short, nobody can tell that no tag names an owner.
        intent: {
          fails: account.flaw === 'cut-short' ? [] : ['identity-no-owner'],
          nearly: [],
          open: ['access-admin-equivalent'],
          owner: null,
        },
        keyIntent: hasKey
          ? failing('credential-root-key', 'credential-too-old', 'credential-no-expiry')
          : joined(),
      },
      issuers: {
        [github]: account.name === 'development' ? [] : ['sts.amazonaws.com'],
        ...(index === 0
          ? Object.fromEntries(issuers.map((issuer) => [issuer, ['sts.amazonaws.com']]))
          : {}),
      },
    };
  });
  const organizationId = `o-${random.fork('organization').text(lowerAndDigits, 10)}`;
  const making = (account: AwsAccount): AwsMaking => ({
    random: random.fork(account.id),
    clock,
    staff,
    account,
    organizationId,
    policies: size.policies,
    held: size.held,
  });
  const isWhole = ({ flaw }: AwsAccount) => flaw !== 'no-report' && flaw !== 'cut-short';
  const share = (count: number, account: AwsAccount) =>
    Math.floor(count / made.length) + (made.indexOf(account) < count % made.length ? 1 : 0);
  const [first] = made;
  if (first === undefined) throw new RangeError('there is no account');
  const none = { users: [], roles: [] };
  const othersOf = (of: AwsMaking) => (of.account === first ? others(of) : none);
  const world: AwsWorld = {
    organizationId,
    accounts: made,
    *users(account) {
      const of = making(account);
      if (isWhole(account)) yield* plantedUsers(of);
      yield* othersOf(of).users;
      for (let index = 0; index < share(size.users, account); index += 1)
        yield goodUser({ ...of, random: of.random.fork(`user/${index}`) }, `machine-${index}`);
    },
    *roles(account) {
      const of = making(account);
      if (isWhole(account)) yield* plantedRoles(of);
      yield* othersOf(of).roles;
      for (let index = 0; index < share(size.roles, account); index += 1)
        yield goodRole({ ...of, random: of.random.fork(`role/${index}`) }, index);
    },
    *policies(account) {
      for (let index = 0; index < size.policies; index += 1)
        yield sharedPolicy(making(account).random, index);
    },
  };
  return { world, production: making(first) };
}

function goodRole(making: AwsMaking, index: number): AwsRole {
  const application = making.random.pick(making.staff.applications.slice(0, -1));
  return roleOf(making, { name: `${application.name}-task-${index}`, application });
}
