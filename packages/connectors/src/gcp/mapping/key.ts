import { timeOf, timeOr } from '@nonhuman/connector-kit';
import {
  type Credential,
  never,
  type Observed,
  type Status,
  seen,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { ApiKey, HmacKey, ServiceAccountKey } from '../schema.ts';
import { accountIn, type KnownNames, lastPart } from './names.ts';

/** What Google writes for a key that does not expire. */
const noEnd = '9999-12-31';

/** The key of a service account's key: the id that its file calls `private_key_id`, which is a hash. */
export function keyOfKey(account: string, keyId: string): string {
  return /^[0-9a-f]{40}$/.test(keyId) ? keyId : `${account}/keys/${keyId}`;
}

/** The key of a service account; `providerManaged` tells those that Google holds from those that somebody downloaded. */
export function toAccountKey(
  key: ServiceAccountKey,
  { known, now }: { readonly known: KnownNames; readonly now: Date },
): Credential {
  const account = (accountIn(key.name, known) ?? '').toLowerCase();
  const keyId = lastPart(key.name);
  const isGoogles = key.keyType === 'SYSTEM_MANAGED';
  const isUploaded = key.keyOrigin === 'USER_PROVIDED';
  const made = isUploaded
    ? unknown('the key was made elsewhere and uploaded: its validity says nothing of its making')
    : timeOr(key.validAfterTime, 'the listing does not tell when the key was made');
  const expiresAt = expiryOf(key.validBeforeTime);
  const [, algorithm, bits] = /^KEY_ALG_([A-Z]+)_(\d+)$/.exec(key.keyAlgorithm ?? '') ?? [];
  return {
    key: keyOfKey(account, keyId),
    provider: 'gcp',
    identityKey: account,
    kind: 'private-key',
    nativeType: 'gcp-service-account-key',
    name: keyId,
    status: statusOf(key.disabled === true, expiresAt, now),
    createdAt: made,
    expiresAt,
    lastUsedAt: unknown(
      isGoogles
        ? 'Google uses the keys that it manages by itself'
        : 'listing keys does not tell their use; Activity Analyzer does',
    ),
    lastRotatedAt: made,
    publicId: keyId,
    attributes: {
      ...(key.keyType ? { providerManaged: isGoogles } : {}),
      ...(key.keyOrigin ? { uploaded: isUploaded } : {}),
      ...(algorithm && bits ? { algorithm, bits: Number(bits) } : {}),
      ...(key.disableReason ? { disableReason: key.disableReason } : {}),
    },
  };
}

function expiryOf(validBefore: string | null | undefined): Observed<Timestamp> {
  if (validBefore?.startsWith(noEnd)) return never;
  return timeOr(validBefore, 'the listing does not tell when the key expires');
}

function statusOf(isDisabled: boolean, expiresAt: Observed<Timestamp>, now: Date): Status {
  if (isDisabled) return 'disabled';
  return expiresAt.state === 'seen' && expiresAt.value <= now.toISOString() ? 'expired' : 'active';
}

/** A key for the S3-like API of Cloud Storage. Its secret is shown once, when it is made. */
export function toHmacKey(key: HmacKey): Credential {
  const made = timeOr(key.timeCreated, 'the listing does not tell when the key was made');
  const states: Readonly<Record<string, Status>> = {
    ACTIVE: 'active',
    INACTIVE: 'disabled',
    DELETED: 'revoked',
  };
  return {
    key: key.accessId,
    provider: 'gcp',
    identityKey: key.serviceAccountEmail?.toLowerCase() ?? null,
    kind: 'access-key',
    nativeType: 'gcp-hmac-key',
    name: key.accessId,
    status: states[key.state ?? ''] ?? 'unknown',
    createdAt: made,
    expiresAt: never,
    lastUsedAt: unknown('Cloud Storage does not tell when an HMAC key was used; its logs do'),
    lastRotatedAt: made,
    publicId: key.accessId,
    attributes: key.projectId ? { projectId: key.projectId } : {},
  };
}

const clients = ['browser', 'server', 'android', 'ios'] as const;

/** An API key: which interfaces and which callers it is limited to, never its string. */
export function toApiKey(key: ApiKey): Credential {
  const made = timeOr(key.createTime, 'the listing does not tell when the key was made');
  const { restrictions } = key;
  const services = (restrictions?.apiTargets ?? []).map(({ service }) => service);
  const limitedTo = [...new Set(services)].sort();
  const client = clients.find((one) => isTold(restrictions?.[`${one}KeyRestrictions`]));
  return {
    key: `api-keys/${key.uid || lastPart(key.name)}`,
    provider: 'gcp',
    identityKey: key.serviceAccountEmail?.toLowerCase() || null,
    kind: 'api-key',
    nativeType: 'gcp-api-key',
    name: key.displayName || lastPart(key.name),
    status: timeOf(key.deleteTime) === null ? 'active' : 'revoked',
    createdAt: made,
    expiresAt: never,
    lastUsedAt: unknown('Google Cloud tells the use of API keys in metrics only'),
    // The string of a key never changes; `updateTime` is that of its restrictions.
    lastRotatedAt: made,
    publicId: key.uid || lastPart(key.name),
    attributes: {
      unscoped: limitedTo.length === 0,
      ...(limitedTo.length > 0 ? { limitedTo } : {}),
      // Keys for browsers and apps are bound to those, and cannot be to networks.
      ...(client === undefined || client === 'server'
        ? { networkRestricted: (restrictions?.serverKeyRestrictions?.allowedIps ?? []).length > 0 }
        : {}),
      callerRestriction: client ?? 'none',
    },
  };
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A moment told of an item's last authentication, or that none was in the window. */
export function lastAuthentication(told: {
  readonly at: string | null | undefined;
  readonly from: string | null | undefined;
}): Observed<Timestamp> {
  const at = timeOf(told.at);
  if (at !== null) return seen(at);
  return timeOf(told.from) === null
    ? unknown('Activity Analyzer tells neither a use nor how far it looks back')
    : never;
}
