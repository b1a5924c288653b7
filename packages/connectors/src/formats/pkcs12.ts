import { createHash, createHmac } from 'node:crypto';
import { FileProblem } from '@nonhuman/connector-kit';
import forge from 'node-forge';
import {
  concat,
  type DerValue,
  derChild,
  derChildren,
  derNumber,
  derOctets,
  derOid,
  derTag,
  readDer,
  writeDer,
} from './der.ts';
import { type Encryption, type PrivateKey, pbeOf, readDerKey } from './private-key.ts';
import { stringOf } from './x509-names.ts';

/** A PKCS#12 file (RFC 7292): what it tells without a password, or all of it when the password is empty. */
export interface Pkcs12 {
  /** `empty`: the password is the empty one, so anyone can open it. `needed`: another. `none`: nothing in it is encrypted. `untested`: too costly or unknown to us. */
  readonly password: 'empty' | 'needed' | 'none' | 'untested';
  /** How its parts are protected, without repeats. */
  readonly encryptions: readonly Encryption[];
  /** DER of the certificates that can be read. */
  readonly certificates: readonly Uint8Array[];
  readonly keys: readonly Pkcs12Key[];
}

export interface Pkcs12Key {
  /** The name that tools show; null when it has none. */
  readonly friendlyName: string | null;
  /** The key when it can be read; else how it is protected. */
  readonly key: PrivateKey | null;
  readonly encryption: Encryption | null;
}

const oids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  friendlyName: '1.2.840.113549.1.9.20',
} as const;
/** Rounds of key derivation in one file, all parts together: about a second. Tools use 1 to 100,000 each. */
const mostRounds = 300_000;
const mostBags = 1_000;

/** Whether the bytes begin as a PKCS#12 file of version 3. */
export function isPkcs12(bytes: Uint8Array): boolean {
  if (bytes[0] !== derTag.sequence) return false;
  try {
    const [version, content] = derChildren(readDer(bytes));
    return (
      version?.tag === derTag.integer &&
      derNumber(version) === 3 &&
      content?.tag === derTag.sequence
    );
  } catch (error) {
    if (error instanceof FileProblem) return false;
    throw error;
  }
}

/** Reads a PKCS#12 file, trying no password but the empty one. Throws `FileProblem`. */
export function readPkcs12(bytes: Uint8Array): Pkcs12 {
  const [, authSafe, mac] = derChildren(readDer(bytes));
  const safe = authSafe && partOf(authSafe);
  if (safe?.type !== oids.data) {
    throw new FileProblem(
      'unsupported',
      'PKCS#12: it is protected by a public key, not a password',
    );
  }
  const parts = derChildren(readDer(safe.data)).map((part) => partOf(part));
  const closed = contentsOf(parts, false);
  const encryptions = [
    ...new Map(closed.encryptions.map((each) => [JSON.stringify(each), each])).values(),
  ];
  const found = { ...closed, encryptions };
  if (encryptions.length === 0) return { ...found, password: 'none' };
  const rounds = closed.encryptions.reduce((sum, each) => sum + roundsOf(each), 0);
  const empty = mac && rounds <= mostRounds ? isEmptyPassword(mac, safe.data) : null;
  if (empty === null) return { ...found, password: 'untested' };
  if (!empty) return { ...found, password: 'needed' };
  return { ...contentsOf(parts, true), encryptions, password: 'empty' };
}

/** A number that is told but cannot be read (negative, beyond 2^48) is too large. */
function roundsOf({ rounds = 1 }: Encryption): number {
  return rounds ?? Number.POSITIVE_INFINITY;
}

interface Part {
  readonly type: string;
  /** In clear; empty when encrypted. */
  readonly data: Uint8Array;
  readonly sealed: { readonly algorithm: DerValue; readonly data: Uint8Array } | null;
}

/** One ContentInfo (RFC 5652). */
function partOf(info: DerValue): Part {
  const [typeValue, explicit] = derChildren(info);
  const type = typeValue?.tag === derTag.oid ? derOid(typeValue) : '';
  const [inner] = explicit ? derChildren(explicit) : [];
  const nothing = { type, data: new Uint8Array(0), sealed: null };
  if (!inner) return nothing;
  if (type === oids.data) return { ...nothing, data: derOctets(inner) };
  if (type !== oids.encryptedData) return nothing;
  const encrypted = derChildren(derChild(derChildren(inner), 1, derTag.sequence));
  const algorithm = derChild(encrypted, 1, derTag.sequence);
  const data = encrypted[2] ? derOctets(encrypted[2]) : nothing.data;
  return { ...nothing, sealed: { algorithm, data } };
}

type Contents = Pick<Pkcs12, 'encryptions' | 'certificates' | 'keys'>;

