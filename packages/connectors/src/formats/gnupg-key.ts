import { bitLength } from './der.ts';

/** What a file of GnuPG's `private-keys-v1.d` tells; nothing secret. */
export interface GnupgKey {
  readonly protection: 'none' | 'passphrase' | 'smartcard';
  readonly algorithm: string;
  readonly bits: number | null;
}

const algorithms: ReadonlyMap<string, string> = new Map([
  ['rsa', 'RSA'],
  ['dsa', 'DSA'],
  ['elg', 'ElGamal'],
  ['ecc', 'ECC'],
]);
const curves: ReadonlyMap<string, { algorithm: string; bits: number }> = new Map([
  ['ed25519', { algorithm: 'Ed25519', bits: 256 }],
  ['curve25519', { algorithm: 'X25519', bits: 256 }],
  ['ed448', { algorithm: 'Ed448', bits: 456 }],
  ['nist p-256', { algorithm: 'ECDSA', bits: 256 }],
  ['nist p-384', { algorithm: 'ECDSA', bits: 384 }],
  ['nist p-521', { algorithm: 'ECDSA', bits: 521 }],
]);
const head =
  /\((?:\d+:)?(shadowed-|protected-)?private-key ?\((?:\d+:)?(rsa|dsa|elg|ecc)(?: |\(|$)/;

/** Reads the S-expression, canonical or in the extended format (GnuPG's keyformat.txt); null when it is none. */
export function readGnupgKey(bytes: Uint8Array): GnupgKey | null {
  const raw = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1');
  const text = raw.replace(/\s+/g, ' ');
  const match = head.exec(text);
  if (!match) return null;
  const curve = /\((?:\d+:)?curve ?(?:\d+:)?"?([A-Za-z0-9 -]{1,32})/.exec(text)?.[1];
  const known = curve && curves.get(curve.trim().toLowerCase());
  const algorithm = algorithms.get(match[2] ?? '') ?? 'unknown';
  return {
    protection: match[1] ? (match[1] === 'shadowed-' ? 'smartcard' : 'passphrase') : 'none',
    ...(known || { algorithm, bits: modulusBits(text, raw) }),
  };
}

/** Of `(n #00A3…#)`, or of `(1:n257:…`, whose length counts a leading zero byte when the top bit is set. */
function modulusBits(text: string, raw: string): number | null {
  const hex = /\((?:n|p) ?#([0-9A-F ]{1,8192})#/i.exec(text)?.[1];
  if (hex) return bitLength(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  const counted = /\(1:[np](\d{1,5}):/.exec(raw);
  if (!counted) return null;
  const from = counted.index + counted[0].length;
  return bitLength(Buffer.from(raw.slice(from, from + Number(counted[1])), 'latin1'));
}
