import { FileProblem } from '@nonhuman/connector-kit';
import { byteReader } from './byte-reader.ts';
import { concat } from './der.ts';

/** One OpenPGP packet (RFC 9580, section 4). */
export interface PgpPacket {
  readonly tag: number;
  readonly body: Uint8Array;
  /** Offset of its header. */
  readonly at: number;
}

const mostPackets = 50_000;

/** Packets up to the first that cannot be read, and why it cannot. Linear; never throws. */
export function pgpPackets(bytes: Uint8Array): { packets: PgpPacket[]; problem: string | null } {
  const reader = byteReader(bytes, 'OpenPGP');
  const packets: PgpPacket[] = [];
  try {
    while (reader.left > 0 && packets.length < mostPackets) {
      const at = reader.at;
      const head = reader.u8();
      if (!(head & 0x80)) throw new FileProblem('malformed', `OpenPGP: no packet at byte ${at}`);
      if (head & 0x40) packets.push({ tag: head & 0x3f, at, body: newBody(reader) });
      else packets.push({ tag: (head >> 2) & 0x0f, at, body: oldBody(reader, head & 3) });
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { packets, problem: error.message };
  }
  return { packets, problem: reader.left > 0 ? 'OpenPGP: it has too many packets' : null };
}

type Reader = ReturnType<typeof byteReader>;

function oldBody(reader: Reader, lengthType: number): Uint8Array {
  if (lengthType === 3) return reader.take(reader.left);
  const length = lengthType === 0 ? reader.u8() : lengthType === 1 ? reader.u16() : reader.u32();
  return reader.take(length);
}

function newBody(reader: Reader): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { length, partial } = newLength(reader);
    pieces.push(reader.take(length));
    if (!partial) return pieces.length === 1 && pieces[0] ? pieces[0] : concat(...pieces);
  }
}

/** A length of one, two or five octets, or a power of two of a piece that is not the last. */
function newLength(reader: Reader): { length: number; partial: boolean } {
  const first = reader.u8();
  if (first < 192) return { length: first, partial: false };
  if (first < 224) return { length: (first - 192) * 256 + reader.u8() + 192, partial: false };
  if (first < 255) return { length: 2 ** (first & 0x1f), partial: true };
  return { length: reader.u32(), partial: false };
}
