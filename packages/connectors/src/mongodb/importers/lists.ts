import { type AnswerPlace, answerList, upsert } from '@nonhuman/connector-kit';
import type { AccessLevel, Observation, Principal } from '@nonhuman/model';
import {
  accessOfBuiltIn,
  accessOfRole,
  highest,
  roleKey,
  toEntitlement,
} from '../mapping/roles.ts';
import {
  factsOf,
  factsOfAtlas,
  toCredential,
  toLogin,
  toOwnership,
  type UserFacts,
  userKey,
} from '../mapping/user.ts';
import { AtlasUser, Role, User } from '../schema.ts';

/** Key of a role that people made → how far it reaches. */
export type MongoState = Map<string, AccessLevel>;
type Place = AnswerPlace<MongoState>;
type Given = { readonly role: string; readonly db: string };

const list = answerList<MongoState>();
const shell = (script: string, what: string) =>
  `mongosh "$MONGODB_URI" --quiet --eval '${script}' > "\${SERVER}__${what}.json"`;

export const roles = list({
  id: 'mongodb.roles',
  title: 'Roles that people made',
  commands: [
    shell(
      'EJSON.stringify({ roles: db.adminCommand({ listDatabases: 1, nameOnly: true }).databases.flatMap((one) => db.getSiblingDB(one.name).runCommand({ rolesInfo: 1, showPrivileges: true }).roles) })',
      'roles',
    ),
  ],
  emits: ['entitlement'],
  what: 'roles',
  members: ['roles'],
  item: Role,
  fits: (item) => 'role' in item && 'isBuiltin' in item,
  *read(role, at): Generator<Observation> {
    const access = accessOfRole(role);
    at.own.set(roleKey(at.of.scopeKey, role), access);
    yield upsert(at.of, 'entitlement', toEntitlement(at.of.scopeKey, role, access));
  },
});

export const users = list({
  id: 'mongodb.users',
  title: 'Users of every database',
  commands: [
    shell(
      'EJSON.stringify({ users: db.getSiblingDB("admin").runCommand({ usersInfo: { forAllDBs: true } }).users })',
      'users',
    ),
  ],
  emits: ['identity', 'credential', 'entitlement', 'grant', 'ownership', 'delegation'],
  what: 'users',
  members: ['users'],
  item: User,
  fits: (item) => 'user' in item && 'db' in item && 'roles' in item,
  *read(user, at): Generator<Observation> {
    const given = (user.roles ?? []).map(({ role, db }) => ({ role, db: db ?? user.db }));
    const facts = factsOf(at.of.scopeKey, user, reachOf(at, given));
    yield* userRows(at, facts, given);
  },
});

export const atlasUsers = list({
  id: 'mongodb.atlas-users',
  title: 'Database users of an Atlas project',
  commands: [
    'atlas dbusers list --projectId "$PROJECT" --output json > "${SERVER}__atlas-users.json"',
  ],
  emits: ['identity', 'credential', 'entitlement', 'grant', 'ownership', 'delegation'],
  what: 'atlas-users',
  members: ['results', ''],
  total: 'totalCount',
  item: AtlasUser,
  fits: (item) => 'username' in item && 'databaseName' in item,
  *read(user, at): Generator<Observation> {
    const given = (user.roles ?? []).map(({ roleName, databaseName }) => ({
      role: roleName,
      db: databaseName ?? user.databaseName,
    }));
    yield* userRows(at, factsOfAtlas(at.of.scopeKey, user, reachOf(at, given)), given);
  },
});

function reachOf(
  { own, of }: Place,
  given: readonly Given[],
): { readonly access: AccessLevel; readonly superuser: boolean } {
  const levels = given.map(
    (one) => accessOfBuiltIn(one.role, one.db) ?? own.get(roleKey(of.scopeKey, one)) ?? 'unknown',
  );
  const superuser = given.some(({ role }) => /^(?:root|__system|atlasAdmin)$/.test(role));
  return { access: highest(levels), superuser };
}

function* userRows(at: Place, facts: UserFacts, given: readonly Given[]): Generator<Observation> {
  const { scopeKey } = at.of;
  yield upsert(at.of, 'identity', toLogin(facts));
  const credential = toCredential(facts);
  if (credential) yield upsert(at.of, 'credential', credential);
  for (const row of toOwnership(facts)) yield upsert(at.of, 'ownership', row);
  const key = userKey(scopeKey, facts.db, facts.name);
  const principal: Principal = { type: 'identity', key, name: facts.name };
  for (const role of given) {
    const builtIn = accessOfBuiltIn(role.role, role.db);
    if (builtIn) yield upsert(at.of, 'entitlement', toEntitlement(scopeKey, role, builtIn));
    const entitlementKey = roleKey(scopeKey, role);
    yield upsert(at.of, 'grant', {
      key: `${key} has ${entitlementKey}`.slice(0, 1024),
      provider: 'mongodb',
      principal,
      entitlementKey,
      on: /AnyDatabase$|^root$|^cluster|^atlasAdmin$/.test(role.role) ? '*' : role.db,
      via: null,
      conditional: false,
    });
  }
  if (facts.proof !== 'aws-role') return;
  yield upsert(at.of, 'delegation', {
    key: `${facts.name} federated-login ${key}`.slice(0, 1024),
    provider: 'mongodb',
    kind: 'federated-login',
    from: { type: 'external', key: facts.name, name: facts.name },
    to: { type: 'identity', key },
    conditional: false,
  });
}
