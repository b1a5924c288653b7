import { createHash, X509Certificate } from 'node:crypto';
import { FileProblem } from '@nonhuman/connector-kit';
import {
  type DerValue,
  derBits,
  derChild,
  derChildren,
  derOid,
  derTag,
  derTime,
  readDer,
} from './der.ts';
import { type PublicKey, readSpki, spkiHash } from './public-key.ts';
import {
  type AlternativeNames,
  type DistinguishedName,
  readAlternativeNames,
  readName,
} from './x509-names.ts';

/** An X.509 certificate (RFC 5280). Nothing in it is secret; no chain is verified. */
export interface Certificate {
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly names: AlternativeNames;
  /** Hexadecimal, lower case. */
  readonly serial: string;
  readonly notBefore: Date | null;
  /** Null when it is not a date; `never` for 99991231235959Z, which means no expiry. */
  readonly notAfter: Date | 'never' | null;
  /** As OpenSSL names it, e.g. `sha256WithRSAEncryption`. */
  readonly signatureAlgorithm: string;
  readonly publicKey: PublicKey;
  /** SHA-256 of the subject public key info, in hex: equals that of its private key. */
  readonly spkiSha256: string;
  readonly isCa: boolean;
  /** Key usages and extended key usages, e.g. `digitalSignature`, `serverAuth`; null when it has neither extension. */
  readonly usages: readonly string[] | null;
  readonly selfIssued: boolean;
  /** Of the whole certificate, in hex, lower case. */
  readonly sha256: string;
  /** The thumbprint that Microsoft shows, in hex, lower case. */
  readonly sha1: string;
  readonly der: Uint8Array;
}

const signatures: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.2', 'md2WithRSAEncryption'],
  ['1.2.840.113549.1.1.4', 'md5WithRSAEncryption'],
  ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption'],
  ['1.3.14.3.2.29', 'sha1WithRSA'],
  ['1.2.840.113549.1.1.10', 'rsassaPss'],
  ['1.2.840.113549.1.1.11', 'sha256WithRSAEncryption'],
  ['1.2.840.113549.1.1.12', 'sha384WithRSAEncryption'],
  ['1.2.840.113549.1.1.13', 'sha512WithRSAEncryption'],
  ['1.2.840.113549.1.1.14', 'sha224WithRSAEncryption'],
  ['1.2.840.10040.4.3', 'dsaWithSHA1'],
  ['2.16.840.1.101.3.4.3.2', 'dsa_with_SHA256'],
  ['1.2.840.10045.4.1', 'ecdsa-with-SHA1'],
  ['1.2.840.10045.4.3.1', 'ecdsa-with-SHA224'],
  ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256'],
  ['1.2.840.10045.4.3.3', 'ecdsa-with-SHA384'],
  ['1.2.840.10045.4.3.4', 'ecdsa-with-SHA512'],
  ['1.3.101.112', 'ED25519'],
  ['1.3.101.113', 'ED448'],
  ['2.16.840.1.101.3.4.3.17', 'ML-DSA-44'],
  ['2.16.840.1.101.3.4.3.18', 'ML-DSA-65'],
  ['2.16.840.1.101.3.4.3.19', 'ML-DSA-87'],
]);

const extendedUsages: ReadonlyMap<string, string> = new Map([
  ['2.5.29.37.0', 'anyExtendedKeyUsage'],
  ['1.3.6.1.5.5.7.3.1', 'serverAuth'],
  ['1.3.6.1.5.5.7.3.2', 'clientAuth'],
  ['1.3.6.1.5.5.7.3.3', 'codeSigning'],
  ['1.3.6.1.5.5.7.3.4', 'emailProtection'],
  ['1.3.6.1.5.5.7.3.8', 'timeStamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSPSigning'],
  ['1.3.6.1.4.1.311.20.2.2', 'smartcardLogon'],
  ['1.3.6.1.5.2.3.4', 'pkinitClientAuth'],
  ['1.3.6.1.5.2.3.5', 'pkinitKdc'],
]);

/** Bits of KeyUsage from the first on. */
const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

