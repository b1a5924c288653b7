import type { FileContext, HostFile } from '@nonhuman/connector-kit';
import {
  type Attributes,
  type Credential,
  type Exposure,
  type Identity,
  type IdentityKind,
  type Observed,
  type Timestamp,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import type { SecretValue } from '@nonhuman/runtime';
import { redactedPreview } from '@nonhuman/secrets';
import { placeOf, spotOf, upsert } from '../../../formats/definitions/report.ts';

const notInFile = unknown('a file on a host does not tell');

/** Whom a key authenticates. */
export interface KeyIdentity {
  readonly key: string;
  readonly provider: string;
  readonly kind: IdentityKind;
  readonly nativeType: string;
  readonly name: string;
  readonly attributes?: Attributes;
}

/** A key or certificate in a file. */
export interface FoundKey {
  /** The same for the same key in whatever file and format. */
  readonly credentialKey: string;
  readonly provider: string;
  readonly kind: Credential['kind'];
  readonly nativeType: string;
  readonly name: string;
  readonly publicId: string | null;
  /** What stands for the value of a key that lies there readable; null makes no exposure. */
  readonly secret: SecretValue | null;
  /** Null when nothing tells whose it is. */
  readonly identity: KeyIdentity | null;
  readonly line?: number;
  readonly keyPath?: string;
  readonly title?: string;
  readonly status?: Credential['status'];
  readonly createdAt?: Observed<Timestamp>;
  readonly expiresAt?: Observed<Timestamp>;
  readonly attributes: Attributes;
}

/**
 * The rows of one key or certificate. Differs from `reportCredential` in that one key has one row in
 * every format and under every provider, and that a certificate without its key has no identity.
 */
export function reportKey(
  listing: string,
  { file, context }: { file: HostFile; context: FileContext },
  found: FoundKey,
): Upsert[] {
  const at = {
    ...(found.line === undefined ? {} : { line: found.line }),
    ...(found.keyPath === undefined ? {} : { keyPath: found.keyPath }),
  };
  const place = placeOf(file, context, at);
  const fingerprint = found.secret && context.secrets.fingerprint(found.secret);
  const preview = found.secret && redactedPreview(found.secret.reveal());
  const rows: Upsert[] = found.identity ? [reportIdentity(listing, context, found.identity)] : [];
  const value: Credential = {
    key: found.credentialKey,
    provider: found.provider,
    identityKey: found.identity?.key ?? null,
    kind: found.kind,
    nativeType: found.nativeType,
    name: found.name,
    status: found.status ?? 'unknown',
    createdAt: found.createdAt ?? notInFile,
    expiresAt: found.expiresAt ?? notInFile,
    lastUsedAt: notInFile,
    lastRotatedAt: notInFile,
    publicId: found.publicId,
    fingerprint,
    preview,
    place,
    attributes: found.attributes,
  };
  rows.push(upsert(listing, context, { noun: 'credential', value }));
  if (fingerprint && preview) {
    const exposure: Exposure = {
      key: `${found.credentialKey}@${spotOf(file, context)}#${found.keyPath ?? found.line ?? ''}`,
      provider: found.provider,
      credentialKey: found.credentialKey,
      identityKey: found.identity?.key ?? null,
      detector: listing,
      title: found.title ?? found.name,
      place,
      fingerprint,
      preview,
      setting: 'tool-configuration',
    };
    rows.push(upsert(listing, context, { noun: 'exposure', value: exposure }));
  }
  return rows;
}

/** The row of an identity about which a file tells no dates and no status. */
export function reportIdentity(
  listing: string,
  context: FileContext,
  identity: KeyIdentity,
): Upsert {
  const value: Identity = {
    ...identity,
    status: 'unknown',
    createdAt: notInFile,
    lastUsedAt: notInFile,
  };
  return upsert(listing, context, { noun: 'identity', value });
}
