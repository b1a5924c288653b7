import { createPrivateKey, createPublicKey } from 'node:crypto';
import { FileProblem } from '@nonhuman/connector-kit';
import { SecretValue } from '@nonhuman/runtime';
import { type DerValue, derChild, derChildren, derNumber, derOid, derTag, readDer } from './der.ts';
import { looseText, type PemBlock, pemBlocks } from './pem.ts';
import { derInteger, dsaSpki, type PublicKey, readSpki, rsaSpki } from './public-key.ts';
import { isPutty, readPuttyKey } from './putty.ts';
import { readOpenSshKeys } from './ssh.ts';

/** One private key in a file. Carries no private part, but for what `secret` may hide. */
export interface PrivateKey {
  readonly format: 'openssh' | 'pkcs1' | 'pkcs8' | 'sec1' | 'dsa' | 'putty' | 'sigstore';
  /** 1-based; null in binary files. */
  readonly line: number | null;
  /** Null when it lies there unencrypted. */
  readonly encryption: Encryption | null;
  /** Null when the encrypted form hides it. */
  readonly publicKey: PublicKey | null;
  /** What stands for its value; null when it is encrypted or lies in hardware. */
  readonly secret: SecretValue | null;
  readonly comment: string | null;
}

export interface Encryption {
  readonly cipher: string;
  readonly kdf: string;
  readonly rounds?: number | null;
}

/** Private keys of a file, and what looked like one and could not be read. */
export interface PrivateKeys {
  readonly keys: readonly PrivateKey[];
  readonly problems: readonly {
    readonly message: string;
    readonly reason: FileProblem['reason'];
  }[];
}

/** An RSA key of 16,384 bits has 9.3 KB; what is larger is no key and would cost time. */
const mostKeyBytes = 16_384;
const mostKeysInFile = 100;

/**
 * What stands for the value of a readable private key: its public key's DER. The same key in OpenSSH, PEM,
 * PKCS#8 or PuTTY form gives the same, so that its keyed fingerprint matches across formats; the
 * public key is known exactly to whoever has the private one, or was given it.
 */
function secretOf({ securityKey, spki }: PublicKey): SecretValue | null {
  if (securityKey || !spki) return null;
  return new SecretValue(`spki:${Buffer.from(spki).toString('base64')}`);
}

/** Every private key of a file: PEM blocks, PuTTY, or bare DER. Files without any give none, and no problem. */
export function readPrivateKeys(bytes: Uint8Array): PrivateKeys {
  if (bytes[0] === derTag.sequence) {
    const key = bytes.length <= mostKeyBytes ? readDerKey(bytes) : null;
    return { keys: key ? [key] : [], problems: [] };
  }
  const text = looseText(bytes);
  if (isPutty(text)) return attempt('line 1', () => [puttyKey(text)]);
  const found = pemBlocks(text)
    .filter(({ label }) => label.endsWith('PRIVATE KEY'))
    .slice(0, mostKeysInFile)
    .map((block) => attempt(`line ${block.line}`, () => readPemKey(block)));
  return {
    keys: found.flatMap(({ keys }) => keys),
    problems: found.flatMap(({ problems }) => problems),
  };
}

function attempt(where: string, read: () => PrivateKey[]): PrivateKeys {
  try {
    return { keys: read(), problems: [] };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const message = `The private key at ${where} cannot be read: ${error.message}`;
    return { keys: [], problems: [{ reason: error.reason, message }] };
  }
}

function puttyKey(text: string): PrivateKey {
  const { publicKey, encryption, comment } = readPuttyKey(text);
  const secret = encryption ? null : secretOf(publicKey);
  return { format: 'putty', line: 1, encryption, publicKey, secret, comment };
}

