import { timeOr, toldAttributes } from '@nonhuman/connector-kit';
import { type AccessLevel, type Credential, never, type Person } from '@nonhuman/model';
import type { ApiKey, ApplicationKey } from '../schema.ts';
import { accessOfScopes } from './role.ts';

/** What keys need of the user that owns them. */
export interface KeyOwner {
  readonly isServiceAccount: boolean;
  readonly name: string;
  readonly email: string | null;
  readonly status: Person['status'];
  /** The highest access of its roles; null when the roles were not read. */
  readonly access: AccessLevel | null;
  readonly roles: readonly string[];
}

const noUse = 'Datadog tells no last use of it: never used, or not since it records use';

/** The identity of everything that sends data: API keys belong to the organization. */
export function organizationKey(scopeKey: string): string {
  return `${scopeKey}/api-keys`;
}

function previewOf(last4: string | null | undefined): { preview?: string } {
  return last4 ? { preview: `••••${last4}` } : {};
}

/** An API key. It belongs to the organization and outlives whoever made it. */
export function fromApiKey(scopeKey: string, key: ApiKey): Credential {
  const { attributes: told } = key;
  const created = timeOr(told.created_at, 'this list does not tell it');
  return {
    key: `${organizationKey(scopeKey)}/${key.id}`,
    provider: 'datadog',
    identityKey: organizationKey(scopeKey),
    kind: 'api-key',
    nativeType: 'datadog-api-key',
    name: told.name || `API key ${key.id}`,
    status: 'active',
    createdAt: created,
    expiresAt: never,
    lastUsedAt: timeOr(told.date_last_used, noUse),
    lastRotatedAt: created,
    publicId: key.id,
    ...previewOf(told.last4),
    access: 'write',
    attributes: toldAttributes({
      boundToPerson: false,
      // It sends data and can do nothing else.
      unscoped: false,
      category: told.category,
      remoteConfiguration: told.remote_config_read_enabled,
      usageSource: told.date_last_used ? 'list of keys' : null,
    }),
  };
}

/** An application key: the rights of its owner, as far as its scopes let it. */
export function fromApplicationKey(
  scopeKey: string,
  key: ApplicationKey,
  { ownerKey, owner }: { readonly ownerKey: string | null; readonly owner: KeyOwner | null },
): Credential {
  const { attributes: told } = key;
  const { scopes } = told;
  const created = timeOr(told.created_at, 'this list does not tell it');
  const isPersons = owner === null ? null : !owner.isServiceAccount;
  return {
    key: `${scopeKey}/application-keys/${key.id}`,
    provider: 'datadog',
    identityKey: ownerKey,
    kind: 'app-key',
    nativeType: 'datadog-application-key',
    name: told.name || `application key ${key.id}`,
    // Datadog revokes the application keys of whoever is disabled.
    status: owner?.status === 'left' ? 'revoked' : 'active',
    createdAt: created,
    expiresAt: never,
    lastUsedAt: timeOr(told.last_used_at, noUse),
    lastRotatedAt: created,
    publicId: key.id,
    ...previewOf(told.last4),
    ...(scopes ? { scopes: [...scopes].sort() } : {}),
    access: accessOf(scopes, owner),
    attributes: toldAttributes({
      // Null is told, and means every right of the owner; absent is not told.
      unscoped: scopes === undefined ? null : scopes === null,
      boundToPerson: isPersons,
      personStatus: isPersons === true && owner && owner.status !== 'unknown' ? owner.status : null,
      personRoles: isPersons === true && owner?.access ? administrativeRoles(owner) : null,
      usageSource: told.last_used_at ? 'list of keys' : null,
    }),
  };
}

function administrativeRoles({ access, roles }: KeyOwner): string[] {
  return access === 'admin' ? [...roles] : [];
}

function accessOf(
  scopes: readonly string[] | null | undefined,
  owner: KeyOwner | null,
): AccessLevel {
  if (scopes) return accessOfScopes(scopes);
  return owner?.access ?? 'unknown';
}
