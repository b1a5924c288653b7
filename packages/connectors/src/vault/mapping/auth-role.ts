import { type AccessLevel, type Identity, unknown } from '@nonhuman/model';
import type { AuthRole } from '../schema.ts';
import { lastOf, roleKey } from './names.ts';

/** A login role, with the auth method that it belongs to. */
export interface RolePlace {
  readonly scope: string;
  /** `auth/approle/role/deploy`. */
  readonly path: string;
  /** `approle`, `kubernetes`, `jwt`…; told by the mount, else by what the role is bound to. */
  readonly method: string;
  /** `auth/approle/`. */
  readonly mount: string;
}

const rolePath = /^(auth\/(?:.+\/)?[^/]+\/)(role|roles|users|certs)\/([^/]+)$/;

/** The mount and name in the path of a role; null when it is the path of something else. */
export function partsOfRole(
  path: string,
): { readonly mount: string; readonly name: string } | null {
  const [, mount, , name] = rolePath.exec(path) ?? [];
  return mount === undefined || name === undefined ? null : { mount, name };
}

/** What kind of role it is, where no list of mounts tells. */
export function methodOf(role: AuthRole, path: string): string {
  if (path.startsWith('auth/token/')) return 'token';
  if (typeof role.bind_secret_id === 'boolean') return 'approle';
  if (role.bound_service_account_names) return 'kubernetes';
  if (role.role_type) return role.role_type === 'oidc' ? 'oidc' : 'jwt';
  if (role.auth_type) return 'aws';
  if (role.certificate) return 'cert';
  return /\/users\/[^/]+$/.test(path) ? 'userpass' : 'unknown';
}

/** The policies that tokens of this role have. */
export function policiesOf(role: AuthRole): readonly string[] {
  return role.token_policies ?? role.allowed_policies ?? [];
}

/** Methods by which people sign in. */
const peopleMethods = /^(?:oidc|userpass|ldap|okta|radius|github|kerberos)$/;

/** Whether people sign in by such a method; machines may, too. */
export function isForPeople(method: string): boolean {
  return peopleMethods.test(method);
}

/** A role that programs log in to. */
export function toIdentity(place: RolePlace, role: AuthRole, access: AccessLevel): Identity {
  const { scope, path, method } = place;
  const networks = [
    ...new Set([...(role.secret_id_bound_cidrs ?? []), ...(role.token_bound_cidrs ?? [])]),
  ];
  const longest = role.token_max_ttl || role.token_explicit_max_ttl || role.explicit_max_ttl;
  const isAppRole = method === 'approle';
  return {
    key: roleKey(scope, path),
    provider: 'vault',
    kind: method === 'userpass' ? 'machine-user' : 'role',
    nativeType: method === 'approle' ? 'vault-approle' : `vault-${method}-role`,
    name: lastOf(path),
    status: 'active',
    createdAt: unknown('Vault does not tell when a role was made'),
    lastUsedAt: unknown('Vault does not tell when a role was used; its audit log does'),
    access,
    attributes: {
      mount: place.mount,
      path,
      policies: [...policiesOf(role)],
      boundNetworks: networks,
      tokenMaxLifetimeSeconds: longest ?? 0,
      tokenPeriodSeconds: role.token_period ?? role.period ?? 0,
      ...(role.token_num_uses ? { tokenMaxUses: role.token_num_uses } : {}),
      ...(role.token_type ? { tokenType: role.token_type } : {}),
      ...(isAppRole && role.secret_id_ttl !== null
        ? { secretLifetimeSeconds: role.secret_id_ttl }
        : {}),
      ...(isAppRole && typeof role.secret_id_num_uses === 'number'
        ? { secretMaxUses: role.secret_id_num_uses }
        : {}),
      ...(isAppRole && typeof role.bind_secret_id === 'boolean'
        ? { needsSecretId: role.bind_secret_id }
        : {}),
      ...(isForPeople(method) ? { consoleAccess: true } : {}),
      ...(method === 'userpass' ? { hasPassword: true } : {}),
      ...(method === 'token'
        ? {
            orphan: role.orphan ?? false,
            renewable: role.renewable ?? false,
            allowedPolicies: role.allowed_policies ?? [],
            allowedPoliciesGlob: role.allowed_policies_glob ?? [],
          }
        : {}),
    },
  };
}
