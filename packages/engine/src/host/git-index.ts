/**
 * The paths that a git index lists, relative to the work tree; null when it is of a form that is not
 * understood (a version above 4, a split index).
 *
 * @see https://git-scm.com/docs/index-format (read 2026-11)
 */
export function gitIndexPaths(bytes: Uint8Array, hashBytes: 20 | 32): Set<string> | null {
  const index = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (index.length < 12 || index.toString('latin1', 0, 4) !== 'DIRC') return null;
  const version = index.readUInt32BE(4);
  if (version < 2 || version > 4) return null;
  const count = index.readUInt32BE(8);
  const paths = new Set<string>();
  let at = 12;
  let previous = '';
  for (let entry = 0; entry < count; entry += 1) {
    const flagsAt = at + 40 + hashBytes;
    if (flagsAt + 2 > index.length) return null;
    const isExtended = version >= 3 && (index.readUInt16BE(flagsAt) & 0x4000) !== 0;
    const nameAt = flagsAt + (isExtended ? 4 : 2);
    const name = version === 4 ? shortened(index, nameAt, previous) : plain(index, nameAt);
    if (name === null) return null;
    paths.add(name.text);
    previous = name.text;
    // Up to version 3, entries are padded with one to eight zero bytes to a multiple of eight.
    at = version === 4 ? name.end + 1 : at + ((name.end - at + 8) & ~7);
  }
  return hasLink(index, at, hashBytes) ? null : paths;
}

interface Name {
  readonly text: string;
  /** Offset of the zero byte after it. */
  readonly end: number;
}

function plain(index: Buffer, at: number): Name | null {
  const end = index.indexOf(0, at);
  return end < 0 ? null : { text: index.toString('utf8', at, end), end };
}

/** Version 4: how many bytes to take off the previous name, then what to put on. */
function shortened(index: Buffer, at: number, previous: string): Name | null {
  let position = at;
  let byte = index[position++] ?? 0;
  let dropped = byte & 0x7f;
  while (byte & 0x80) {
    byte = index[position++] ?? 0;
    dropped = ((dropped + 1) << 7) | (byte & 0x7f);
  }
  const rest = plain(index, position);
  if (rest === null) return null;
  const before = Buffer.from(previous);
  const kept = before.toString('utf8', 0, Math.max(0, before.length - dropped));
  return { text: kept + rest.text, end: rest.end };
}

/** Whether the entries go on in another file. */
function hasLink(index: Buffer, from: number, hashBytes: number): boolean {
  let at = from;
  while (at + 8 <= index.length - hashBytes) {
    if (index.toString('latin1', at, at + 4) === 'link') return true;
    at += 8 + index.readUInt32BE(at + 4);
  }
  return false;
}
