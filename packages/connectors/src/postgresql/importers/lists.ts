import { answerList, upsert } from '@nonhuman/connector-kit';
import type { Grant, Observation, Principal } from '@nonhuman/model';
import { reachabilityOf } from '../mapping/client-rules.ts';
import { asPrivilege, toEntitlement as toBundle, toGrant } from '../mapping/privileges.ts';
import { roleKey, toEntitlement, toLogin, toPassword } from '../mapping/role.ts';
import {
  ClientRule,
  Database,
  DefaultPrivilege,
  Membership,
  PasswordKind,
  Privilege,
  Role,
  Session,
} from '../schema.ts';
import {
  accessOf,
  addTo,
  type PostgresPlace,
  type PostgresState,
  rolesOf,
  serverAt,
  wasRead,
} from './state.ts';
import * as statements from './statements.ts';

const list = answerList<PostgresState>();
const sql = (what: string, statement: string) =>
  `psql --csv -X -c "${statement}" > "\${SERVER}__${what}.csv"`;
const perDatabase = (what: string, statement: string) =>
  `for DB in $(psql -X -At -c "select datname from pg_database where datallowconn and not datistemplate"); do psql --csv -X -d "$DB" -c "${statement}" > "\${SERVER}__\${DB}__${what}.csv"; done`;

export const databases = list({
  id: 'postgresql.databases',
  title: 'Databases',
  commands: [
    sql(
      'databases',
      'select datname, pg_get_userbyid(datdba) as owner from pg_database where datallowconn and not datistemplate order by 1',
    ),
  ],
  emits: ['resource'],
  what: 'databases',
  members: [''],
  columns: ['datname', 'owner'],
  item: Database,
  fits: () => false,
  nameOf: ({ datname }) => datname,
  *read({ datname, owner }, at): Generator<Observation> {
    yield upsert(at.of, 'resource', {
      key: `${at.of.scopeKey}/databases/${datname}`,
      provider: 'postgresql',
      nativeType: 'postgresql-database',
      name: datname,
      attributes: { owner },
    });
  },
});

export const passwords = list({
  id: 'postgresql.passwords',
  title: 'How passwords are stored (a superuser only is told)',
  commands: [sql('passwords', statements.passwords)],
  emits: ['credential'],
  what: 'passwords',
  members: [''],
  columns: ['rolname', 'password_kind'],
  item: PasswordKind,
  fits: () => false,
  read({ rolname, password_kind }, at) {
    serverAt(at).passwords.set(rolname, password_kind);
    return [];
  },
});

export const rules = list({
  id: 'postgresql.client-rules',
  title: 'Who may come from where (pg_hba.conf)',
  commands: [sql('client-rules', statements.clientRules)],
  emits: ['resource'],
  what: 'client-rules',
  members: [''],
  columns: ['line_number', 'users', 'auth_method'],
  item: ClientRule,
  fits: () => false,
  *read(rule, at): Generator<Observation> {
    serverAt(at).rules.push(rule);
    yield upsert(at.of, 'resource', {
      key: `${at.of.scopeKey}/client-rules/${rule.line_number}`,
      provider: 'postgresql',
      nativeType: 'postgresql-client-rule',
      name: `${rule.type} ${rule.users.join(' ')} ${rule.address || 'socket'} ${rule.auth_method}`,
      attributes: {
        databases: rule.databases,
        users: rule.users,
        method: rule.auth_method,
        ...(rule.error === '' ? {} : { broken: true }),
      },
    });
  },
});

export const sessions = list({
  id: 'postgresql.sessions',
  title: 'Sessions of this moment',
  commands: [sql('sessions', statements.sessions)],
  emits: ['identity'],
  what: 'sessions',
  members: [''],
  columns: ['usename', 'application_name', 'last_active'],
  item: Session,
  fits: () => false,
  read(session, at) {
    addTo(serverAt(at).sessions, session.usename, session);
    return [];
  },
});

export const memberships = list({
  id: 'postgresql.memberships',
  title: 'Which role has which other role',
  commands: [sql('memberships', statements.memberships)],
  emits: ['grant', 'delegation'],
  what: 'memberships',
  members: [''],
  columns: ['role', 'member', 'admin_option'],
  item: Membership,
  fits: () => false,
  read(membership, at) {
    const server = serverAt(at);
    addTo(server.memberships, membership.member, membership);
    addTo(server.members, membership.role, membership);
    return [];
  },
});

export const privileges = list({
  id: 'postgresql.privileges',
  title: 'Privileges in each database, summed up by schema',
  commands: [perDatabase('privileges', statements.privileges)],
  emits: ['entitlement', 'grant'],
  what: 'privileges',
  parentListing: databases.id,
  members: [''],
  columns: ['database', 'grantee', 'privileges', 'objects'],
  item: Privilege,
  fits: () => false,
  *read(privilege, at): Generator<Observation> {
    yield* keepPrivilege(at, privilege);
  },
});