/** What can be read; `opened`: what the empty password opens, too. */
function contentsOf(parts: readonly Part[], opened: boolean): Contents {
  const encryptions: Encryption[] = [];
  const certificates: Uint8Array[] = [];
  const keys: Pkcs12Key[] = [];
  const open = (algorithm: DerValue, data: Uint8Array) => {
    encryptions.push(pbeOf(algorithm) ?? { cipher: 'unknown', kdf: 'unknown' });
    return opened ? openedWithEmptyPassword(algorithm, data) : null;
  };
  const safes = parts.flatMap(({ data, sealed }) => {
    const clear = sealed ? open(sealed.algorithm, sealed.data) : data;
    return clear && clear.length > 0 ? derChildren(readDer(clear)) : [];
  });
  for (const bag of safes.slice(0, mostBags)) {
    const [typeValue, explicit, attributes] = derChildren(bag);
    const [value] = explicit ? derChildren(explicit) : [];
    const type = typeValue?.tag === derTag.oid ? derOid(typeValue) : '';
    if (!value) continue;
    const friendlyName = attributes ? friendlyNameOf(attributes) : null;
    if (type === oids.keyBag) {
      keys.push({ friendlyName, key: readDerKey(value.whole), encryption: null });
    } else if (type === oids.shroudedKeyBag) {
      const [algorithm, data] = derChildren(value);
      const clear = algorithm && data ? open(algorithm, derOctets(data)) : null;
      const encryption = clear ? null : (encryptions.at(-1) ?? null);
      keys.push({ friendlyName, key: clear && readDerKey(clear), encryption });
    } else if (type === oids.certBag) {
      const [, wrapped] = derChildren(value);
      const [certificate] = wrapped ? derChildren(wrapped) : [];
      if (certificate) certificates.push(derOctets(certificate));
    }
  }
  return { encryptions, certificates, keys };
}

function friendlyNameOf(attributes: DerValue): string | null {
  for (const attribute of derChildren(attributes)) {
    const [type, values] = derChildren(attribute);
    if (type?.tag !== derTag.oid || derOid(type) !== oids.friendlyName || !values) continue;
    const [name] = derChildren(values);
    return name ? stringOf(name) : null;
  }
  return null;
}

const macHashes: ReadonlyMap<string, { name: string; block: number }> = new Map([
  ['1.3.14.3.2.26', { name: 'sha1', block: 64 }],
  ['2.16.840.1.101.3.4.2.1', { name: 'sha256', block: 64 }],
  ['2.16.840.1.101.3.4.2.2', { name: 'sha384', block: 128 }],
  ['2.16.840.1.101.3.4.2.3', { name: 'sha512', block: 128 }],
]);

/** Tools encode the empty password as two zero bytes (RFC 7292, B.1) or leave it out; null when it cannot be tested. */
function isEmptyPassword(mac: DerValue, data: Uint8Array): boolean | null {
  const [digestInfo, salt, iterations] = derChildren(mac);
  const [algorithm, digest] = digestInfo ? derChildren(digestInfo) : [];
  const [oid] = algorithm ? derChildren(algorithm) : [];
  const hash = oid?.tag === derTag.oid ? macHashes.get(derOid(oid)) : undefined;
  const rounds = iterations ? derNumber(iterations) : 1;
  if (!hash || !digest || !salt || salt.content.length > 1024 || rounds === null) return null;
  if (rounds < 1 || rounds > mostRounds) return null;
  return [new Uint8Array(2), new Uint8Array(0)].some((password) => {
    const key = macKey({ hash, password, salt: salt.content, rounds });
    const expected = createHmac(hash.name, key).update(data).digest();
    return Buffer.compare(expected, digest.content) === 0;
  });
}

/** The key derivation of RFC 7292, B.2, for the purpose 3 (MAC), as long as one digest. */
function macKey(from: {
  hash: { name: string; block: number };
  password: Uint8Array;
  salt: Uint8Array;
  rounds: number;
}): Uint8Array {
  const { hash, password, salt, rounds } = from;
  const diversifier = new Uint8Array(hash.block).fill(3);
  let key: Uint8Array = concat(diversifier, filled(salt, hash.block), filled(password, hash.block));
  for (let round = 0; round < rounds; round += 1) {
    key = createHash(hash.name).update(key).digest();
  }
  return key;
}

/** Repeated to a multiple of the block; empty stays empty. */
function filled(bytes: Uint8Array, block: number): Uint8Array {
  const length = Math.ceil(bytes.length / block) * block;
  return Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length] ?? 0);
}

/**
 * Decrypts one part; null when that does not work. node-forge has the old ciphers (RC2) that OpenSSL 3
 * leaves out, and its reader of encrypted keys serves for any content.
 */
function openedWithEmptyPassword(algorithm: DerValue, data: Uint8Array): Uint8Array | null {
  const sealed = writeDer(derTag.sequence, algorithm.whole, writeDer(derTag.octetString, data));
  try {
    const asn1 = forge.asn1.fromDer(Buffer.from(sealed).toString('latin1'));
    const clear = forge.asn1.toDer(forge.pki.decryptPrivateKeyInfo(asn1, '')).getBytes();
    return new Uint8Array(Buffer.from(clear, 'latin1'));
  } catch {
    // It throws plain errors and RangeErrors for what it does not know, and nothing is learnt from them.
    return null;
  }
}
