import { createHash } from 'node:crypto';
import { FileProblem } from '@nonhuman/connector-kit';
import { byteReader, shownText } from './byte-reader.ts';
import { concat } from './der.ts';
import { type PgpPacket, pgpPackets } from './pgp-packets.ts';
import { readSelfSignature, type SelfSignature } from './pgp-signature.ts';

/** One secret key or subkey of OpenPGP (RFC 4880, RFC 9580). Carries no secret part. */
export interface PgpSecretKey {
  /** Hex, upper case: 40 characters for version 4, 64 for version 6. */
  readonly fingerprint: string;
  /** Hex, upper case, 16 characters. */
  readonly keyId: string;
  readonly primary: boolean;
  /** Of the primary key that a subkey belongs to; its own for a primary key. */
  readonly primaryFingerprint: string;
  readonly algorithm: string;
  readonly bits: number | null;
  readonly createdAt: Date;
  /** From the newest self-signature; `never` when it names no end, null when no self-signature was found. */
  readonly expiresAt: Date | 'never' | null;
  /** `certify`, `sign`, `encrypt`, `authenticate`; null when not told. */
  readonly usages: readonly string[] | null;
  /** Of the primary key, as written; newest signatures are not compared. */
  readonly userIds: readonly string[];
  /** `none`: readable by whoever has the file. `absent`: only a stub, the secret is elsewhere. */
  readonly protection: 'passphrase' | 'none' | 'absent' | 'smartcard';
  /** What the public part is made of: the same in every copy of the key. */
  readonly publicBody: Uint8Array;
}

export interface PgpKeys {
  readonly keys: readonly PgpSecretKey[];
  /** Why reading ended early; null when it did not. */
  readonly problem: string | null;
}

const tag = {
  signature: 2,
  secretKey: 5,
  publicKey: 6,
  secretSubkey: 7,
  userId: 13,
  publicSubkey: 14,
};
const mostKeys = 1_000;

/** Every secret key of a binary export or keyring. Public keys are passed over. Never throws. */
export function readPgpSecretKeys(bytes: Uint8Array): PgpKeys {
  const drafts: Draft[] = [];
  let primary: Draft | null = null;
  let current: Draft | null = null;
  const { packets, problem } = pgpPackets(bytes);
  let keyProblem: string | null = null;
  for (const packet of packets) {
    if (packet.tag === tag.secretKey || packet.tag === tag.secretSubkey) {
      if (drafts.length === mostKeys) break;
      current = null;
      try {
        current = { ...secretKeyOf(packet), primary, userIds: [], signature: null };
        if (packet.tag === tag.secretKey) primary = current;
        drafts.push(current);
      } catch (error) {
        if (!(error instanceof FileProblem)) throw error;
        keyProblem ??= error.message;
      }
    } else if (packet.tag === tag.publicKey || packet.tag === tag.publicSubkey) {
      current = null;
      if (packet.tag === tag.publicKey) primary = null;
    } else if (packet.tag === tag.userId && current === primary && primary) {
      if (primary.userIds.length < 32) primary.userIds.push(shownText(packet.body));
    } else if (packet.tag === tag.signature && current) {
      const signature = readSelfSignature(packet.body);
      if (signature && isNewer(signature, current.signature)) current.signature = signature;
    }
  }
  return { keys: drafts.map(finished), problem: problem ?? keyProblem };
}

interface Draft extends ReturnType<typeof secretKeyOf> {
  /** Null for a primary key. */
  readonly primary: Draft | null;
  readonly userIds: string[];
  signature: SelfSignature | null;
}

function isNewer(signature: SelfSignature, known: SelfSignature | null): boolean {
  return known === null || signature.createdAt >= known.createdAt;
}

function finished(draft: Draft): PgpSecretKey {
  const { signature, primary: _, ...key } = draft;
  const owner = key.isPrimary ? draft : (draft.primary ?? draft);
  const seconds = signature?.validForSeconds ?? null;
  const { isPrimary, ...rest } = key;
  return {
    ...rest,
    primary: isPrimary,
    primaryFingerprint: owner.fingerprint,
    userIds: owner.userIds,
    usages: signature?.usages ?? null,
    expiresAt:
      signature === null
        ? null
        : seconds === null
          ? 'never'
          : new Date(key.createdAt.getTime() + seconds * 1000),
  };
}

interface Algorithm {
  readonly name: string;
  /** Number of MPIs of the public part, or the bytes of a native key. */
  readonly mpis?: number;
  readonly native?: number;
  readonly curve?: true;
}

