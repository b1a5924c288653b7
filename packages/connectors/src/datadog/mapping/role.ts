import type { AccessLevel, Entitlement, Grant, Principal } from '@nonhuman/model';
import type { Permission, Role } from '../schema.ts';

/** Permissions that give rights over others or over what is recorded about everybody. */
const administrative =
  /^(admin|org_management|user_access_manage|user_access_invite|service_account_write|org_app_keys_write|api_keys_write|org_authorized_apps_write|audit_logs_write|saml_.*|billing_edit)$/;

const order: readonly AccessLevel[] = ['none', 'unknown', 'read', 'write', 'admin'];

export function higher(a: AccessLevel, b: AccessLevel): AccessLevel {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** What a permission or the scope of a key lets its holder do. */
function accessOfPermission(name: string, displayType?: string | null): AccessLevel {
  if (administrative.test(name)) return 'admin';
  if (displayType === 'write' || displayType === 'read') return displayType;
  return /_read(_|$)|_(view|list)$/.test(name) ? 'read' : 'write';
}

/** The highest of what the scopes allow. */
export function accessOfScopes(names: readonly string[]): AccessLevel {
  return names.map((name) => accessOfPermission(name)).reduce(higher, 'none');
}

function roleKey(scopeKey: string, id: string): string {
  return `${scopeKey}/roles/${id}`;
}

/** A role; `permissions`: null when the list of permissions was not read. */
export function toEntitlement(
  scopeKey: string,
  role: Role,
  permissions: ReadonlyMap<string, Permission> | null,
): Entitlement {
  const ids = role.relationships?.permissions?.data ?? null;
  const known = ids?.flatMap(({ id }) => permissions?.get(id) ?? []) ?? [];
  const isTold = permissions !== null && ids !== null && known.length === ids.length;
  const access = known
    .map(({ attributes }) => accessOfPermission(attributes.name, attributes.display_type))
    .reduce(higher, isTold ? 'none' : 'unknown');
  const name = role.attributes.name || role.id;
  return {
    key: roleKey(scopeKey, role.id),
    provider: 'datadog',
    nativeType: 'datadog-role',
    name,
    access: name === 'Datadog Admin Role' ? 'admin' : access,
    attributes: { permissions: known.map(({ attributes }) => attributes.name).sort() },
  };
}

export function toGrant(scopeKey: string, principal: Principal, roleId: string): Grant {
  return {
    key: `${principal.key} has role ${roleId}`,
    provider: 'datadog',
    principal,
    entitlementKey: roleKey(scopeKey, roleId),
    on: scopeKey,
    via: null,
    conditional: false,
  };
}
