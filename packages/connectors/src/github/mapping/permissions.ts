import type { AccessLevel, Entitlement, Grant, Principal } from '@nonhuman/model';

/** Permissions whose writing gives rights over others. */
const administrative =
  /^(organization_)?(administration|custom_roles|members|organization_secrets)/;

/** The highest of what the permissions allow. */
export function accessOf(permissions: Readonly<Record<string, string>>): AccessLevel {
  const entries = Object.entries(permissions);
  if (entries.length === 0) return 'none';
  if (
    entries.some(
      ([name, level]) => level === 'admin' || (level === 'write' && administrative.test(name)),
    )
  )
    return 'admin';
  if (entries.some(([, level]) => level === 'write')) return 'write';
  return entries.every(([, level]) => level === 'read') ? 'read' : 'unknown';
}

/** The access of scopes of a classic token. */
export function accessOfScopes(scopes: readonly string[]): AccessLevel {
  if (scopes.some((scope) => /^(admin:|delete_repo$|site_admin$)/.test(scope))) return 'admin';
  if (scopes.some((scope) => !scope.startsWith('read:') && !scope.endsWith(':email')))
    return 'write';
  return scopes.length === 0 ? 'none' : 'read';
}

/** One permission at one level, the same for whoever has it. */
export function toEntitlement(name: string, level: string): Entitlement {
  return {
    key: `permission/${name}:${level}`,
    provider: 'github',
    nativeType: 'github-permission',
    name: `${name}:${level}`,
    access: accessOf({ [name]: level }),
    attributes: { readsSecrets: false },
  };
}

/** That the principal has a permission on all or on chosen repositories. */
export function toGrant(principal: Principal, entitlementKey: string, on: string): Grant {
  return {
    key: `${principal.key} has ${entitlementKey} on ${on}`,
    provider: 'github',
    principal,
    entitlementKey,
    on,
    via: null,
    conditional: false,
  };
}
