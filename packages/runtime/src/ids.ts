import { hash, randomBytes } from 'node:crypto';
import { idPrefixes, type Noun, type WorkspaceId } from '@nonhuman/model';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Two characters for each ten bits. */
const pairs = Array.from(
  { length: 1024 },
  (_, bits) => `${alphabet[bits >>> 5]}${alphabet[bits & 31]}`,
);

/** Base32 (lower case, no padding) of the first 16 bytes, given one a character: 26 characters. */
function base32(bytes: string): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (let index = 0; index < 16; index += 1) {
    held = (held << 8) | bytes.charCodeAt(index);
    bits += 8;
    if (bits < 10) continue;
    bits -= 10;
    text += pairs[held >>> bits];
    held &= (1 << bits) - 1;
  }
  return text + pairs[held << (10 - bits)];
}

/** A new random id, e.g. `newId('syn')`; of 26 letters, or as many as told. */
export function newId(prefix: string, letters = 26): string {
  return `${prefix}_${base32(randomBytes(16).toString('latin1')).slice(0, letters)}`;
}

/** The same id for the same parts, always. */
export function stableId(prefix: string, ...parts: readonly string[]): string {
  let text = '';
  for (const part of parts) text += `${Buffer.byteLength(part)}:${part};`;
  return `${prefix}_${base32(hash('sha256', text, 'binary'))}`;
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
