import { toldAttributes } from '@nonhuman/connector-kit';
import {
  type Credential,
  type Observed,
  type Status,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import { type Certificate, readCertificate } from '../../formats/x509.ts';
import type { CredentialActivity, KeyCredential, PasswordCredential } from '../schema.ts';
import { graphTime } from './moment.ts';

/** Whose credential it is, and on which of the two objects of an application it lies. */
export interface CredentialHolder {
  readonly identityKey: string;
  readonly on: 'application' | 'service-principal';
  /** The platform makes, keeps and renews them (managed identities). */
  readonly isManaged: boolean;
}

const unused = unknown(
  'Graph tells the last use of a credential in the report appCredentialSignInActivities only',
);
const untoldStart = 'Graph did not tell from when it is valid';
const untoldEnd = 'Graph did not tell until when it is valid';

/** The key of a credential of an application, whichever of its two objects carries it. */
function credentialKey(identityKey: string, keyId: string): string {
  return `${identityKey}/credentials/${keyId.toLowerCase()}`;
}

function statusOf(end: Observed<Timestamp>, now: Date): Status {
  if (end.state !== 'seen') return 'unknown';
  return Date.parse(end.value) <= now.getTime() ? 'expired' : 'active';
}

/** A secret: who holds it is told, its value never. */
export function toSecret(
  { identityKey, on }: CredentialHolder,
  told: PasswordCredential,
  now: Date,
): Credential {
  const expiresAt = graphTime(told.endDateTime, untoldEnd);
  const createdAt = graphTime(told.startDateTime, untoldStart);
  const hint = told.hint?.slice(0, 3) || null;
  return {
    key: credentialKey(identityKey, told.keyId),
    provider: 'entra',
    identityKey,
    kind: 'oauth-client-secret',
    nativeType: 'entra-client-secret',
    name: told.displayName || `secret ${told.keyId.slice(0, 8)}`,
    status: statusOf(expiresAt, now),
    createdAt,
    expiresAt,
    lastUsedAt: unused,
    lastRotatedAt: createdAt,
    publicId: told.keyId.toLowerCase(),
    ...(hint === null ? {} : { preview: `${hint}••••••••` }),
    attributes: toldAttributes({ keyId: told.keyId.toLowerCase(), on, hint }),
  };
}

/** A certificate. Its private key is elsewhere, except with managed identities. */
export function toCertificate(
  { identityKey, on, isManaged }: CredentialHolder,
  told: KeyCredential,
  now: Date,
): Credential {
  const certificate = certificateOf(told.key);
  const expiresAt = graphTime(told.endDateTime, untoldEnd);
  const createdAt = graphTime(told.startDateTime, untoldStart);
  const thumbprint = certificate?.sha1 ?? thumbprintOf(told.customKeyIdentifier);
  return {
    key: credentialKey(identityKey, told.keyId),
    provider: 'entra',
    identityKey,
    kind: 'certificate',
    nativeType: told.type === 'Symmetric' ? 'entra-symmetric-key' : 'entra-certificate',
    name: told.displayName || thumbprint || `certificate ${told.keyId.slice(0, 8)}`,
    status: statusOf(expiresAt, now),
    createdAt,
    expiresAt,
    lastUsedAt: unused,
    lastRotatedAt: createdAt,
    publicId: certificate?.sha256 ?? thumbprint ?? told.keyId.toLowerCase(),
    attributes: toldAttributes({
      keyId: told.keyId.toLowerCase(),
      on,
      sha1: thumbprint,
      usage: told.usage,
      providerManaged: isManaged ? true : undefined,
      ...(certificate ? factsOf(certificate) : {}),
    }),
  };
}

/** When a credential was used to sign in; the rest is kept as the applications told it. */
export function toUsedCredential(told: CredentialActivity): Credential {
  const isCertificate = told.keyType?.toLowerCase() === 'certificate';
  const identityKey = told.appId.toLowerCase();
  const createdAt = graphTime(told.createdDateTime, untoldStart);
  return {
    key: credentialKey(identityKey, told.keyId),
    provider: 'entra',
    identityKey,
    kind: isCertificate ? 'certificate' : 'oauth-client-secret',
    nativeType: isCertificate ? 'entra-certificate' : 'entra-client-secret',
    name: `${isCertificate ? 'certificate' : 'secret'} ${told.keyId.slice(0, 8)}`,
    status: 'unknown',
    createdAt,
    expiresAt: graphTime(told.expirationDateTime, untoldEnd),
    lastUsedAt: graphTime(
      told.signInActivity?.lastSignInDateTime,
      'the report names no sign-in with it, and does not say how far back it looks',
    ),
    lastRotatedAt: createdAt,
    attributes: { usageSource: 'appCredentialSignInActivities' },
  };
}

/** SHA-1 of the certificate in lower-case hexadecimal; null when the identifier is something else. */
function thumbprintOf(identifier: KeyCredential['customKeyIdentifier']): string | null {
  if (!identifier || identifier.length === 0) return null;
  if (typeof identifier !== 'string') return hexThumbprint(Buffer.from(identifier));
  if (/^[0-9a-f]{40}$/i.test(identifier)) return identifier.toLowerCase();
  return hexThumbprint(Buffer.from(identifier, 'base64'));
}

/** The portal stores the 20 bytes, older tools their hexadecimal letters. */
function hexThumbprint(bytes: Buffer): string | null {
  if (bytes.length === 20) return bytes.toString('hex');
  const letters = bytes.toString('latin1');
  return /^[0-9a-f]{40}$/i.test(letters) ? letters.toLowerCase() : null;
}

function certificateOf(key: KeyCredential['key']): Certificate | null {
  if (!key || key.length === 0) return null;
  try {
    return readCertificate(typeof key === 'string' ? Buffer.from(key, 'base64') : Buffer.from(key));
  } catch {
    // What stands there is not a certificate; its dates and identifiers are told beside it.
    return null;
  }
}

function factsOf(certificate: Certificate) {
  return {
    sha1: certificate.sha1,
    sha256: certificate.sha256,
    spkiSha256: certificate.spkiSha256,
    algorithm: certificate.publicKey.algorithm,
    bits: certificate.publicKey.bits ?? undefined,
    signatureAlgorithm: certificate.signatureAlgorithm,
    subject: certificate.subject.text,
  };
}
