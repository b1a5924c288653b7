import type { AccessLevel, Entitlement, Grant, Principal } from '@nonhuman/model';
import type { DefaultPrivilege, Privilege } from '../schema.ts';

const levels: readonly AccessLevel[] = ['admin', 'write', 'unknown', 'read', 'none'];

/** The highest of several levels; none when there is none. */
export function highest(found: readonly AccessLevel[]): AccessLevel {
  return levels.find((level) => found.includes(level)) ?? 'none';
}

const writing =
  /^(?:INSERT|UPDATE|DELETE|TRUNCATE|CREATE|OWNER|TRIGGER|MAINTAIN|SET|ALTER SYSTEM)$/;

/** How far privileges reach on what they are on; connecting and looking up names is no access to data. */
export function accessOfPrivileges(privileges: readonly string[]): AccessLevel {
  if (privileges.some((one) => writing.test(one))) return 'write';
  return privileges.some((one) => one === 'SELECT' || one === 'EXECUTE') ? 'read' : 'none';
}

/** What PostgreSQL's own roles give. */
const predefined: Readonly<Record<string, AccessLevel>> = {
  pg_execute_server_program: 'admin',
  pg_write_server_files: 'admin',
  pg_read_server_files: 'admin',
  pg_write_all_data: 'write',
  pg_database_owner: 'write',
  pg_create_subscription: 'write',
  pg_maintain: 'write',
  pg_signal_backend: 'write',
  pg_checkpoint: 'write',
  pg_use_reserved_connections: 'none',
  pg_read_all_data: 'read',
  pg_read_all_settings: 'read',
  pg_read_all_stats: 'read',
  pg_stat_scan_tables: 'read',
  pg_monitor: 'read',
};

/** Null for roles that people made. */
export function accessOfPredefined(role: string): AccessLevel | null {
  return predefined[role] ?? null;
}

/** Where a summed up privilege holds. */
function placeOf({ database, schema }: Pick<Privilege, 'database' | 'schema'>): string {
  return schema === '' ? database : `${database}.${schema}`;
}

/** The privileges as a bundle of their own, the same wherever they are given. */
export function toEntitlement(
  scope: string,
  { kind, privileges }: Pick<Privilege, 'kind' | 'privileges'>,
): Entitlement {
  const name = `${privileges.join(', ')} on ${kind}`;
  return {
    key: `${scope}/privileges/${kind}/${privileges.join('+')}`.slice(0, 1024),
    provider: 'postgresql',
    nativeType: 'postgresql-privileges',
    name,
    access: accessOfPrivileges(privileges),
  };
}

/** The fact that a grantee has them. */
export function toGrant(scope: string, principal: Principal, privilege: Privilege): Grant {
  const on = placeOf(privilege);
  const entitlementKey = toEntitlement(scope, privilege).key;
  return {
    key: `${principal.key} has ${entitlementKey} on ${on}`.slice(0, 1024),
    provider: 'postgresql',
    principal,
    entitlementKey,
    on,
    via: null,
    conditional: false,
    attributes: {
      objects: privilege.objects,
      ...(privilege.grantable === null ? {} : { grantable: privilege.grantable }),
    },
  };
}

/** What a grantee will be given on objects that somebody makes later. */
export function asPrivilege(later: DefaultPrivilege): Privilege {
  const kinds: Readonly<Record<string, string>> = {
    r: 'later tables',
    S: 'later sequences',
    f: 'later functions',
    T: 'later types',
    n: 'later schemas',
  };
  return {
    ...later,
    kind: `${kinds[later.object_type] ?? 'later objects'} of ${later.owner}`,
    grantable: null,
    objects: 0,
  };
}
