import { type AnswerPlace, answerList, upsert } from '@nonhuman/connector-kit';
import type { AccessLevel, Observation, Principal } from '@nonhuman/model';
import { accessOfPrivileges, highest, isEverything, toEntitlement } from '../mapping/access.ts';
import { accountKey, isRole, nameOf, toLogin, toPassword } from '../mapping/account.ts';
import { type GrantStatement, readStatement } from '../mapping/grant-statement.ts';
import { Account, Connections, Statement } from '../schema.ts';

/** What is known of the accounts of one server before their list is read. */
interface Server {
  readonly grants: Map<string, GrantStatement[]>;
  readonly connections: Map<string, Connections[]>;
}
export type MysqlState = Map<string, Server>;
type Place = AnswerPlace<MysqlState>;

const list = answerList<MysqlState>();
const client = `mysql --batch --init-command="SET time_zone = '+00:00'"`;

function serverAt({ own, of }: Place): Server {
  const known = own.get(of.scopeKey) ?? { grants: new Map(), connections: new Map() };
  own.set(of.scopeKey, known);
  return known;
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

const withoutHashes = `sed -E "s/(IDENTIFIED (BY PASSWORD|(VIA|WITH) [^ ]+( USING| AS)?)) '[^']*'/\\1/g"`;
const asLines = `jq -Rc "{statement: .}" > "\${SERVER}__grants.jsonl"`;

export const grants = list({
  id: 'mysql.grants',
  title: 'What each account may do',
  commands: [
    `${client} --skip-column-names -e "select concat('SHOW GRANTS FOR ', quote(user), '@', quote(host), ';') from mysql.user" | ${client} --skip-column-names --force | ${withoutHashes} | ${asLines}`,
    `${client} --skip-column-names -e "select if(is_role = 'Y', concat('SHOW GRANTS FOR ', quote(user), ';'), concat('SHOW GRANTS FOR ', quote(user), '@', quote(host), ';')) from mysql.user" | ${client} --skip-column-names --force | ${withoutHashes} | ${asLines}`,
  ],
  emits: ['entitlement', 'grant', 'delegation'],
  what: 'grants',
  members: [''],
  item: Statement,
  fits: (item) => 'statement' in item,
  *read({ statement }, at): Generator<Observation> {
    const given = readStatement(statement);
    if (given === null) return;
    addTo(serverAt(at).grants, given.to, given);
    if (given.kind === 'privileges')
      yield upsert(at.of, 'entitlement', toEntitlement(at.of.scopeKey, given));
  },
});

export const connections = list({
  id: 'mysql.connections',
  title: 'Connections since the server was started',
  commands: [
    `${client} -e "select USER as user, HOST as host, CURRENT_CONNECTIONS as current_connections, TOTAL_CONNECTIONS as total_connections, date_format(utc_timestamp(), '%Y-%m-%dT%TZ') as at from performance_schema.accounts where USER is not null" > "\${SERVER}__connections.tsv"`,
  ],
  emits: ['identity'],
  what: 'connections',
  members: [''],
  columns: ['user', 'host', 'current_connections', 'total_connections'],
  escapes: 'backslash',
  item: Connections,
  fits: () => false,
  read(row, at) {
    addTo(serverAt(at).connections, row.user, row);
    return [];
  },
});

const mysqlUsers =
  "select User as user, Host as host, '' as is_role, plugin, if(authentication_string = '', 'EMPTY', 'Y') as has_password, account_locked, password_expired, date_format(password_last_changed, '%Y-%m-%dT%TZ') as password_last_changed, password_lifetime, @@default_password_lifetime as default_password_lifetime, ssl_type from mysql.user";
const mariadbUsers =
  "select User as user, Host as host, if(json_value(Priv, '$.is_role'), 'Y', 'N') as is_role, coalesce(json_value(Priv, '$.plugin'), '') as plugin, case coalesce(json_value(Priv, '$.authentication_string'), '') when '' then 'EMPTY' when 'invalid' then 'N' else 'Y' end as has_password, if(json_value(Priv, '$.account_locked'), 'Y', 'N') as account_locked, if(json_value(Priv, '$.password_last_changed') = 0, 'Y', 'N') as password_expired, date_format(from_unixtime(nullif(json_value(Priv, '$.password_last_changed'), 0)), '%Y-%m-%dT%TZ') as password_last_changed, json_value(Priv, '$.password_lifetime') as password_lifetime, @@default_password_lifetime as default_password_lifetime, coalesce(json_value(Priv, '$.ssl_type'), '') as ssl_type from mysql.global_priv";

export const accounts = list({
  id: 'mysql.accounts',
  title: 'Accounts (the first command is for MySQL, the second for MariaDB)',
  commands: [mysqlUsers, mariadbUsers].map(
    (statement) =>
      `${client} -e '${statement.replaceAll("'", `'"'"'`)}' > "\${SERVER}__accounts.tsv"`,
  ),
  emits: ['identity', 'credential', 'entitlement', 'grant', 'delegation'],
  what: 'accounts',
  members: [''],
  columns: ['user', 'host', 'plugin', 'has_password', 'account_locked'],
  escapes: 'backslash',
  item: Account,
  fits: () => false,
  *read(account, at): Generator<Observation> {
    const { scopeKey } = at.of;
    const server = serverAt(at);
    const name = nameOf(account);
    const wasRead = at.context.state.ledger.entries.has(`${scopeKey} ${grants.id}`);
    const reach = wasRead ? reachOf(server, name) : null;
    if (isRole(account)) {
      yield upsert(at.of, 'entitlement', {
        key: accountKey(scopeKey, name),
        provider: 'mysql',
        nativeType: 'mysql-role',
        name,
        access: reach?.access ?? 'unknown',
      });
    } else {
      const facts = {
        scope: scopeKey,
        account,
        access: reach?.access ?? null,
        superuser: reach?.superuser ?? null,
        connections: connectionsOf(server, account),
      };
      yield upsert(at.of, 'identity', toLogin(facts));
      const password = toPassword(facts);
      if (password) yield upsert(at.of, 'credential', password);
    }
    const type = isRole(account) ? ('group' as const) : ('identity' as const);
    yield* relations(at, { type, key: accountKey(scopeKey, name), name });
  },
});

/** Connections are told by the host that they came from: only an account that is the only one of its user is sure. */
function connectionsOf(server: Server, { user, host }: Account): Connections[] {
  const all = server.connections.get(user) ?? [];
  return host === '%' || host === '' ? all : all.filter((one) => one.host === host);
}

function reachOf(server: Server, name: string): { access: AccessLevel; superuser: boolean } {
  const names = new Set([name]);
  const levels: AccessLevel[] = [];
  let superuser = false;
  for (const one of names)
    for (const given of server.grants.get(one) ?? []) {
      if (given.kind === 'roles') for (const role of given.roles) names.add(role);
      if (given.kind !== 'privileges') continue;
      levels.push(accessOfPrivileges(given));
      superuser ||= isEverything(given);
    }
  return { access: highest(levels), superuser };
}

function* relations(at: Place, principal: Principal): Generator<Observation> {
  const { scopeKey } = at.of;
  const of = { scopeKey, listing: grants.id };
  for (const given of serverAt(at).grants.get(principal.name) ?? []) {
    if (given.kind === 'proxy') {
      if (given.as.startsWith('@')) continue;
      const to = accountKey(scopeKey, given.as);
      yield upsert(of, 'delegation', {
        key: `${principal.key} impersonate ${to}`.slice(0, 1024),
        provider: 'mysql',
        kind: 'impersonate',
        from: principal,
        to: { type: 'identity', key: to },
        conditional: false,
      });
      continue;
    }
    const bundles =
      given.kind === 'roles'
        ? given.roles.map((role) => accountKey(scopeKey, role))
        : [toEntitlement(scopeKey, given).key];
    const on = given.kind === 'roles' ? scopeKey : given.on;
    for (const entitlementKey of bundles)
      yield upsert(of, 'grant', {
        key: `${principal.key} has ${entitlementKey} on ${on}`.slice(0, 1024),
        provider: 'mysql',
        principal,
        entitlementKey,
        on,
        via: null,
        conditional: false,
        attributes: { mayGrantOn: given.grantable },
      });
  }
}
