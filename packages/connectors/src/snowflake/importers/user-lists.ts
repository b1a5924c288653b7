import { upsert } from '@nonhuman/connector-kit';
import type { Observation, Principal } from '@nonhuman/model';
import { toRoleGrant } from '../mapping/role.ts';
import { reachableFrom } from '../mapping/sign-in.ts';
import {
  type Around,
  hasMachineCredential,
  isPerson,
  toIdentity,
  toOwnership,
  toPassword,
  toPerson,
  userKey,
  userType,
} from '../mapping/user.ts';
import { User } from '../schema.ts';
import {
  accountOf,
  list,
  networksOf,
  queryOf,
  rightsOf,
  type SnowflakeAt,
  showOf,
} from './state.ts';

function aroundOf(user: User, at: SnowflakeAt): Around & { readonly adminRoles: string[] | null } {
  const account = accountOf(at);
  const rights = rightsOf(at, account.rolesOf.get(user.name) ?? []);
  return {
    scopeKey: at.scopeKey,
    now: at.context.now,
    networks: networksOf(at),
    signIns: account.signIns.get(user.name) ?? null,
    logWasRead: account.logWasRead,
    access: rights?.access ?? null,
    isAccountAdmin: rights?.isAccountAdmin ?? null,
    adminRoles: rights?.adminRoles ?? null,
  };
}

/** The grants of roles to a user belong to the listing that told them. */
function* grantsOf(principal: Principal, name: string, at: SnowflakeAt): Generator<Observation> {
  const { rolesOf } = accountOf(at);
  const of = { scopeKey: at.scopeKey, listing: 'snowflake.user-grants' };
  for (const role of rolesOf.get(name) ?? [])
    yield upsert(of, 'grant', toRoleGrant(at.scopeKey, principal, role));
  rolesOf.delete(name);
}

function* read(user: User, at: SnowflakeAt): Generator<Observation> {
  if (user.deleted_on) return;
  const account = accountOf(at);
  const around = aroundOf(user, at);
  const key = userKey(at.scopeKey, user.name);
  const person = isPerson(user);
  if (hasMachineCredential(user) || !person)
    account.users.set(user.name, {
      isPerson: userType(user) === null || userType(user) === 'unset' ? null : person,
      status: user.disabled === true ? 'left' : user.disabled === false ? 'active' : null,
      adminRoles: around.adminRoles,
      networkRestricted: reachableFrom(around.networks, user.name)?.restricted ?? null,
    });
  if (person || (userType(user) === 'unset' && user.email))
    yield upsert(at.of, 'person', toPerson(user, around));
  const isIdentity = !person || hasMachineCredential(user);
  yield* grantsOf(
    { type: isIdentity ? 'identity' : 'person', key, name: user.name },
    user.name,
    at,
  );
  if (!isIdentity) return;
  yield upsert(at.of, 'identity', toIdentity(user, around));
  if (person) return;
  const password = toPassword(user, around);
  if (password) yield upsert(at.of, 'credential', password);
  for (const owner of toOwnership(user, around)) yield upsert(at.of, 'ownership', owner);
}

const emits = ['person', 'identity', 'credential', 'grant', 'ownership'] as const;

const users = list({
  id: 'snowflake.users',
  title: 'Users, with their type and ways to sign in',
  commands: [
    queryOf('*', 'users where deleted_on is null', 'users'),
    showOf('show users', 'users'),
  ],
  emits,
  what: 'users',
  members: [''],
  columns: ['NAME', 'LOGIN_NAME', 'HAS_RSA_PUBLIC_KEY'],
  alsoJson: true,
  item: User,
  fits: (item) => 'HAS_RSA_PUBLIC_KEY' in item || 'has_rsa_public_key' in item,
  nameOf: (user) => user.name,
  read,
});

/** Grants to users that the list of users did not show. */
export function* leftOver(at: Pick<SnowflakeAt, 'own' | 'scopeKey'>): Generator<Observation> {
  const { rolesOf } = accountOf(at);
  const of = { scopeKey: at.scopeKey, listing: 'snowflake.user-grants' };
  for (const [name, roles] of rolesOf)
    for (const role of roles) {
      const key = userKey(at.scopeKey, name);
      yield upsert(of, 'grant', toRoleGrant(at.scopeKey, { type: 'identity', key, name }, role));
    }
}

export const userLists = [users];
