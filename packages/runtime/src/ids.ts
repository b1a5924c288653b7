import { createHash, randomBytes } from 'node:crypto';
import { idPrefixes, type Noun, type WorkspaceId } from '@nonhuman/model';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base32 (lower case, no padding) of the first 16 bytes: 26 characters. */
function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (let index = 0; index < 16; index += 1) {
    held = (held << 8) | (bytes[index] ?? 0);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

/** A new random id, e.g. `newId('syn')`. */
export function newId(prefix: string): string {
  return `${prefix}_${base32(randomBytes(16))}`;
}

/** The same id for the same parts, always. */
export function stableId(prefix: string, ...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part};`);
  return `${prefix}_${base32(hash.digest())}`;
}

/**
 * The id of an inventory row. A live connection and an export of the same connector give the same id
 * for the same key, so that one does not double the other.
 */
export function thingId(of: {
  workspaceId: WorkspaceId;
  connectorId: string;
  noun: Noun;
  key: string;
}) {
  return stableId(idPrefixes[of.noun], of.workspaceId, of.connectorId, of.noun, of.key);
}
