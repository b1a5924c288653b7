import { timeOf, timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  type Entitlement,
  type Grant,
  type Identity,
  never,
  type Status,
  unknown,
} from '@nonhuman/model';
import type { ApiToken, ServiceToken } from '../schema.ts';

/** Whose token it is. */
export type TokenOf = 'account' | 'user';

export function tokenKey(scopeKey: string, { id }: Pick<ApiToken, 'id'>): string {
  return `${scopeKey}/api-tokens/${id}`;
}

const order: readonly AccessLevel[] = ['none', 'unknown', 'read', 'write', 'admin'];

/** What a permission group lets a token do, by its name: Cloudflare names all of them by their reach. */
function accessOfGroup(name: string): AccessLevel {
  if (
    /^(API Tokens|Account API Tokens|Account Settings|Memberships|SCIM Provisioning) (Write|Edit)$/.test(
      name,
    )
  )
    return 'admin';
  if (/(Super Administrator|Administrator)/.test(name)) return 'admin';
  if (/\b(Write|Edit|Revoke|Run|Purge)$/.test(name)) return 'write';
  return /\b(Read|Report|Analytics)$/.test(name) ? 'read' : 'unknown';
}

function groupsOf(token: ApiToken): string[] {
  const allowed = (token.policies ?? []).filter((policy) => policy.effect !== 'deny');
  const names = allowed.flatMap((policy) =>
    (policy.permission_groups ?? []).flatMap(({ name, id }) => name ?? id ?? []),
  );
  return [...new Set(names)].sort();
}

/** The highest of what the groups allow; null when the policies are not told. */
function accessOf(token: ApiToken): AccessLevel | null {
  if (!token.policies) return null;
  return groupsOf(token)
    .map(accessOfGroup)
    .reduce((a, b) => (order.indexOf(a) >= order.indexOf(b) ? a : b), 'none');
}

/** Resources that the policies name; a nested object names the resources below one. */
function resourcesOf(token: ApiToken): string[] {
  return [
    ...new Set(
      (token.policies ?? []).flatMap((policy) =>
        Object.entries(policy.resources ?? {}).flatMap(([name, below]) =>
          typeof below === 'object' && below !== null && !Array.isArray(below)
            ? Object.keys(below)
            : [name],
        ),
      ),
    ),
  ].sort();
}

/** Every account or every zone. */
function isEverything(resource: string): boolean {
  return resource.endsWith('.*') || resource === '*';
}

function statusOf(token: ApiToken, now: Date): Status {
  const end = timeOf(token.expires_on);
  if (token.status === 'expired' || (end !== null && end <= now.toISOString())) return 'expired';
  if (token.status === 'active') return 'active';
  return token.status === 'disabled' ? 'disabled' : 'unknown';
}

/** An API token, as credential. */
export function toCredential(
  scopeKey: string,
  token: ApiToken,
  { of, now }: { readonly of: TokenOf; readonly now: Date },
): Credential {
  const access = accessOf(token);
  const addresses = token.condition?.request_ip;
  const resources = token.policies ? resourcesOf(token) : null;
  return {
    key: `${tokenKey(scopeKey, token)}/token`,
    provider: 'cloudflare',
    identityKey: tokenKey(scopeKey, token),
    kind: 'token',
    nativeType: `cloudflare-${of}-api-token`,
    name: token.name || `token ${token.id}`,
    status: statusOf(token, now),
    createdAt: timeOr(token.issued_on, 'this list does not tell it'),
    // Cloudflare leaves the member out of tokens without an end.
    expiresAt: token.expires_on ? timeOr(token.expires_on, 'this list does not tell it') : never,
    lastUsedAt: timeOr(
      token.last_used_on,
      'Cloudflare tells no last use of it: never used, or not since it records use',
    ),
    lastRotatedAt: unknown('rolling a token changes its last day of change, as any change does'),
    publicId: token.id,
    ...(token.policies ? { scopes: groupsOf(token) } : {}),
    ...(access === null ? {} : { access }),
    attributes: toldAttributes({
      boundToPerson: of === 'user',
      networkRestricted: token.policies || token.condition ? Boolean(addresses?.in?.length) : null,
      allowedHosts: addresses?.in,
      unscoped: resources === null ? null : resources.some(isEverything) && access === 'admin',
      limitedTo: resources,
      changedAt: timeOf(token.modified_on),
      usageSource: token.last_used_on ? 'list of tokens' : null,
    }),
  };
}

/** What acts with the token: tokens of an account act as nobody but themselves. */
export function toIdentity(
  scopeKey: string,
  token: ApiToken,
  { of, now }: { readonly of: TokenOf; readonly now: Date },
): Identity {
  const access = accessOf(token);
  return {
    key: tokenKey(scopeKey, token),
    provider: 'cloudflare',
    kind: 'machine-user',
    nativeType: `cloudflare-${of}-api-token`,
    name: token.name || `token ${token.id}`,
    status: statusOf(token, now),
    createdAt: timeOr(token.issued_on, 'this list does not tell it'),
    lastUsedAt: timeOr(
      token.last_used_on,
      'Cloudflare tells no last use of it: never used, or not since it records use',
    ),
    ...(access === null ? {} : { access }),
    attributes: { personal: of === 'user' },
  };
}

/** Permission groups on the resources that the policies name. */
export function toGrants(
  scopeKey: string,
  token: ApiToken,
): { entitlement: Entitlement; grant: Grant }[] {
  const principal = {
    type: 'identity' as const,
    key: tokenKey(scopeKey, token),
    name: token.name || `token ${token.id}`,
  };
  const on = resourcesOf(token).join(', ') || scopeKey;
  return groupsOf(token).map((name) => ({
    entitlement: {
      key: `permission-group/${name}`,
      provider: 'cloudflare',
      nativeType: 'cloudflare-permission-group',
      name,
      access: accessOfGroup(name),
    },
    grant: {
      key: `${principal.key} has ${name}`,
      provider: 'cloudflare',
      principal,
      entitlementKey: `permission-group/${name}`,
      on,
      via: null,
      conditional: Boolean(token.condition?.request_ip),
    },
  }));
}

/** A service token of Access: the machine and what it presents. */
export function fromServiceToken(
  scopeKey: string,
  token: ServiceToken,
  now: Date,
): { readonly identity: Identity; readonly credential: Credential } {
  const key = `${scopeKey}/service-tokens/${token.id}`;
  const end = timeOf(token.expires_at);
  const status: Status = end !== null && end <= now.toISOString() ? 'expired' : 'active';
  const created = timeOr(token.created_at, 'this list does not tell it');
  const used = timeOrNever(token.last_seen_at, 'this list does not tell it');
  const name = token.name || `service token ${token.id}`;
  return {
    identity: {
      key,
      provider: 'cloudflare',
      kind: 'service-account',
      nativeType: 'cloudflare-access-service-token',
      name,
      status,
      createdAt: created,
      lastUsedAt: used,
      attributes: toldAttributes({ clientId: token.client_id, personal: false }),
    },
    credential: {
      key: `${key}/secret`,
      provider: 'cloudflare',
      identityKey: key,
      kind: 'oauth-client-secret',
      nativeType: 'cloudflare-access-service-token',
      name,
      status,
      createdAt: created,
      expiresAt: timeOr(token.expires_at, 'this list does not tell it'),
      lastUsedAt: used,
      lastRotatedAt: unknown('renewing a service token changes its end, not its secret'),
      publicId: token.client_id ?? token.id,
      attributes: toldAttributes({ boundToPerson: false, duration: token.duration }),
    },
  };
}
