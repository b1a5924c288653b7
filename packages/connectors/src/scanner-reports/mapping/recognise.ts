import { type CredentialKind, credentialKinds } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { type IdentifiedToken, identifyToken, scanText } from '@nonhuman/secrets';
import type { Finding } from './finding.ts';

/** What our own detectors know of a secret that a scanner found. */
export interface Recognised {
  readonly token: IdentifiedToken;
  readonly kind: CredentialKind;
  readonly nativeType: string;
  /** The identifier that the provider shows; null when none stands beside the secret. */
  readonly publicId: string | null;
}

/** Values that scanners put where they redact. */
const redacted = /^(?:REDACTED|\[?redacted\]?|\*+|.{0,24}(?:\.\.\.|…|\*{3,}))$/i;

/** The secret as a report carries it; null when it carries none, or a redaction of it. */
export function secretOf(text: string | null | undefined): SecretValue | null {
  return !text || redacted.test(text) ? null : new SecretValue(text);
}

/** Null when no detector of ours knows it, by itself or in the text that the report quotes. */
export function recognise(finding: Finding): Recognised | null {
  if (finding.secret === null) return null;
  const value = finding.secret.reveal();
  const token = identifyToken(value) ?? inContext(value, finding);
  if (token === null) return null;
  return {
    token,
    kind: credentialKinds.find((kind) => kind === token.credentialKind) ?? 'token',
    nativeType: token.detectorId.startsWith('aws-secret-access-key')
      ? 'aws-access-key'
      : token.detectorId,
    publicId: finding.publicId ?? token.pairedId ?? null,
  };
}

/** Some secrets look like nothing without the name before them. */
function inContext(value: string, { around, publicId, path }: Finding): IdentifiedToken | null {
  // An AWS secret key is told by its form and the key id that the scanner paired it with.
  const quoted =
    around?.reveal() ?? (publicId ? `${publicId}\naws_secret_access_key = ${value}` : null);
  if (quoted === null) return null;
  const matches = scanText(quoted, { path, keepInvalid: true });
  return matches.find((match) => match.value === value) ?? null;
}
