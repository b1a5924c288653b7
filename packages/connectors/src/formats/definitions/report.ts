import {
  type Attributes,
  type CredentialKind,
  type Environment,
  type Exposure,
  type IdentityKind,
  type Noun,
  type Observed,
  type Place,
  type Status,
  seen,
  type Things,
  type Timestamp,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import type { SecretKeeper, SecretValue } from '@nonhuman/runtime';
import { identifyToken, redactedPreview } from '@nonhuman/secrets';

const notInFile = unknown('a file on a host does not tell');

/** A text that states what is there, and whose statements go into which scope. A file of a host is one. */
export interface Written {
  readonly file: {
    /** Absolute on a host; in an export its name. */
    readonly path: string;
    /** Permission bits as four octal digits; null when they are not told. */
    readonly mode: string | null;
    readonly owner: string | null;
    readonly modifiedAt: Timestamp | null;
  };
  readonly context: {
    readonly scopeKey: string;
    /** What tells its files from others of the same path. */
    readonly hostName: string;
    /** The text lies in an export, so that `hostName` names no machine. */
    readonly isExport?: boolean;
    readonly secrets: SecretKeeper;
    /** Whether version control holds the file; null when it cannot be told. */
    isTracked(): boolean | null;
  };
}

/** What a collector knows of one credential that it found in a file. */
export interface FoundCredential {
  /** The provider that accepts it, e.g. `aws`. */
  readonly provider: string;
  readonly kind: CredentialKind;
  /** The provider's own name of it, e.g. `aws-access-key`. */
  readonly nativeType: string;
  readonly name: string;
  /** The value; null when it is not there in usable form (encrypted, public, only referred to). */
  readonly secret: SecretValue | null;
  /** The identifier that the provider shows; makes rows of several files one credential. */
  readonly publicId?: string;
  /** Whom it authenticates. Left out: nobody knows, and it is called the holder of the credential. */
  readonly identity?: {
    readonly kind: IdentityKind;
    readonly nativeType: string;
    /** Provider-wide key when the file tells one; else derived from the credential. */
    readonly key?: string;
    readonly name: string;
    readonly attributes?: Attributes;
  };
  readonly line?: number;
  readonly keyPath?: string;
  readonly setting: Exposure['setting'];
  readonly detector?: string;
  readonly title?: string;
  readonly status?: Status;
  readonly createdAt?: Observed<Timestamp>;
  readonly expiresAt?: Observed<Timestamp>;
  readonly scopes?: readonly string[];
  readonly environment?: Environment;
  /** Offline facts: account id, issuer, checksum, bits… Never the secret. */
  readonly attributes?: Attributes;
}

/** A file among those of all machines of a workspace. */
export function spotOf(
  file: Pick<Written['file'], 'path'>,
  { hostName }: Pick<Written['context'], 'hostName'>,
): string {
  return `${hostName}:${file.path}`;
}

/** Where in the file, with what the file system tells. */
export function placeOf(
  file: Written['file'],
  context: Pick<Written['context'], 'hostName' | 'isExport' | 'isTracked'>,
  at: { line?: number; keyPath?: string } = {},
): Place {
  const tracked = context.isTracked();
  return {
    kind: 'file',
    locator: file.path,
    ...(context.isExport ? {} : { host: context.hostName }),
    ...(at.line === undefined ? {} : { line: at.line }),
    ...(at.keyPath === undefined ? {} : { keyPath: at.keyPath }),
    ...(file.mode === null ? {} : { mode: file.mode }),
    ...(file.owner === null ? {} : { fileOwner: file.owner }),
    ...(file.modifiedAt === null ? {} : { modifiedAt: file.modifiedAt }),
    readableBy: readableBy(file.mode),
    ...(tracked === null ? {} : { tracked }),
  };
}

function readableBy(mode: string | null): Place['readableBy'] {
  if (mode === null) return 'unknown';
  const bits = Number.parseInt(mode, 8);
  if (bits & 0o004) return 'everyone';
  return bits & 0o040 ? 'group' : 'owner';
}

/** An observation of the collector's own listing. */
export function upsert<N extends Noun>(
  listing: string,
  context: Pick<Written['context'], 'scopeKey'>,
  { noun, value }: { noun: N; value: Things[N] },
): Upsert {
  return { type: 'upsert', noun, scopeKey: context.scopeKey, listing, value } as Upsert;
}

/**
 * The identity, the credential and, when the value lies there readable, the exposure.
 *
 * The same credential in two files gives the same identity and credential twice and two exposures.
 */
export function reportCredential(
  listing: string,
  { file, context }: Written,
  found: FoundCredential,
): Upsert[] {
  const fingerprint = found.secret && context.secrets.fingerprint(found.secret);
  const preview = found.secret && redactedPreview(found.secret.reveal());
  const place = placeOf(file, context, found);
  const unique =
    found.publicId ??
    fingerprint ??
    `${spotOf(file, context)}#${found.keyPath ?? found.line ?? ''}`;
  const credentialKey = `${found.provider}:${found.nativeType}:${unique}`;
  const identityKey = found.identity?.key ?? `${found.provider}:holder-of:${unique}`;
  const facts = offlineFacts(found);

  const observations = [
    upsert(listing, context, {
      noun: 'identity',
      value: {
        key: identityKey,
        provider: found.provider,
        kind: found.identity?.kind ?? 'service-account',
        nativeType: found.identity?.nativeType ?? `${found.provider}-account`,
        name: found.identity?.name ?? `holder of ${found.name}`,
        status: 'unknown',
        createdAt: notInFile,
        lastUsedAt: notInFile,
        ...(found.environment ? { environment: found.environment } : {}),
        ...(found.identity?.attributes ? { attributes: found.identity.attributes } : {}),
      },
    }),
    upsert(listing, context, {
      noun: 'credential',
      value: {
        key: credentialKey,
        provider: found.provider,
        identityKey,
        kind: found.kind,
        nativeType: found.nativeType,
        name: found.name,
        status: found.status ?? 'unknown',
        createdAt: found.createdAt ?? notInFile,
        expiresAt: found.expiresAt ?? facts.expiresAt,
        lastUsedAt: notInFile,
        lastRotatedAt: notInFile,
        ...(found.publicId === undefined ? {} : { publicId: found.publicId }),
        ...(fingerprint === null ? {} : { fingerprint, preview }),
        ...(found.scopes ? { scopes: [...found.scopes] } : {}),
        place,
        attributes: facts.attributes,
      },
    }),
  ];
  if (fingerprint && preview) {
    observations.push(
      upsert(listing, context, {
        noun: 'exposure',
        value: {
          key: `${credentialKey}@${spotOf(file, context)}#${found.keyPath ?? found.line ?? ''}`,
          provider: found.provider,
          credentialKey,
          identityKey,
          detector: found.detector ?? facts.detector ?? listing,
          title: found.title ?? found.name,
          place,
          fingerprint,
          preview,
          setting: found.setting,
          ...(found.environment ? { environment: found.environment } : {}),
        },
      }),
    );
  }
  return observations;
}

function offlineFacts(found: FoundCredential) {
  const token = found.secret && identifyToken(found.secret.reveal());
  const told = token?.facts['expiresAt'];
  return {
    detector: token?.detectorId ?? null,
    expiresAt: told ? seen(told) : notInFile,
    attributes: {
      ...(token ? { ...token.facts, checksum: token.checksum } : {}),
      ...found.attributes,
    } satisfies Attributes,
  };
}

/** A reference to a secret that lies elsewhere. */
export function reportReference(
  listing: string,
  { file, context }: Written,
  reference: {
    readonly provider: string;
    readonly store: string;
    readonly name: string;
    readonly identityKey?: string | null;
    readonly line?: number;
    readonly keyPath?: string;
    readonly attributes?: Attributes;
  },
): Upsert {
  return upsert(listing, context, {
    noun: 'secret-reference',
    value: {
      key: `${reference.store}:${reference.name}@${spotOf(file, context)}#${reference.keyPath ?? reference.line ?? ''}`,
      provider: reference.provider,
      store: reference.store,
      name: reference.name,
      identityKey: reference.identityKey ?? null,
      place: placeOf(file, context, reference),
      ...(reference.attributes ? { attributes: reference.attributes } : {}),
    },
  });
}
