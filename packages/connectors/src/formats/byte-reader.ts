import { FileProblem } from '@nonhuman/connector-kit';

/** Reads big-endian binary from its start. Every method throws `FileProblem` past the end; nothing is copied. */
export interface ByteReader {
  /** Bytes read so far. */
  readonly at: number;
  /** Bytes that are left. */
  readonly left: number;
  u8(): number;
  u16(): number;
  u32(): number;
  u64(): bigint;
  take(length: number): Uint8Array;
  /** Bytes with their length before them as a u16 or u32. */
  counted(width: 'u16' | 'u32'): Uint8Array;
}

/** A reader of `bytes`; `what` begins the message of every problem. */
export function byteReader(bytes: Uint8Array, what: string): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const advance = (length: number) => {
    if (length > bytes.length - at) {
      throw new FileProblem(
        'malformed',
        `${what}: ${length} bytes wanted at byte ${at}, ${bytes.length - at} left`,
      );
    }
    const from = at;
    at += length;
    return from;
  };
  const reader: ByteReader = {
    get at() {
      return at;
    },
    get left() {
      return bytes.length - at;
    },
    u8: () => view.getUint8(advance(1)),
    u16: () => view.getUint16(advance(2)),
    u32: () => view.getUint32(advance(4)),
    u64: () => view.getBigUint64(advance(8)),
    take(length) {
      const from = advance(length);
      return bytes.subarray(from, from + length);
    },
    counted: (width) => reader.take(width === 'u16' ? reader.u16() : reader.u32()),
  };
  return reader;
}

/** Text for people from bytes that anyone may have written: UTF-8, no control characters, at most 256 characters. */
export function shownText(bytes: Uint8Array | string): string {
  const text =
    typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes.subarray(0, 1024));
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd').slice(0, 256);
}
