import type { AccessLevel, Entitlement, Grant, Principal } from '@nonhuman/model';
import { type GitLabPlace, placeKey, placeName } from './place.ts';

interface Role {
  readonly name: string;
  readonly access: AccessLevel;
  /** Maintainers and owners read the values of CI/CD variables. */
  readonly readsSecrets: boolean;
}

const roles: Readonly<Record<number, Role>> = {
  0: { name: 'no access', access: 'none', readsSecrets: false },
  5: { name: 'minimal access', access: 'read', readsSecrets: false },
  10: { name: 'guest', access: 'read', readsSecrets: false },
  15: { name: 'planner', access: 'write', readsSecrets: false },
  20: { name: 'reporter', access: 'read', readsSecrets: false },
  30: { name: 'developer', access: 'write', readsSecrets: false },
  40: { name: 'maintainer', access: 'write', readsSecrets: true },
  50: { name: 'owner', access: 'admin', readsSecrets: true },
  60: { name: 'administrator', access: 'admin', readsSecrets: true },
};

/** The role of an access level; one that is not known keeps its number. */
export function roleOf(level: number): Role {
  return roles[level] ?? { name: `level ${level}`, access: 'unknown', readsSecrets: false };
}

/** The role itself, the same for whoever has it. */
export function toEntitlement(level: number): Entitlement {
  const { name, access, readsSecrets } = roleOf(level);
  return {
    key: `role/${name}`,
    provider: 'gitlab',
    nativeType: 'gitlab-role',
    name,
    access,
    attributes: { readsSecrets },
  };
}

/** That the principal has the role in a group or project. */
export function toGrant(principal: Principal, level: number, place: GitLabPlace): Grant {
  const { key } = toEntitlement(level);
  return {
    key: `${principal.key} has ${key} in ${placeKey(place)}`,
    provider: 'gitlab',
    principal,
    entitlementKey: key,
    on: placeName(place),
    ...(place.level === 'instance' ? {} : { resourceKey: placeKey(place) }),
    via: null,
    conditional: false,
  };
}

const order: readonly AccessLevel[] = ['none', 'read', 'write', 'admin'];

/**
 * What scopes let a token do, at most what its role allows.
 *
 * `role`: null when not told; the scopes alone then say `write` where the role could make it more.
 */
export function accessOfScopes(
  scopes: readonly string[] | null | undefined,
  role: AccessLevel | null,
): AccessLevel {
  if (!scopes) return role ?? 'unknown';
  if (scopes.some((scope) => scope === 'sudo' || scope === 'admin_mode')) return 'admin';
  const isWide = scopes.includes('api');
  if (isWide) return role ?? 'write';
  const isWriting = scopes.some(
    (scope) => !/^(read_|openid$|profile$|email$|self_rotate$)/.test(scope),
  );
  const wanted: AccessLevel = isWriting ? 'write' : scopes.length > 0 ? 'read' : 'none';
  if (role === null || role === 'unknown') return wanted;
  return order.indexOf(role) < order.indexOf(wanted) ? role : wanted;
}
