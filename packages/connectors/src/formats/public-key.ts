import { createHash } from 'node:crypto';
import { FileProblem } from '@nonhuman/connector-kit';
import { byteReader, shownText } from './byte-reader.ts';
import {
  bitLength,
  concat,
  derBits,
  derChild,
  derChildren,
  derOid,
  derTag,
  readDer,
  unsigned,
  writeDer,
  writeInteger,
  writeOid,
} from './der.ts';

/** What a public key tells, whatever format it came in. */
export interface PublicKey {
  /** `RSA`, `DSA`, `ECDSA`, `Ed25519`, `Ed448`, `X25519`… or the dotted identifier of what we do not know. */
  readonly algorithm: string;
  /** Of elliptic curves that of the field; null when not known. */
  readonly bits: number | null;
  /** Subject public key info in DER: the same bytes for one key in every format. Null for what X.509 has no form for. */
  readonly spki: Uint8Array | null;
  /** `SHA256:…` as `ssh-keygen -l` shows it; null for kinds that SSH does not know. */
  readonly sshFingerprint: string | null;
  /** The private half lies in a security key (FIDO), a file holds a handle at most. */
  readonly securityKey: boolean;
}

interface Curve {
  readonly oid: string;
  readonly bits: number;
  /** Its name in SSH key types. */
  readonly ssh: string | null;
}

const curves: readonly Curve[] = [
  { oid: '1.2.840.10045.3.1.7', bits: 256, ssh: 'nistp256' },
  { oid: '1.3.132.0.34', bits: 384, ssh: 'nistp384' },
  { oid: '1.3.132.0.35', bits: 521, ssh: 'nistp521' },
  { oid: '1.3.132.0.33', bits: 224, ssh: null },
  { oid: '1.2.840.10045.3.1.1', bits: 192, ssh: null },
  { oid: '1.3.132.0.10', bits: 256, ssh: null },
  { oid: '1.3.36.3.3.2.8.1.1.7', bits: 256, ssh: null },
  { oid: '1.3.36.3.3.2.8.1.1.11', bits: 384, ssh: null },
  { oid: '1.3.36.3.3.2.8.1.1.13', bits: 512, ssh: null },
];

const oids = {
  rsa: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  dsa: '1.2.840.10040.4.1',
  ec: '1.2.840.10045.2.1',
  ed25519: '1.3.101.112',
} as const;

/** Keys of RFC 8410 and FIPS 204 whose size their name tells. */
const plainKeys: ReadonlyMap<string, { algorithm: string; bits: number | null }> = new Map([
  ['1.3.101.110', { algorithm: 'X25519', bits: 256 }],
  ['1.3.101.111', { algorithm: 'X448', bits: 448 }],
  [oids.ed25519, { algorithm: 'Ed25519', bits: 256 }],
  ['1.3.101.113', { algorithm: 'Ed448', bits: 456 }],
  ['2.16.840.1.101.3.4.3.17', { algorithm: 'ML-DSA-44', bits: null }],
  ['2.16.840.1.101.3.4.3.18', { algorithm: 'ML-DSA-65', bits: null }],
  ['2.16.840.1.101.3.4.3.19', { algorithm: 'ML-DSA-87', bits: null }],
]);

/** Reads a DER SubjectPublicKeyInfo (RFC 5280). Throws `FileProblem`. */
export function readSpki(spki: Uint8Array): PublicKey {
  const [algorithm, key] = derChildren(readDer(spki));
  if (!algorithm || key?.tag !== derTag.bitString) {
    throw new FileProblem('malformed', 'ASN.1: no public key at byte 0');
  }
  const [oidValue, parameters] = derChildren(algorithm);
  const oid = oidValue ? derOid(oidValue) : '';
  const common = { spki, securityKey: false };
  if (oid === oids.rsa || oid === oids.rsaPss) {
    const [modulus, exponent] = derChildren(readDer(derBits(key)));
    const n = modulus?.content ?? new Uint8Array(0);
    const e = exponent?.content ?? new Uint8Array(0);
    const ssh = oid === oids.rsa ? sshBlob('ssh-rsa', mpint(e), mpint(n)) : null;
    return { ...common, algorithm: 'RSA', bits: bitLength(n), sshFingerprint: ssh && sshHash(ssh) };
  }
  if (oid === oids.dsa) {
    const pqg = parameters ? derChildren(parameters) : [];
    const y = readDer(derBits(key)).content;
    const ssh = sshBlob('ssh-dss', ...pqg.map((part) => mpint(part.content)), mpint(y));
    const bits = bitLength(pqg[0]?.content ?? new Uint8Array(0));
    return { ...common, algorithm: 'DSA', bits, sshFingerprint: sshHash(ssh) };
  }
  if (oid === oids.ec) {
    const named = parameters?.tag === derTag.oid ? derOid(parameters) : null;
    const curve = curves.find((known) => known.oid === named);
    const ssh = curve?.ssh && sshBlob(`ecdsa-sha2-${curve.ssh}`, utf8(curve.ssh), derBits(key));
    return {
      ...common,
      algorithm: 'ECDSA',
      bits: curve?.bits ?? null,
      sshFingerprint: ssh ? sshHash(ssh) : null,
    };
  }
  const plain = plainKeys.get(oid) ?? { algorithm: oid || 'unknown', bits: null };
  const ssh = oid === oids.ed25519 ? sshHash(sshBlob('ssh-ed25519', derBits(key))) : null;
  return { ...common, ...plain, sshFingerprint: ssh };
}

