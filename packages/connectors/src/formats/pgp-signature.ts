import { FileProblem } from '@nonhuman/connector-kit';
import { byteReader } from './byte-reader.ts';

/** What a self-signature says of its key. It is not verified: whoever can write the file can write this. */
export interface SelfSignature {
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** From the key's creation; null: it does not expire. */
  readonly validForSeconds: number | null;
  readonly usages: readonly string[] | null;
}

/** Certifications of a user id, direct signatures on a key, and subkey bindings. */
const ofKeys: ReadonlySet<number> = new Set([0x10, 0x11, 0x12, 0x13, 0x18, 0x1f]);

/** Reads a version 4 or 6 signature packet; null when it says nothing of a key. */
export function readSelfSignature(body: Uint8Array): SelfSignature | null {
  try {
    const reader = byteReader(body, 'OpenPGP signature');
    const version = reader.u8();
    if (version !== 4 && version !== 6) return null;
    if (!ofKeys.has(reader.u8())) return null;
    reader.take(2);
    const hashed = reader.take(version === 4 ? reader.u16() : reader.u32());
    return subpackets(hashed);
  } catch (error) {
    if (error instanceof FileProblem) return null;
    throw error;
  }
}

function subpackets(hashed: Uint8Array): SelfSignature | null {
  const reader = byteReader(hashed, 'OpenPGP signature');
  let createdAt: number | null = null;
  let validForSeconds: number | null = null;
  let usages: string[] | null = null;
  while (reader.left > 0) {
    const subpacket = byteReader(reader.take(lengthOf(reader)), 'OpenPGP signature');
    if (subpacket.left === 0) continue;
    const type = subpacket.u8() & 0x7f;
    if (type === 2) createdAt = subpacket.u32();
    if (type === 9) validForSeconds = subpacket.u32() || null;
    if (type === 27 && subpacket.left > 0) usages = usagesOf(subpacket.u8());
  }
  return createdAt === null ? null : { createdAt, validForSeconds, usages };
}

/** Subpacket lengths have no partial form (RFC 9580, 5.2.3.7). */
function lengthOf(reader: ReturnType<typeof byteReader>): number {
  const first = reader.u8();
  if (first < 192) return first;
  return first < 255 ? (first - 192) * 256 + reader.u8() + 192 : reader.u32();
}

function usagesOf(flags: number): string[] {
  return [
    ...(flags & 0x01 ? ['certify'] : []),
    ...(flags & 0x02 ? ['sign'] : []),
    ...(flags & 0x0c ? ['encrypt'] : []),
    ...(flags & 0x20 ? ['authenticate'] : []),
  ];
}