const algorithms: ReadonlyMap<number, Algorithm> = new Map<number, Algorithm>([
  [1, { name: 'RSA', mpis: 2 }],
  [2, { name: 'RSA', mpis: 2 }],
  [3, { name: 'RSA', mpis: 2 }],
  [16, { name: 'ElGamal', mpis: 3 }],
  [17, { name: 'DSA', mpis: 4 }],
  [18, { name: 'ECDH', mpis: 1, curve: true }],
  [19, { name: 'ECDSA', mpis: 1, curve: true }],
  [22, { name: 'EdDSA', mpis: 1, curve: true }],
  [25, { name: 'X25519', native: 32 }],
  [26, { name: 'X448', native: 56 }],
  [27, { name: 'Ed25519', native: 32 }],
  [28, { name: 'Ed448', native: 57 }],
]);

const curveNames: ReadonlyMap<string, { bits: number; name?: string }> = new Map([
  ['2a8648ce3d030107', { bits: 256 }],
  ['2b81040022', { bits: 384 }],
  ['2b81040023', { bits: 521 }],
  ['2b8104000a', { bits: 256 }],
  ['2b06010401da470f01', { bits: 256, name: 'Ed25519' }],
  ['2b060104019755010501', { bits: 256, name: 'X25519' }],
  ['2b2403030208010107', { bits: 256 }],
  ['2b240303020801010b', { bits: 384 }],
  ['2b240303020801010d', { bits: 512 }],
]);

function secretKeyOf({ tag: packetTag, body, at }: PgpPacket) {
  const reader = byteReader(body, `OpenPGP key at byte ${at}`);
  const version = reader.u8();
  if (version !== 4 && version !== 6) {
    throw new FileProblem('unsupported', `OpenPGP key at byte ${at}: version ${version}`);
  }
  const createdAt = new Date(reader.u32() * 1000);
  const algorithm = algorithms.get(reader.u8());
  if (!algorithm) {
    throw new FileProblem('unsupported', `OpenPGP key at byte ${at}: its algorithm is not known`);
  }
  if (version === 6) reader.u32();
  const facts = publicFacts(reader, algorithm);
  const publicBody = body.subarray(0, reader.at);
  const fingerprint = fingerprintOf(version, publicBody);
  return {
    fingerprint,
    keyId: version === 4 ? fingerprint.slice(-16) : fingerprint.slice(0, 16),
    isPrimary: packetTag === tag.secretKey,
    createdAt,
    ...facts,
    protection: protectionOf(body.subarray(reader.at)),
    publicBody,
  };
}

function publicFacts(reader: ReturnType<typeof byteReader>, algorithm: Algorithm) {
  if (algorithm.native) {
    reader.take(algorithm.native);
    return { algorithm: algorithm.name, bits: algorithm.native === 32 ? 256 : 448 };
  }
  const curve = algorithm.curve
    ? curveNames.get(Buffer.from(reader.take(reader.u8())).toString('hex'))
    : undefined;
  const sizes = Array.from({ length: algorithm.mpis ?? 0 }, () => {
    const bits = reader.u16();
    reader.take(Math.ceil(bits / 8));
    return bits;
  });
  if (algorithm.name === 'ECDH') reader.take(reader.u8());
  if (!algorithm.curve) return { algorithm: algorithm.name, bits: sizes[0] ?? null };
  return { algorithm: curve?.name ?? algorithm.name, bits: curve?.bits ?? null };
}

function fingerprintOf(version: 4 | 6, body: Uint8Array): string {
  const head = new Uint8Array(version === 4 ? 3 : 5);
  head[0] = version === 4 ? 0x99 : 0x9b;
  const view = new DataView(head.buffer);
  if (version === 4) view.setUint16(1, body.length);
  else view.setUint32(1, body.length);
  const hash = createHash(version === 4 ? 'sha1' : 'sha256');
  return hash.update(concat(head, body)).digest('hex').toUpperCase();
}

/** The string-to-key usage and, for GnuPG's extension 101, its mode: 1 is a stub, 2 a smartcard. */
function protectionOf(secret: Uint8Array): PgpSecretKey['protection'] {
  const [usage, second, third] = secret;
  if (usage === undefined) return 'absent';
  if (usage === 0) return 'none';
  if (usage !== 253 && usage !== 254 && usage !== 255) return 'passphrase';
  if (third !== 101 || second === undefined) return 'passphrase';
  return Buffer.from(secret.subarray(4, 7)).toString('latin1') === 'GNU' && secret[7] === 2
    ? 'smartcard'
    : 'absent';
}