/** Reads a public key as SSH writes it (RFC 4253, 5656, 8709; PROTOCOL.u2f). Throws `FileProblem`. */
export function readSshPublicKey(blob: Uint8Array): PublicKey {
  const reader = byteReader(blob, 'SSH public key');
  const type = shownText(reader.counted('u32'));
  const sshFingerprint = sshHash(blob);
  const securityKey = type.startsWith('sk-');
  const facts = { sshFingerprint, securityKey };
  if (type === 'ssh-rsa') {
    const e = reader.counted('u32');
    const n = reader.counted('u32');
    return { ...facts, algorithm: 'RSA', bits: bitLength(n), spki: rsaSpki(n, e) };
  }
  if (type === 'ssh-dss') {
    const [p, q, g, y] = [0, 1, 2, 3].map(() => reader.counted('u32')) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    return { ...facts, algorithm: 'DSA', bits: bitLength(p), spki: dsaSpki({ p, q, g, y }) };
  }
  if (/^(?:sk-)?ecdsa-sha2-/.test(type)) {
    const name = shownText(reader.counted('u32'));
    const point = reader.counted('u32');
    const curve = curves.find((known) => known.ssh === name);
    const spki = curve ? ecSpki(curve.oid, point) : null;
    return { ...facts, algorithm: 'ECDSA', bits: curve?.bits ?? null, spki };
  }
  if (/^(?:sk-)?ssh-ed25519/.test(type)) {
    const spki = spkiOf(writeDer(derTag.sequence, writeOid(oids.ed25519)), reader.counted('u32'));
    return { ...facts, algorithm: 'Ed25519', bits: 256, spki };
  }
  if (type === 'ssh-ed448') return { ...facts, algorithm: 'Ed448', bits: 456, spki: null };
  throw new FileProblem('unsupported', `SSH public key: ${namedType(type)} is not known`);
}

/** A type for a message: damaged files have other bytes in its place, which may be secret. */
export function namedType(type: string): string {
  const isType = /^(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]{1,64}$/.test(type);
  return isType ? `the type "${type}"` : 'its type';
}

/** The subject public key info of an RSA key from its modulus and exponent. */
export function rsaSpki(n: Uint8Array, e: Uint8Array): Uint8Array {
  const algorithm = writeDer(derTag.sequence, writeOid(oids.rsa), writeDer(derTag.null));
  return spkiOf(algorithm, writeDer(derTag.sequence, writeInteger(n), writeInteger(e)));
}

/** The subject public key info of a DSA key. */
export function dsaSpki(key: Record<'p' | 'q' | 'g' | 'y', Uint8Array>): Uint8Array {
  const parameters = writeDer(
    derTag.sequence,
    writeInteger(key.p),
    writeInteger(key.q),
    writeInteger(key.g),
  );
  return spkiOf(writeDer(derTag.sequence, writeOid(oids.dsa), parameters), writeInteger(key.y));
}

function ecSpki(curveOid: string, point: Uint8Array): Uint8Array {
  return spkiOf(writeDer(derTag.sequence, writeOid(oids.ec), writeOid(curveOid)), point);
}

function spkiOf(algorithm: Uint8Array, key: Uint8Array): Uint8Array {
  return writeDer(derTag.sequence, algorithm, writeDer(derTag.bitString, Uint8Array.of(0), key));
}

/** The SHA-256 of the subject public key info in hex: what HPKP and most tools pin. */
export function spkiHash(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('hex');
}

/** `SHA256:…` of an SSH key blob, as OpenSSH prints it. */
function sshHash(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** One SSH string after another; the type first. */
export function sshBlob(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...[utf8(type), ...parts].map((part) => {
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, part.length);
      return concat(length, part);
    }),
  );
}

function mpint(content: Uint8Array): Uint8Array {
  const magnitude = unsigned(content);
  return (magnitude[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), magnitude) : magnitude;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The child of a DER sequence that must be an INTEGER. */
export function derInteger(children: Parameters<typeof derChild>[0], index: number): Uint8Array {
  return derChild(children, index, derTag.integer).content;
}
