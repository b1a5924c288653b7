import { FileProblem } from '@nonhuman/connector-kit';

/** One ASN.1 value in DER, or BER with indefinite lengths. Its bytes are views, not copies. */
export interface DerValue {
  /** The identifier octet: class, constructed bit and tag number. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** Identifier, length and content. */
  readonly whole: Uint8Array;
  /** Offset of the identifier in the outermost bytes, for messages. */
  readonly at: number;
}

/** Identifier octets of the values that keys and certificates are made of. */
export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const deepest = 32;
const mostChildren = 20_000;

/** The first value of `bytes`; what follows it is left alone. Throws `FileProblem` with the byte. */
export function readDer(bytes: Uint8Array): DerValue {
  return valueAt(bytes, { offset: 0, base: 0, depth: 0 });
}

/** The values inside a constructed one, or inside an OCTET STRING that wraps some. */
export function derChildren(value: DerValue): DerValue[] {
  return valuesOf(value.content, value.at + value.whole.length - value.content.length, 0);
}

/** The child at `index`; throws when there is none or its tag is another. */
export function derChild(children: readonly DerValue[], index: number, tag: number): DerValue {
  const child = children[index];
  if (child?.tag !== tag) {
    const found = child ? `0x${child.tag.toString(16)} at byte ${child.at}` : 'the end';
    throw malformed(`0x${tag.toString(16)} expected, ${found} found`);
  }
  return child;
}

function valuesOf(content: Uint8Array, base: number, depth: number): DerValue[] {
  const values: DerValue[] = [];
  for (let offset = 0; offset < content.length; ) {
    if (values.length === mostChildren) throw malformed(`too many values below byte ${base}`);
    const value = valueAt(content, { offset, base, depth });
    if (value.tag === 0 && value.whole.length === 2) break;
    values.push(value);
    offset += value.whole.length;
  }
  return values;
}

function valueAt(
  bytes: Uint8Array,
  { offset, base, depth }: { offset: number; base: number; depth: number },
): DerValue {
  const at = base + offset;
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) throw malformed(`cut off at byte ${at}`);
  if ((tag & 0x1f) === 0x1f) throw malformed(`long tag at byte ${at}`);
  if (first === 0x80) return indefinite(bytes, { offset, base, depth });
  const width = first < 0x80 ? 0 : first & 0x7f;
  if (width > 4) throw malformed(`length of ${width} bytes at byte ${at}`);
  let length = width === 0 ? first : 0;
  for (let index = 0; index < width; index += 1) {
    length = length * 256 + (bytes[offset + 2 + index] ?? 0);
  }
  const from = offset + 2 + width;
  if (from + length > bytes.length) {
    throw malformed(`the value at byte ${at} runs past the end`);
  }
  return {
    tag,
    content: bytes.subarray(from, from + length),
    whole: bytes.subarray(offset, from + length),
    at,
  };
}

function indefinite(
  bytes: Uint8Array,
  { offset, base, depth }: { offset: number; base: number; depth: number },
): DerValue {
  const tag = bytes[offset] ?? 0;
  if (!(tag & 0x20)) throw malformed(`primitive value without a length at byte ${base + offset}`);
  if (depth >= deepest) throw malformed(`nested too deeply at byte ${base + offset}`);
  let end = offset + 2;
  while (!(bytes[end] === 0 && bytes[end + 1] === 0)) {
    end += valueAt(bytes, { offset: end, base, depth: depth + 1 }).whole.length;
  }
  return {
    tag,
    content: bytes.subarray(offset + 2, end),
    whole: bytes.subarray(offset, end + 2),
    at: base + offset,
  };
}

/** The bytes of an OCTET STRING, also of one in pieces. */
export function derOctets(value: DerValue): Uint8Array {
  if (!(value.tag & 0x20)) return value.content;
  return concat(...derChildren(value).map((piece) => piece.content));
}

/** The bytes of a BIT STRING whose length is a multiple of eight. */
export function derBits(value: DerValue): Uint8Array {
  return value.content.subarray(1);
}

/** Dotted decimal, e.g. `1.2.840.113549.1.1.11`. */
export function derOid(value: DerValue): string {
  if (value.content.length === 0 || value.content.length > 64) {
    throw malformed(`object identifier at byte ${value.at}`);
  }
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of value.content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [head = 0n, ...rest] = arcs;
  const top = head < 80n ? head / 40n : 2n;
  return [top, head - top * 40n, ...rest].join('.');
}

/** A small non-negative INTEGER; null when it is negative or beyond 2^48. */
export function derNumber(value: DerValue): number | null {
  const magnitude = unsigned(value.content);
  if (magnitude.length > 6 || (value.content[0] ?? 0) >= 0x80) return null;
  return magnitude.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** UTCTime or GeneralizedTime in UTC (RFC 5280, 4.1.2.5); null when it is no such time. */
export function derTime(value: DerValue): Date | null {
  const text = Buffer.from(value.content).toString('latin1');
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d+)?Z$/.exec(text);
  if (!match) return null;
  const [, year = '', month, day, hour, minute, second = '00'] = match;
  const full = year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
  const date = new Date(`${full}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** An INTEGER's magnitude without leading zeros. */
export function unsigned(content: Uint8Array): Uint8Array {
  let from = 0;
  while (from < content.length && content[from] === 0) from += 1;
  return content.subarray(from);
}

/** The number of bits of a big-endian magnitude. */
export function bitLength(content: Uint8Array): number {
  const magnitude = unsigned(content);
  const [top] = magnitude;
  return top === undefined ? 0 : (magnitude.length - 1) * 8 + (32 - Math.clz32(top));
}

/** Encodes one value. */
export function writeDer(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = concat(...contents);
  const length: number[] = [];
  for (let left = content.length; left > 0; left = Math.floor(left / 256))
    length.unshift(left % 256);
  const head = content.length < 0x80 ? [content.length] : [0x80 | length.length, ...length];
  return concat(Uint8Array.of(tag, ...head), content);
}

/** Encodes a non-negative INTEGER from its magnitude. */
export function writeInteger(content: Uint8Array): Uint8Array {
  const magnitude = unsigned(content);
  const sign = magnitude.length === 0 || (magnitude[0] ?? 0) >= 0x80 ? [0] : [];
  return writeDer(derTag.integer, Uint8Array.from(sign), magnitude);
}

/** Encodes a dotted object identifier. */
export function writeOid(dotted: string): Uint8Array {
  const [top = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [top * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return writeDer(derTag.oid, Uint8Array.from(bytes));
}

/** One array of several. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function malformed(what: string): FileProblem {
  return new FileProblem('malformed', `ASN.1: ${what}`);
}
