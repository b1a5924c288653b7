import { timeOf } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  type Identity,
  never,
  seen,
  timestampOf,
  unknown,
} from '@nonhuman/model';
import type { Token } from '../schema.ts';
import { entityKey, keyAt } from './names.ts';

const notRecorded = unknown('Vault does not tell when a token was used; its audit log does');

function isRootToken(token: Token): boolean {
  return token.policies?.includes('root') ?? false;
}

/** Whom root tokens authenticate: nobody in particular, with every right. */
export function toRootIdentity(scope: string): Identity {
  return {
    key: keyAt(scope, 'auth/token/root'),
    provider: 'vault',
    kind: 'service-account',
    nativeType: 'root',
    name: `root of ${scope}`,
    status: 'active',
    createdAt: unknown('Vault does not tell it'),
    lastUsedAt: notRecorded,
    access: 'admin',
    attributes: { isRoot: true },
  };
}

/** The identity that a token acts for: its entity, else the role that it was made by; null when neither is told. */
function holderOf(scope: string, token: Token): string | null {
  if (isRootToken(token)) return keyAt(scope, 'auth/token/root');
  if (token.entity_id) return entityKey(scope, token.entity_id);
  const path = token.path ?? '';
  const [, tokenRole] = /^auth\/token\/create\/([^/]+)$/.exec(path) ?? [];
  if (tokenRole) return keyAt(scope, `auth/token/roles/${tokenRole}`);
  const role = token.meta?.['role_name'] ?? token.meta?.['role'] ?? token.role;
  const [, mount] = /^(auth\/.+)\/login$/.exec(path) ?? [];
  return mount && typeof role === 'string' ? keyAt(scope, `${mount}/role/${role}`) : null;
}

/** A token by its accessor, which shows it and can revoke it, but does not let anyone in. */
export function toCredential(scope: string, token: Token, access: AccessLevel): Credential {
  const made =
    typeof token.creation_time === 'number' ? timestampOf(token.creation_time * 1000) : null;
  const expires = timeOf(token.expire_time);
  const policies = [...new Set([...(token.policies ?? []), ...(token.identity_policies ?? [])])];
  return {
    key: keyAt(scope, `auth/token/accessors/${token.accessor}`),
    provider: 'vault',
    identityKey: holderOf(scope, token),
    kind: 'token',
    nativeType: token.type === 'batch' ? 'vault-batch-token' : 'vault-token',
    name: token.display_name || `token ${token.accessor}`,
    status: 'active',
    createdAt: made === null ? unknown('this export does not tell it') : seen(made),
    expiresAt: expiryOf(token, expires),
    lastUsedAt: notRecorded,
    lastRotatedAt: made === null ? unknown('this export does not tell it') : seen(made),
    publicId: token.accessor,
    scopes: policies.sort(),
    access,
    attributes: {
      isRoot: isRootToken(token),
      networkRestricted: (token.bound_cidrs?.length ?? 0) > 0,
      maxUses: token.num_uses ?? 0,
      ...(typeof token.orphan === 'boolean' ? { orphan: token.orphan } : {}),
      ...(typeof token.renewable === 'boolean' ? { renewable: token.renewable } : {}),
      ...(token.period ? { periodSeconds: token.period } : {}),
      ...(token.explicit_max_ttl ? { maxLifetimeSeconds: token.explicit_max_ttl } : {}),
      ...(token.path ? { madeBy: token.path } : {}),
      ...(token.entity_id ? { entityId: token.entity_id } : {}),
    },
  };
}

/** A periodic token ends only when nobody renews it in time: its end is told, and so is its period. */
function expiryOf(token: Token, expires: string | null): Credential['expiresAt'] {
  if (expires !== null) return seen(expires);
  return token.expire_time === null ? never : unknown('this export does not tell it');
}