function readPemKey(block: PemBlock): PrivateKey[] {
  const { label, line, bytes } = block;
  const legacy = block.headers.get('dek-info');
  if (block.problem !== null) throw new FileProblem('malformed', block.problem);
  if (legacy !== undefined || /ENCRYPTED/.test(block.headers.get('proc-type') ?? '')) {
    const cipher = /^[A-Za-z0-9-]{1,32}/.exec(legacy ?? '')?.[0]?.toLowerCase() ?? 'unknown';
    const format = pemFormats.get(label) ?? 'pkcs8';
    return [sealed({ format, line, encryption: { cipher, kdf: 'md5', rounds: 1 } })];
  }
  if (/^ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY$/.test(label)) {
    const encryption = { cipher: 'nacl-secretbox', kdf: 'scrypt' };
    return [sealed({ format: 'sigstore', line, encryption })];
  }
  if (bytes.length > mostKeyBytes) {
    throw new FileProblem('malformed', `it has ${bytes.length} bytes, too many for a key`);
  }
  if (label === 'OPENSSH PRIVATE KEY') {
    return readOpenSshKeys(bytes).map((key) => {
      const secret = key.encryption ? null : secretOf(key.publicKey);
      return { format: 'openssh', line, secret, ...key };
    });
  }
  const key = pemFormats.has(label) ? readDerKey(bytes) : null;
  if (key) return [{ ...key, line }];
  const what = pemFormats.has(label) ? 'its content is no such key' : 'its kind is not known';
  throw new FileProblem(pemFormats.has(label) ? 'malformed' : 'unsupported', `${label}: ${what}`);
}

const pemFormats: ReadonlyMap<string, PrivateKey['format']> = new Map([
  ['RSA PRIVATE KEY', 'pkcs1'],
  ['EC PRIVATE KEY', 'sec1'],
  ['DSA PRIVATE KEY', 'dsa'],
  ['PRIVATE KEY', 'pkcs8'],
  ['ENCRYPTED PRIVATE KEY', 'pkcs8'],
]);

function sealed(key: Pick<PrivateKey, 'format' | 'line' | 'encryption'>): PrivateKey {
  return { ...key, publicKey: null, secret: null, comment: null };
}

/** A private key in DER, told by its shape; null when it is something else. Never throws. */
export function readDerKey(der: Uint8Array): PrivateKey | null {
  try {
    const outer = readDer(der);
    if (outer.tag !== derTag.sequence || outer.whole.length > mostKeyBytes) return null;
    const parts = derChildren(outer);
    const [first, second, third] = parts;
    if (first?.tag === derTag.sequence && second?.tag === derTag.octetString && !third) {
      const encryption = pbeOf(first);
      return encryption && sealed({ format: 'pkcs8', line: null, encryption });
    }
    if (first?.tag !== derTag.integer || parts.length < 3) return null;
    const format = formatOf(parts);
    if (!format) return null;
    const spki = spkiOfPrivate(format, outer.whole, parts);
    const common = { format, line: null, encryption: null, comment: null };
    if (spki) {
      const publicKey = readSpki(spki);
      return { ...common, publicKey, secret: secretOf(publicKey) };
    }
    if (!isUnknownKind(format, parts)) return null;
    const secret = new SecretValue(`pkcs8:${Buffer.from(outer.whole).toString('base64')}`);
    return { ...common, publicKey: null, secret };
  } catch (error) {
    if (error instanceof FileProblem) return null;
    throw error;
  }
}

function formatOf(parts: readonly DerValue[]): 'pkcs1' | 'pkcs8' | 'sec1' | 'dsa' | null {
  const [version, second, third] = parts;
  const number = version && derNumber(version);
  const integers = parts.filter((part) => part.tag === derTag.integer).length;
  if (second?.tag === derTag.sequence && third?.tag === derTag.octetString) return 'pkcs8';
  if (number === 1 && second?.tag === derTag.octetString) return 'sec1';
  if (number === 0 && integers >= 9) return 'pkcs1';
  return number === 0 && integers === 6 && parts.length === 6 ? 'dsa' : null;
}

function spkiOfPrivate(
  format: 'pkcs1' | 'pkcs8' | 'sec1' | 'dsa',
  der: Uint8Array,
  parts: readonly DerValue[],
): Uint8Array | null {
  if (format === 'pkcs1') return rsaSpki(derInteger(parts, 1), derInteger(parts, 2));
  if (format === 'dsa') {
    const [p, q, g, y] = [1, 2, 3, 4].map((index) => derInteger(parts, index));
    return p && q && g && y ? dsaSpki({ p, q, g, y }) : null;
  }
  if (format === 'pkcs8' && isRsa(parts)) {
    const inner = derChildren(readDer(derChild(parts, 2, derTag.octetString).content));
    return rsaSpki(derInteger(inner, 1), derInteger(inner, 2));
  }
  return derivedSpki(der, format);
}

