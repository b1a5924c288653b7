import { type AnswerPlace, answerList, isBroken } from '@nonhuman/connector-kit';
import type { AccessLevel } from '@nonhuman/model';
import type { CredentialUser } from '../mapping/credential.ts';
import {
  accessOfRole,
  administrative,
  higher,
  isTold,
  type RoleGraph,
  reach,
  startRoleGraph,
} from '../mapping/role.ts';
import { type Networks, type SignIns, startNetworks } from '../mapping/sign-in.ts';

/** What the files of one account tell that others of it need. */
export interface Account {
  readonly graph: RoleGraph;
  /** User → the roles granted to it; users are read later and take theirs out. */
  readonly rolesOf: Map<string, string[]>;
  grantsWereRead: boolean;
  readonly networks: Networks;
  readonly signIns: Map<string, SignIns>;
  logWasRead: boolean;
  /** Users that may have credentials beside a password. */
  readonly users: Map<string, CredentialUser>;
  readonly described: Map<string, Described>;
}

/** The rows of a `DESCRIBE`, which tell one thing together. */
export interface Described {
  readonly at: SnowflakeAt;
  readonly what: 'user' | 'integration';
  readonly name: string;
  readonly properties: Map<string, string>;
}

export interface SnowflakeOwn {
  readonly accounts: Map<string, Account>;
}

export type SnowflakeAt = AnswerPlace<SnowflakeOwn>;

export const list = answerList<SnowflakeOwn>();

/** What is known of the account that the item is of. */
export function accountOf({ own, scopeKey }: Pick<SnowflakeAt, 'own' | 'scopeKey'>): Account {
  const known = own.accounts.get(scopeKey);
  if (known) return known;
  const account: Account = {
    graph: startRoleGraph(),
    rolesOf: new Map(),
    grantsWereRead: false,
    networks: startNetworks(),
    signIns: new Map(),
    logWasRead: false,
    users: new Map(),
    described: new Map(),
  };
  own.accounts.set(scopeKey, account);
  return account;
}

/** Whether a list of the account was refused or cut off. */
function isCut({ context, scopeKey }: SnowflakeAt, listings: readonly string[]): boolean {
  return listings.some((listing) => isBroken(context.state.ledger, scopeKey, listing));
}

/** From where the account may be reached, as far as it was told to its end. */
export function networksOf(at: SnowflakeAt): Networks {
  const { networks } = accountOf(at);
  const isTold =
    networks.isTold && !isCut(at, ['snowflake.network-policies', 'snowflake.policy-references']);
  return { ...networks, isTold };
}

/** What the roles of a user add up to; null when the grants were not read to their end. */
export function rightsOf(
  at: SnowflakeAt,
  roles: readonly string[],
): {
  readonly access: AccessLevel;
  readonly isAccountAdmin: boolean | null;
  readonly adminRoles: string[];
} | null {
  const { graph, grantsWereRead } = accountOf(at);
  if (!grantsWereRead || isCut(at, ['snowflake.user-grants', 'snowflake.role-grants'])) return null;
  const reached = reach(graph, roles);
  return {
    access: roles.reduce<AccessLevel>(
      (all, role) => higher(all, accessOfRole(graph, role)),
      'none',
    ),
    isAccountAdmin: reached.has('ACCOUNTADMIN') || (isTold(graph) ? false : null),
    adminRoles: administrative(reached),
  };
}

/** What nothing is known of. */
const nobody: CredentialUser = {
  isPerson: null,
  status: null,
  adminRoles: null,
  networkRestricted: null,
};

/** What the credentials of a user need to know of it. */
export function credentialUser(at: SnowflakeAt, name: string): CredentialUser {
  return accountOf(at).users.get(name) ?? nobody;
}

/** A query of the account's usage views, as JSON into `<account>__<what>.json`. */
export function queryOf(columns: string, rest: string, what: string): string {
  return `snow sql --format json -q "select ${columns} from snowflake.account_usage.${rest}" > "\${ACCOUNT}__${what}.json"`;
}

/** A command of the account, as JSON into `<account>__<what>.json`. */
export function showOf(command: string, what: string): string {
  return `snow sql --format json -q "${command}" > "\${ACCOUNT}__${what}.json"`;
}
