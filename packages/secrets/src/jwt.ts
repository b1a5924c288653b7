import { base64Object } from './base64.ts';

/** The readable parts of a JSON Web Token; the signature is neither read nor checked. */
export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Reads a signed (three-part) JSON Web Token; null when the string is not one. */
export function decodeJwt(value: string): DecodedJwt | null {
  const parts = value.split('.');
  const [head = '', body = ''] = parts;
  if (parts.length !== 3) return null;
  const header = base64Object(head);
  const claims = base64Object(body);
  if (header === null || claims === null) return null;
  return typeof header['alg'] === 'string' ? { header, claims } : null;
}

/** An epoch-seconds claim as an ISO instant; null when it is absent or out of range. */
export function instantOf(claim: unknown): string | null {
  if (typeof claim !== 'number' || !Number.isFinite(claim)) return null;
  const instant = new Date(claim * 1_000);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
