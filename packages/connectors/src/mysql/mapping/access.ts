import type { AccessLevel, Entitlement } from '@nonhuman/model';

type Privileges = { readonly privileges: readonly string[]; readonly on: string };

const all = /^ALL(?: PRIVILEGES)?$/;
/** Whoever has one of these for the whole server can take every other. */
const ruling =
  /^(?:SUPER|CREATE USER|SYSTEM_USER|ROLE_ADMIN|CREATE ROLE|SET_USER_ID|SET_ANY_DEFINER|SYSTEM_VARIABLES_ADMIN|FILE|GRANT OPTION|SHUTDOWN|CONNECTION_ADMIN)$/;
const writing =
  /^(?:INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|INDEX|TRIGGER|EVENT|REFERENCES|CREATE \w.*|ALTER ROUTINE|RELOAD|\w+_ADMIN|REPLICATION SLAVE ADMIN|DELETE HISTORY)$/;
const reading = /^(?:SELECT|SHOW \w.*|EXECUTE|PROCESS|LOCK TABLES|REPLICATION \w+|BINLOG MONITOR)$/;

/** How far privileges reach on what they are on. */
export function accessOfPrivileges({ privileges, on }: Privileges): AccessLevel {
  const isGlobal = on === '*.*';
  if (isGlobal && privileges.some((one) => all.test(one) || ruling.test(one))) return 'admin';
  // Accounts and grants are rows of this database.
  if (
    /^mysql\.(?:\*|user|global_priv|db)$/.test(on) &&
    privileges.some((one) => all.test(one) || writing.test(one))
  )
    return 'admin';
  if (privileges.some((one) => all.test(one) || writing.test(one))) return 'write';
  return privileges.some((one) => reading.test(one)) ? 'read' : 'none';
}

/** No permission limits whoever has it. */
export function isEverything({ privileges, on }: Privileges): boolean {
  return on === '*.*' && privileges.some((one) => all.test(one) || one === 'SUPER');
}

const levels: readonly AccessLevel[] = ['admin', 'write', 'unknown', 'read', 'none'];

export function highest(found: readonly AccessLevel[]): AccessLevel {
  return levels.find((level) => found.includes(level)) ?? 'none';
}

/** The privileges as a bundle; how far it reaches depends on what it is given on. */
export function toEntitlement(scope: string, given: Privileges): Entitlement {
  const where =
    given.on === '*.*' ? 'the server' : given.on.startsWith('mysql.') ? 'the accounts' : 'data';
  const name = [...given.privileges].sort().join(', ');
  return {
    key: `${scope}/privileges/${where}/${name}`.slice(0, 1024),
    provider: 'mysql',
    nativeType: 'mysql-privileges',
    name: `${name} on ${where}`,
    access: accessOfPrivileges(given),
  };
}