export const laterPrivileges = list({
  id: 'postgresql.default-privileges',
  title: 'Privileges on what is made later',
  commands: [perDatabase('default-privileges', statements.defaultPrivileges)],
  emits: ['entitlement', 'grant'],
  what: 'default-privileges',
  parentListing: databases.id,
  members: [''],
  columns: ['database', 'object_type', 'grantee', 'privileges'],
  item: DefaultPrivilege,
  fits: () => false,
  *read(later, at): Generator<Observation> {
    yield* keepPrivilege(at, asPrivilege(later));
  },
});

/** Privileges are grants once it is known whether their grantee logs in; everyone is known at once. */
function* keepPrivilege(at: PostgresPlace, privilege: Privilege): Generator<Observation> {
  const { scopeKey, listing } = at.of;
  const server = serverAt(at);
  yield upsert(at.of, 'entitlement', toBundle(scopeKey, privilege));
  if (privilege.grantee !== 'PUBLIC') {
    addTo(server.privileges, privilege.grantee, { privilege, listing });
    return;
  }
  const everyone: Principal = { type: 'public', key: 'PUBLIC', name: 'every role' };
  yield upsert(at.of, 'grant', toGrant(scopeKey, everyone, privilege));
}

export const roles = list({
  id: 'postgresql.roles',
  title: 'Roles',
  commands: [sql('roles', statements.roles)],
  emits: ['identity', 'credential', 'entitlement', 'grant', 'delegation'],
  what: 'roles',
  members: [''],
  columns: ['rolname', 'rolcanlogin', 'rolsuper', 'valid_until'],
  item: Role,
  fits: () => false,
  *read(role, at): Generator<Observation> {
    const { scopeKey } = at.of;
    const server = serverAt(at);
    const name = role.rolname;
    const isLogin = role.rolcanlogin === true;
    const isRuling = role.rolsuper === true || role.rolcreaterole === true;
    const access = isRuling ? 'admin' : accessOf(at, name);
    const key = roleKey(scopeKey, name);
    if (isLogin) {
      const groups = rolesOf(server, name);
      const facts = {
        scope: scopeKey,
        role,
        access,
        reachable: wasRead(at, rules.id) ? reachabilityOf(server.rules, { name, groups }) : null,
        sessions: wasRead(at, sessions.id) ? (server.sessions.get(name) ?? []) : null,
        passwordKind: server.passwords.get(name) ?? null,
      };
      yield upsert(at.of, 'identity', toLogin(facts));
      const password = toPassword(facts, at.context.now);
      if (password) yield upsert(at.of, 'credential', password);
    }
    if (!isLogin || server.members.has(name))
      yield upsert(at.of, 'entitlement', toEntitlement(scopeKey, role, access ?? 'unknown'));
    yield* relations(at, { name, isLogin, key });
  },
});

function* relations(
  at: PostgresPlace,
  {
    name,
    isLogin,
    key,
  }: { readonly name: string; readonly isLogin: boolean; readonly key: string },
): Generator<Observation> {
  const { scopeKey } = at.of;
  const server = serverAt(at);
  const principal: Principal = { type: isLogin ? 'identity' : 'group', key, name };
  const ofMemberships = { scopeKey, listing: memberships.id };
  for (const membership of server.memberships.get(name) ?? []) {
    const entitlementKey = roleKey(scopeKey, membership.role);
    const grant: Grant = {
      key: `${key} has ${entitlementKey}`.slice(0, 1024),
      provider: 'postgresql',
      principal,
      entitlementKey,
      on: scopeKey,
      via: null,
      conditional: false,
      attributes: {
        mayGrantOn: membership.admin_option ?? false,
        inherits: membership.inherit_option ?? true,
      },
    };
    yield upsert(ofMemberships, 'grant', grant);
  }
  // Whoever has the role of a login may act as that login (SET ROLE).
  for (const { member, set_option } of isLogin ? (server.members.get(name) ?? []) : []) {
    if (set_option === false) continue;
    const from = roleKey(scopeKey, member);
    yield upsert(ofMemberships, 'delegation', {
      key: `${from} assume-role ${key}`.slice(0, 1024),
      provider: 'postgresql',
      kind: 'assume-role',
      from: { type: 'identity', key: from, name: member },
      to: { type: 'identity', key },
      conditional: false,
    });
  }
  for (const { privilege, listing } of server.privileges.get(name) ?? [])
    yield upsert({ scopeKey, listing }, 'grant', toGrant(scopeKey, principal, privilege));
}