/** Reads one certificate; what follows it in `bytes` is left alone. Throws `FileProblem` with the byte. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const outer = readDer(bytes);
  const [tbs, algorithm, signature] = derChildren(outer);
  if (!tbs || tbs.tag !== derTag.sequence || !algorithm || signature?.tag !== derTag.bitString) {
    throw new FileProblem('malformed', 'ASN.1: no certificate at byte 0');
  }
  const fields = derChildren(tbs);
  const at = fields[0]?.tag === 0xa0 ? 1 : 0;
  const serial = derChild(fields, at, derTag.integer);
  const issuer = derChild(fields, at + 2, derTag.sequence);
  const validity = derChildren(derChild(fields, at + 3, derTag.sequence));
  const subject = derChild(fields, at + 4, derTag.sequence);
  const spki = derChild(fields, at + 5, derTag.sequence);
  const extensions = extensionsOf(fields.find(({ tag }) => tag === 0xa3));
  const signatureOid = derOid(derChild(derChildren(algorithm), 0, derTag.oid));
  const alternative = extensions.get('2.5.29.17');
  return {
    subject: readName(subject),
    issuer: readName(issuer),
    names: alternative
      ? readAlternativeNames(alternative)
      : { dns: [], ip: [], email: [], uri: [] },
    serial: Buffer.from(serial.content.subarray(0, 32))
      .toString('hex')
      .replace(/^00(?=.)/, ''),
    notBefore: validity[0] ? derTime(validity[0]) : null,
    notAfter: validity[1] ? endOf(validity[1]) : null,
    signatureAlgorithm: signatures.get(signatureOid) ?? signatureOid,
    publicKey: readSpki(spki.whole),
    spkiSha256: spkiHash(spki.whole),
    isCa: isCa(extensions.get('2.5.29.19')),
    usages: usagesOf(extensions),
    selfIssued: Buffer.compare(issuer.whole, subject.whole) === 0,
    sha256: digest('sha256', outer.whole),
    sha1: digest('sha1', outer.whole),
    der: outer.whole,
  };
}

function digest(algorithm: 'sha1' | 'sha256', bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

/** RFC 5280, 4.1.2.5: this GeneralizedTime says that there is no well-defined end. */
function endOf(time: DerValue): Certificate['notAfter'] {
  const text = Buffer.from(time.content).toString('latin1');
  return text === '99991231235959Z' ? 'never' : derTime(time);
}

/** Extension identifier → the value inside its OCTET STRING; an extension that cannot be read is left out. */
function extensionsOf(explicit: DerValue | undefined): ReadonlyMap<string, DerValue> {
  const found = new Map<string, DerValue>();
  const [list] = explicit ? derChildren(explicit) : [];
  for (const extension of list ? derChildren(list) : []) {
    const parts = derChildren(extension);
    const [oid] = parts;
    const value = parts.find(({ tag }) => tag === derTag.octetString);
    if (oid?.tag !== derTag.oid || !value || value.content.length < 2) continue;
    found.set(derOid(oid), readDer(value.content));
  }
  return found;
}

function isCa(basicConstraints: DerValue | undefined): boolean {
  const [ca] = basicConstraints ? derChildren(basicConstraints) : [];
  return ca?.tag === derTag.boolean && ca.content[0] !== 0;
}

function usagesOf(extensions: ReadonlyMap<string, DerValue>): string[] | null {
  const usage = extensions.get('2.5.29.15');
  const extended = extensions.get('2.5.29.37');
  if (!usage && !extended) return null;
  const bits = usage?.tag === derTag.bitString ? derBits(usage) : new Uint8Array(0);
  const plain = keyUsages.filter((_, index) => {
    return ((bits[index >> 3] ?? 0) >> (7 - (index & 7))) & 1;
  });
  const purposes = (extended ? derChildren(extended) : [])
    .filter(({ tag }) => tag === derTag.oid)
    .map((oid) => derOid(oid))
    .map((oid) => extendedUsages.get(oid) ?? oid);
  return [...plain, ...purposes];
}

/**
 * Whether it is signed by its own key; null when that cannot be verified here (an algorithm that
 * OpenSSL does not know or refuses).
 */
export function isSelfSigned(certificate: Certificate): boolean | null {
  if (!certificate.selfIssued) return false;
  try {
    const parsed = new X509Certificate(Buffer.from(certificate.der));
    return parsed.verify(parsed.publicKey);
  } catch {
    return null;
  }
}

/** The certificates inside a PKCS#7 SignedData (RFC 5652), as `.p7b` files hold them. Throws `FileProblem`. */
export function readPkcs7Certificates(bytes: Uint8Array): Certificate[] {
  const [type, content] = derChildren(readDer(bytes));
  if (type?.tag !== derTag.oid || derOid(type) !== '1.2.840.113549.1.7.2' || !content) {
    throw new FileProblem('malformed', 'PKCS#7: it is no SignedData');
  }
  const [signedData] = derChildren(content);
  const list = signedData && derChildren(signedData).find(({ tag }) => tag === 0xa0);
  return (list ? derChildren(list) : [])
    .filter(({ tag }) => tag === derTag.sequence)
    .map((certificate) => readCertificate(certificate.whole));
}
