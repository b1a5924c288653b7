import { createHash } from 'node:crypto';
import type { DetectSecretsFinding } from '../schema.ts';
import type { Finding } from './finding.ts';

/**
 * What some plugins of detect-secrets (1.5.0, seen 2026-11) digest instead of the secret: the prefix of
 * a token, the first line of a key. Such a digest is the same for all secrets of a kind.
 */
const prefixes = ['ghp', 'gho', 'ghu', 'ghs', 'ghr', 'glpat', 'gldt', 'glft', 'glsoat', 'glrt'];
const headers = ['', 'DSA ', 'EC ', 'OPENSSH ', 'RSA ', 'SSH2 ENCRYPTED '].map(
  (kind) => `BEGIN ${kind}PRIVATE KEY`,
);
const noSecrets = [...prefixes, ...headers, 'BEGIN PGP PRIVATE KEY BLOCK', 'PuTTY-User-Key-File-2'];
const digestsOfNone = new Set(
  noSecrets.map((text) => createHash('sha1').update(text).digest('hex')),
);

/** A finding of detect-secrets; null for what people judged to be none, and for addresses. */
export function detectSecretsFinding(path: string, found: DetectSecretsFinding): Finding | null {
  if (found.is_secret === false || found.type === 'Public IP (ipv4)') return null;
  const hex = found.hashed_secret.toLowerCase();
  return {
    tool: 'detect-secrets',
    rule: found.type,
    title: found.type,
    secret: null,
    digest: digestsOfNone.has(hex) ? null : { algorithm: 'sha1', hex },
    path,
    line: found.line_number ?? null,
    validity: found.is_verified ? 'active' : null,
  };
}
