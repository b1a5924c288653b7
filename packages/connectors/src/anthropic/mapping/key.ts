import { timeOf, timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import {
  type Credential,
  type Identity,
  type Observed,
  type Status,
  seen,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { ApiKey } from '../schema.ts';

/** A workspace, and whether it is the default one, which has no number and no limits of its own. */
export interface WorkspacePlace {
  readonly scopeKey: string;
  readonly id: string | null;
  /** Null when the list of workspaces was not read. */
  readonly name: string | null;
  readonly archived: boolean;
}

const defaultWorkspace = 'Default workspace';

export function workspaceKey(scopeKey: string, id: string | null): string {
  return `${scopeKey}/workspaces/${id ?? 'default'}`;
}

/** Whoever calls with a key of the workspace: keys belong to it, not to the person who made them. */
function callersKey(scopeKey: string, id: string | null): string {
  return `${workspaceKey(scopeKey, id)}/callers`;
}

function nameOf({ id, name }: WorkspacePlace): string {
  return id === null ? defaultWorkspace : (name ?? id);
}

export function toCallers(place: WorkspacePlace): Identity {
  return {
    key: callersKey(place.scopeKey, place.id),
    provider: 'anthropic',
    kind: 'service-account',
    nativeType: 'anthropic-workspace',
    name: `callers of ${nameOf(place)}`,
    status: place.archived ? 'disabled' : 'active',
    createdAt: unknown('a workspace does not tell who calls with its keys'),
    lastUsedAt: unknown('its API keys tell it'),
    access: 'write',
    attributes: { personal: false },
  };
}

const statuses: Readonly<Record<string, Status>> = {
  active: 'active',
  inactive: 'disabled',
  archived: 'revoked',
  expired: 'expired',
};

/** An API key of a workspace. */
export function toCredential(
  key: ApiKey,
  {
    place,
    lastUse,
    now,
  }: {
    readonly place: WorkspacePlace;
    /** The last day of the usage report that shows the key; null when none does. */
    readonly lastUse: Timestamp | null;
    readonly now: Date;
  },
): Credential {
  const created = timeOr(key.created_at, 'this list does not tell it');
  const end = timeOf(key.expires_at);
  const isOver = end !== null && end <= now.toISOString();
  return {
    key: `${place.scopeKey}/api-keys/${key.id}`,
    provider: 'anthropic',
    identityKey: callersKey(place.scopeKey, place.id),
    kind: 'api-key',
    nativeType: 'anthropic-api-key',
    name: key.name || `key ${key.id}`,
    status: isOver ? 'expired' : (statuses[key.status ?? ''] ?? 'unknown'),
    createdAt: created,
    expiresAt: timeOrNever(key.expires_at, 'this list does not tell it'),
    lastUsedAt: lastUseOf(key, lastUse),
    lastRotatedAt: created,
    publicId: key.id,
    ...(key.partial_key_hint ? { preview: key.partial_key_hint } : {}),
    access: 'write',
    attributes: toldAttributes({
      boundToPerson: false,
      limitedTo: [nameOf(place)],
      defaultProject: place.id === null,
      unscoped: place.id === null ? null : false,
      usageSource: lastUse === null ? null : 'usage report',
      usageLagDays: lastUse === null ? null : 1,
    }),
  };
}

function lastUseOf(key: ApiKey, lastUse: Timestamp | null): Observed<Timestamp> {
  const told = timeOf(key.last_used_at);
  if (told !== null) return seen(told);
  return lastUse === null
    ? unknown('the list of keys does not tell it, and no usage report that was read shows the key')
    : seen(lastUse);
}
