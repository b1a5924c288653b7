import { inSeconds } from '../clock.ts';
import type { PostgresLogin, PostgresWorld } from '../world/postgresql.ts';
import type { Folder } from './writing.ts';

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const table = (header: string, rows: readonly (readonly string[])[]) =>
  `${[header, ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`;
const flag = (value: boolean) => (value ? 't' : 'f');

function roleRow(login: PostgresLogin): string[] {
  const { name, superuser, createsRoles, validUntil, comment } = login;
  const rights = [superuser, createsRoles, false, false, false, true].map(flag);
  const until = validUntil ? inSeconds(validUntil) : '';
  return [name, 't', ...rights, '-1', until, comment];
}

/** Lines of pg_hba.conf: the last one lets those in of whom no other speaks. */
function ruleRows(logins: readonly PostgresLogin[]): string[][] {
  const rules = logins.flatMap(({ name, from }): string[][] => {
    if (from === 'office') return [];
    return from === 'anywhere'
      ? [['hostssl', 'all', name, '0.0.0.0', '0.0.0.0', 'scram-sha-256']]
      : [['hostssl', 'all', name, '10.1.0.0', '255.255.0.0', 'cert']];
  });
  const all = ['host', 'all', 'all', '10.0.0.0', '255.0.0.0', 'scram-sha-256'];
  return [...rules, all].map((rule, index) => [String(80 + index), ...rule, '']);
}

/** What `psql --csv` prints of the catalog. */
export async function writePostgresql(
  folder: Folder,
  { server, logins }: PostgresWorld,
): Promise<void> {
  const write = (what: string, text: string) =>
    folder.write(`postgresql/${server}__${what}.csv`, text);
  await write('databases', table('datname,owner', [['shop', 'shop_owner']]));
  await write(
    'roles',
    table(
      'rolname,rolcanlogin,rolsuper,rolcreaterole,rolcreatedb,rolreplication,rolbypassrls,rolinherit,rolconnlimit,valid_until,comment',
      [
        ...logins.map(roleRow),
        ['shop_owner', 'f', 'f', 'f', 'f', 'f', 'f', 't', '-1', '', ''],
        ['readers', 'f', 'f', 'f', 'f', 'f', 'f', 't', '-1', '', ''],
      ],
    ),
  );
  await write(
    'passwords',
    table(
      'rolname,password_kind',
      logins.map(({ name, password }) => [name, password]),
    ),
  );
  await write(
    'memberships',
    table(
      'role,member,grantor,admin_option,inherit_option,set_option',
      logins.map(({ name }) => ['readers', name, 'postgres', 'f', 't', 't']),
    ),
  );
  await write(
    'client-rules',
    table('line_number,type,databases,users,address,netmask,auth_method,error', ruleRows(logins)),
  );
  await write(
    'shop__privileges',
    table('database,kind,schema,grantee,privileges,grantable,objects', [
      ['shop', 'table', 'public', 'readers', 'SELECT', 'f', '12'],
    ]),
  );
  await write(
    'shop__default-privileges',
    table('database,owner,schema,object_type,grantee,privileges', [
      ['shop', 'shop_owner', '', 'r', 'readers', 'SELECT'],
    ]),
  );
  await write(
    'sessions',
    table('usename,datname,application_name,client_addr,sessions,since,last_active', []),
  );
}
