import type { AccessLevel, Entitlement, Grant, Principal } from '@nonhuman/model';
import type { RoleGrant } from '../schema.ts';

/** Roles that Snowflake makes: rights over others, whatever else is granted to them. */
const systemRoles: ReadonlySet<string> = new Set([
  'ACCOUNTADMIN',
  'GLOBALORGADMIN',
  'ORGADMIN',
  'SECURITYADMIN',
  'SYSADMIN',
  'USERADMIN',
]);

const order: readonly AccessLevel[] = ['none', 'unknown', 'read', 'write', 'admin'];

/** The higher of two levels; what is known beats unknown. */
export function higher(a: AccessLevel, b: AccessLevel): AccessLevel {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** What a privilege on a kind of object lets its holder do. */
function accessOfPrivilege(privilege: string, grantedOn: string): AccessLevel {
  if (privilege === 'MANAGE GRANTS' || privilege === 'ALL PRIVILEGES') return 'admin';
  const isOfOthers = grantedOn === 'ROLE' || grantedOn === 'USER';
  if (privilege === 'OWNERSHIP' && isOfOthers) return 'admin';
  if (grantedOn === 'ACCOUNT' && /^CREATE (USER|ROLE)$/.test(privilege)) return 'admin';
  return /^(SELECT|USAGE|REFERENCES|MONITOR.*|READ|IMPORTED PRIVILEGES|VIEW .*)$/.test(privilege)
    ? 'read'
    : 'write';
}

/** What the roles of an account may do, roles granted to roles included. */
export interface RoleGraph {
  readonly own: Map<string, AccessLevel>;
  /** Role → the roles whose rights it has besides its own. */
  readonly inherits: Map<string, Set<string>>;
  readonly known: Map<string, AccessLevel>;
}

export function startRoleGraph(): RoleGraph {
  return { own: new Map(), inherits: new Map(), known: new Map() };
}

/** Notes what a role was granted. */
export function noteGrant(graph: RoleGraph, grant: RoleGrant): void {
  const { grantee_name: role, granted_on: on, privilege } = grant;
  if (isInheritance(grant)) {
    const roles = graph.inherits.get(role) ?? new Set();
    graph.inherits.set(role, roles.add(grant.name ?? ''));
    return;
  }
  const access = accessOfPrivilege(privilege, on);
  graph.own.set(role, higher(graph.own.get(role) ?? 'none', access));
}

/** Whether the row grants a role to a role. */
export function isInheritance({ granted_on: on, privilege }: RoleGrant): boolean {
  return on === 'ROLE' && privilege === 'USAGE';
}

/** Every role whose rights somebody with these roles has, these included. */
export function reach(graph: RoleGraph, roles: Iterable<string>): ReadonlySet<string> {
  const reached = new Set(roles);
  for (const role of reached) for (const next of graph.inherits.get(role) ?? []) reached.add(next);
  return reached;
}

/** Whether any grant to a role was read. */
export function isTold(graph: RoleGraph): boolean {
  return graph.own.size + graph.inherits.size > 0;
}

/** The highest access of a role. `unknown` when its grants were not read. */
export function accessOfRole(graph: RoleGraph, role: string): AccessLevel {
  const known = graph.known.get(role);
  if (known) return known;
  let access: AccessLevel = isTold(graph) ? 'none' : 'unknown';
  for (const each of reach(graph, [role]))
    access = higher(access, systemRoles.has(each) ? 'admin' : (graph.own.get(each) ?? 'none'));
  graph.known.set(role, access);
  return access;
}

/** Those of the roles that Snowflake makes to administrate. */
export function administrative(roles: Iterable<string>): string[] {
  return [...roles].filter((role) => systemRoles.has(role)).sort();
}

/** A role of the account. */
export function toEntitlement(scopeKey: string, role: string, graph: RoleGraph): Entitlement {
  return {
    key: roleKey(scopeKey, role),
    provider: 'snowflake',
    nativeType: 'snowflake-role',
    name: role,
    access: accessOfRole(graph, role),
    attributes: { system: systemRoles.has(role) },
  };
}

function roleKey(scopeKey: string, role: string): string {
  return `${scopeKey}/roles/${role}`;
}

/** That the principal has the role. */
export function toRoleGrant(scopeKey: string, principal: Principal, role: string): Grant {
  return {
    key: `${principal.key} has role ${role}`,
    provider: 'snowflake',
    principal,
    entitlementKey: roleKey(scopeKey, role),
    on: scopeKey,
    via: null,
    conditional: false,
  };
}

/** A role as holder of privileges and of other roles. */
export function asPrincipal(scopeKey: string, role: string): Principal {
  return { type: 'group', key: roleKey(scopeKey, role), name: role };
}

/** A privilege, the same for whoever has it. */
export function toPrivilege({ privilege, granted_on: on }: RoleGrant): Entitlement {
  return {
    key: `privilege/${privilege} on ${on}`,
    provider: 'snowflake',
    nativeType: 'snowflake-privilege',
    name: `${privilege} on ${on}`,
    access: accessOfPrivilege(privilege, on),
  };
}

/** That a role has a privilege on an object. */
export function toPrivilegeGrant(scopeKey: string, grant: RoleGrant): Grant {
  const { key: entitlementKey } = toPrivilege(grant);
  const parts = [grant.table_catalog, grant.table_schema, grant.name].filter(
    (part) => part !== null && part !== undefined,
  );
  const on = parts.join('.') || scopeKey;
  const principal = asPrincipal(scopeKey, grant.grantee_name);
  return {
    key: `${principal.key} has ${entitlementKey} ${on}`,
    provider: 'snowflake',
    principal,
    entitlementKey,
    on,
    via: null,
    conditional: false,
    ...(grant.grant_option === true ? { attributes: { grantOption: true } } : {}),
  };
}
