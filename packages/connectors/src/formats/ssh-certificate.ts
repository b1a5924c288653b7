import { FileProblem } from '@nonhuman/connector-kit';
import { byteReader, shownText } from './byte-reader.ts';
import { namedType, type PublicKey, readSshPublicKey, sshBlob } from './public-key.ts';

/** An OpenSSH certificate (PROTOCOL.certkeys). Nothing in it is secret; the signature is not verified. */
export interface SshCertificate {
  readonly kind: 'user' | 'host';
  /** Decimal: it has 64 bits. */
  readonly serial: string;
  readonly keyId: string;
  /** Empty: valid for every principal. */
  readonly principals: readonly string[];
  readonly validAfter: Date | null;
  /** Null: it never expires. */
  readonly validBefore: Date | null;
  readonly criticalOptions: Readonly<Record<string, string>>;
  readonly extensions: readonly string[];
  readonly authority: PublicKey;
  /** The certified key; its fingerprint is that of the plain key. */
  readonly publicKey: PublicKey;
  /** How the authority signed, e.g. `rsa-sha2-512`. */
  readonly signatureAlgorithm: string;
}

const keyStrings: ReadonlyMap<string, number> = new Map([
  ['ssh-rsa', 2],
  ['ssh-dss', 4],
  ['ssh-ed25519', 1],
  ['ecdsa-sha2-nistp256', 2],
  ['ecdsa-sha2-nistp384', 2],
  ['ecdsa-sha2-nistp521', 2],
  ['sk-ssh-ed25519', 2],
  ['sk-ecdsa-sha2-nistp256', 3],
]);
const forever = 0xffff_ffff_ffff_ffffn;
const mostNames = 1_000;

/** Reads the blob of a certificate line. Throws `FileProblem`. */
export function readSshCertificate(blob: Uint8Array): SshCertificate {
  const reader = byteReader(blob, 'SSH certificate');
  const type = shownText(reader.counted('u32'));
  const plain = type.replace(/-cert-v01@openssh\.com$/, '');
  const count = keyStrings.get(plain);
  if (count === undefined || plain === type) {
    throw new FileProblem('unsupported', `SSH certificate: ${namedType(type)} is not known`);
  }
  reader.counted('u32');
  const parts = Array.from({ length: count }, () => reader.counted('u32'));
  const plainType = plain.startsWith('sk-') ? `${plain}@openssh.com` : plain;
  const serial = reader.u64();
  const kind = reader.u32();
  if (kind !== 1 && kind !== 2) {
    throw new FileProblem('malformed', `SSH certificate: kind ${kind} is neither user nor host`);
  }
  const keyId = shownText(reader.counted('u32'));
  const principals = names(reader.counted('u32'));
  const validAfter = reader.u64();
  const validBefore = reader.u64();
  const criticalOptions = Object.fromEntries(pairs(reader.counted('u32')));
  const extensions = pairs(reader.counted('u32')).map(([name]) => name);
  reader.counted('u32');
  const authority = readSshPublicKey(reader.counted('u32'));
  const signature = byteReader(reader.counted('u32'), 'SSH certificate');
  return {
    kind: kind === 1 ? 'user' : 'host',
    serial: serial.toString(),
    keyId,
    principals,
    validAfter: validAfter === 0n ? null : dateOf(validAfter),
    validBefore: validBefore === forever ? null : dateOf(validBefore),
    criticalOptions,
    extensions,
    authority,
    publicKey: readSshPublicKey(sshBlob(plainType, ...parts)),
    signatureAlgorithm: shownText(signature.counted('u32')),
  };
}

function names(bytes: Uint8Array): string[] {
  const reader = byteReader(bytes, 'SSH certificate');
  const found: string[] = [];
  while (reader.left > 0 && found.length < mostNames) found.push(shownText(reader.counted('u32')));
  return found;
}

/** Options are names with a value that is itself a packed string, or empty. */
function pairs(bytes: Uint8Array): [string, string][] {
  const reader = byteReader(bytes, 'SSH certificate');
  const found: [string, string][] = [];
  while (reader.left > 0 && found.length < mostNames) {
    const name = shownText(reader.counted('u32'));
    const packed = reader.counted('u32');
    const value =
      packed.length === 0 ? packed : byteReader(packed, 'SSH certificate').counted('u32');
    found.push([name, shownText(value)]);
  }
  return found;
}

/** Seconds since 1970; beyond what a `Date` can say it is the last day that it can. */
function dateOf(seconds: bigint): Date {
  const last = 8_640_000_000_000n;
  return new Date(Number(seconds > last ? last : seconds) * 1000);
}
