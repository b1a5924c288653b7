import { never, type Observed, seen, type Timestamp, timestampOf, unknown } from '@nonhuman/model';

/** 100-nanosecond steps from 1601 to 1970. */
const stepsTo1970 = 116_444_736_000_000_000n;
const neverSteps = 9_223_372_036_854_775_807n;

/** A FILETIME as directories write it; null for none. `0` and the highest number mean never. */
export function fileTime(text: string | null): Observed<Timestamp> | null {
  if (text === null || !/^-?\d{1,20}$/.test(text)) return null;
  const steps = BigInt(text);
  if (steps <= 0n || steps >= neverSteps) return never;
  const time = timestampOf(Number((steps - stepsTo1970) / 10_000n));
  return time === null ? null : seen(time);
}

/** The time of a FILETIME; unknown for that reason when it was not told. */
export function observedFileTime(text: string | null, because: string): Observed<Timestamp> {
  return fileTime(text) ?? unknown(because);
}

/** `20210203040506.0Z`; null when it is no such time. */
export function generalizedTime(text: string | null): Timestamp | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,]\d+)?Z$/.exec(text ?? '');
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  return timestampOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** `S-1-5-21-…` of the bytes of a SID at an offset; null when they are none. */
export function sidOf(bytes: Uint8Array, at = 0): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < at + 8 || bytes[at] !== 1) return null;
  const count = bytes[at + 1] ?? 0;
  if (count > 15 || bytes.length < at + 8 + count * 4) return null;
  const authority = view.getUint16(at + 2) * 2 ** 32 + view.getUint32(at + 4);
  const parts = Array.from({ length: count }, (_, index) =>
    view.getUint32(at + 8 + index * 4, true),
  );
  return ['S', 1, authority, ...parts].join('-');
}

/** How many bytes the SID at an offset has. */
export function sidLength(bytes: Uint8Array, at: number): number {
  return 8 + (bytes[at + 1] ?? 0) * 4;
}

/** A GUID as Windows stores it: the first three parts little-endian. */
export function guidOf(bytes: Uint8Array, at = 0): string | null {
  if (bytes.length < at + 16) return null;
  const hex = Buffer.from(bytes.subarray(at, at + 16)).toString('hex');
  const flipped = (from: number, to: number) =>
    hex.slice(from, to).match(/../g)?.reverse().join('') ?? '';
  return [flipped(0, 8), flipped(8, 12), flipped(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );
}

/** The parts of a distinguished name, most special first, with escapes undone: `[['CN', 'x'], …]`. */
export function dnParts(dn: string): readonly (readonly [string, string])[] {
  const parts: [string, string][] = [];
  for (const part of dn.match(/(?:\\.|[^,\\])+/gs) ?? []) {
    const equals = part.indexOf('=');
    if (equals < 1) continue;
    const value = part
      .slice(equals + 1)
      .replace(/\\([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
    parts.push([part.slice(0, equals).trim().toUpperCase(), value.replace(/\\(.)/g, '$1').trim()]);
  }
  return parts;
}

/** `acme.example` of `…,DC=acme,DC=example`; null when it has no such part. */
export function domainOf(dn: string): string | null {
  const names = dnParts(dn).flatMap(([type, value]) =>
    type === 'DC' ? [value.toLowerCase()] : [],
  );
  return names.length === 0 ? null : names.join('.');
}

/** The most special part: the name of the object itself. */
export function nameInDn(dn: string): string {
  return dnParts(dn)[0]?.[1] ?? dn;
}