/** A PKCS#8 of an algorithm that OpenSSL does not know here (post-quantum, national) is a key all the same; it stands for itself. */
function isUnknownKind(format: PrivateKey['format'], parts: readonly DerValue[]): boolean {
  const [oid] = parts[1] ? derChildren(parts[1]) : [];
  return format === 'pkcs8' && oid?.tag === derTag.oid && !knownAlgorithms.test(derOid(oid));
}

/** RSA, DSA, EC, and the curves of RFC 8410: what of these OpenSSL refuses is damaged. */
const knownAlgorithms =
  /^(?:1\.2\.840\.113549\.1\.1\.1|1\.2\.840\.10040\.4\.1|1\.2\.840\.10045\.2\.1|1\.3\.101\.11[0-3])$/;

function isRsa(parts: readonly DerValue[]): boolean {
  const [oid] = parts[1] ? derChildren(parts[1]) : [];
  return oid?.tag === derTag.oid && derOid(oid) === '1.2.840.113549.1.1.1';
}

/** Beyond this size, deriving a public DSA key takes seconds; no curve needs as much. */
const mostDerivable = 4_096;

/** The public key of a form that may hold the private number only: the one place that computes. */
function derivedSpki(der: Uint8Array, type: 'pkcs8' | 'sec1'): Uint8Array | null {
  if (der.length > mostDerivable) return null;
  try {
    const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type });
    return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));
  } catch {
    // OpenSSL refuses what is not a key, or a kind that it does not know; its messages add nothing.
    return null;
  }
}

const pbeNames: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.5.3', 'des-cbc'],
  ['1.2.840.113549.1.5.10', 'des-cbc'],
  ['1.2.840.113549.1.12.1.1', 'rc4-128'],
  ['1.2.840.113549.1.12.1.2', 'rc4-40'],
  ['1.2.840.113549.1.12.1.3', 'des-ede3-cbc'],
  ['1.2.840.113549.1.12.1.4', 'des-ede-cbc'],
  ['1.2.840.113549.1.12.1.5', 'rc2-128-cbc'],
  ['1.2.840.113549.1.12.1.6', 'rc2-40-cbc'],
  ['1.3.6.1.4.1.42.2.17.1.1', 'jks'],
  ['1.3.6.1.4.1.42.2.19.1', 'des-ede3-cbc'],
]);
const cipherNames: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.3.7', 'des-ede3-cbc'],
  ['1.3.14.3.2.7', 'des-cbc'],
  ['2.16.840.1.101.3.4.1.2', 'aes-128-cbc'],
  ['2.16.840.1.101.3.4.1.22', 'aes-192-cbc'],
  ['2.16.840.1.101.3.4.1.42', 'aes-256-cbc'],
  ['2.16.840.1.101.3.4.1.6', 'aes-128-gcm'],
  ['2.16.840.1.101.3.4.1.46', 'aes-256-gcm'],
]);
const kdfNames: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.5.12', 'pbkdf2'],
  ['1.3.6.1.4.1.11591.4.11', 'scrypt'],
]);
const pbes2 = '1.2.840.113549.1.5.13';

function kdfOf(oid: string): string {
  if (oid.startsWith('1.2.840.113549.1.12.')) return 'pkcs12';
  return oid.startsWith('1.2.840.113549.1.5.') ? 'pbkdf1' : 'jdk';
}

/** How a password protects something (RFC 8018, RFC 7292), from its AlgorithmIdentifier; null when it is none of these. */
export function pbeOf(algorithm: DerValue): Encryption | null {
  const [oidValue, parameters] = derChildren(algorithm);
  if (oidValue?.tag !== derTag.oid) return null;
  const oid = derOid(oidValue);
  if (oid !== pbes2) {
    const cipher = pbeNames.get(oid);
    if (!cipher) return null;
    const count = parameters?.tag === derTag.sequence ? derChildren(parameters)[1] : undefined;
    return { cipher, kdf: kdfOf(oid), rounds: count ? derNumber(count) : null };
  }
  const [kdf, scheme] = parameters ? derChildren(parameters).map((part) => derChildren(part)) : [];
  const kdfOid = kdf?.[0] ? derOid(kdf[0]) : '';
  const schemeOid = scheme?.[0] ? derOid(scheme[0]) : '';
  const count = kdf?.[1]?.tag === derTag.sequence ? derChildren(kdf[1])[1] : undefined;
  return {
    cipher: cipherNames.get(schemeOid) ?? schemeOid,
    kdf: kdfNames.get(kdfOid) ?? kdfOid,
    rounds: count ? derNumber(count) : null,
  };
}
