import { type FileContext, FileProblem, type HostFile } from '@nonhuman/connector-kit';
import { looseText, pemBlocks } from '../../../formats/pem.ts';
import { readPrivateKeys } from '../../../formats/private-key.ts';
import { spkiHash } from '../../../formats/public-key.ts';
import { type Certificate, readCertificate, readPkcs7Certificates } from '../../../formats/x509.ts';

const mostFiles = 24;
const largestKeyFile = 64_000;
const largestCertificateFile = 256_000;
const keyNames = /\.(?:key|pem|p8|pk8|der)$|(?:^|[-_.])key$|^id_/i;
const certificateNames = /\.(?:crt|cer|cert|pem|der)$/i;

/** A certificate of a file with the line that it begins on; null in binary files. */
export interface CertificateInFile {
  readonly certificate: Certificate;
  readonly line: number | null;
}

/** Certificates of a PEM, DER or PKCS#7 file, and what looked like one and could not be read. */
export function certificatesIn(bytes: Uint8Array): {
  readonly certificates: readonly CertificateInFile[];
  readonly problems: readonly string[];
} {
  const certificates: CertificateInFile[] = [];
  const problems: string[] = [];
  const attempt = (where: string, read: () => CertificateInFile[]) => {
    try {
      certificates.push(...read());
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      problems.push(`The certificate at ${where} cannot be read: ${error.message}`);
    }
  };
  if (bytes[0] === 0x30) {
    attempt('byte 0', () => readBinary(bytes));
    return { certificates, problems };
  }
  for (const { label, bytes: body, line, problem } of pemBlocks(looseText(bytes))) {
    if (!/^(?:(?:X509 |TRUSTED )?CERTIFICATE|PKCS7|CMS)$/.test(label)) continue;
    if (problem !== null)
      problems.push(`The certificate at line ${line} cannot be read: ${problem}`);
    else attempt(`line ${line}`, () => readBinary(body).map((found) => ({ ...found, line })));
  }
  return { certificates, problems };
}

/** A PKCS#7 begins with an object identifier, a certificate with a sequence. */
function readBinary(bytes: Uint8Array): CertificateInFile[] {
  const lengthOctets = (bytes[1] ?? 0) & 0x80 ? (bytes[1] ?? 0) & 0x7f : 0;
  const isPkcs7 = bytes[2 + lengthOctets] === 0x06;
  const found = isPkcs7 ? readPkcs7Certificates(bytes) : [readCertificate(bytes)];
  return found.map((certificate) => ({ certificate, line: null }));
}

/** Private keys that could belong to the certificates of a file. */
export interface KeysBeside {
  /** Of unencrypted keys: the hash of the public key → the file. */
  readonly hashes: ReadonlyMap<string, string>;
  /** An encrypted key lies in the same file or under the same name, and cannot be compared. */
  readonly sealed: boolean;
}

/** Keys in a file and in at most 24 files beside it, those of the same name first. */
export function keysBeside(file: HostFile, context: FileContext): KeysBeside {
  const hashes = new Map<string, string>();
  let sealed = false;
  const candidates = siblingFiles(file, context, { names: keyNames, largest: largestKeyFile });
  for (const candidate of [file, ...candidates]) {
    for (const key of readPrivateKeys(bytesOf(candidate)).keys) {
      const isSame = candidate === file || stemOf(candidate.name) === stemOf(file.name);
      if (key.publicKey?.spki) hashes.set(spkiHash(key.publicKey.spki), candidate.path);
      else if (isSame) sealed = true;
    }
  }
  return { hashes, sealed };
}

/** The certificate of a public key in its own file or in at most 24 files beside it; null when there is none. */
export function certificateBeside(
  file: HostFile,
  context: FileContext,
  spki: Uint8Array,
): Certificate | null {
  const wanted = spkiHash(spki);
  const size = { names: certificateNames, largest: largestCertificateFile };
  for (const candidate of [file, ...siblingFiles(file, context, size)]) {
    const { certificates } = certificatesIn(bytesOf(candidate));
    const match = certificates.find(({ certificate }) => certificate.spkiSha256 === wanted);
    if (match) return match.certificate;
  }
  return null;
}

function siblingFiles(
  file: HostFile,
  context: FileContext,
  { names, largest }: { names: RegExp; largest: number },
): HostFile[] {
  const stem = stemOf(file.name);
  const fits = context.siblings().filter((name) => name !== file.name && names.test(name));
  const sameFirst = [
    ...fits.filter((name) => stemOf(name) === stem),
    ...fits.filter((name) => stemOf(name) !== stem),
  ];
  return sameFirst
    .slice(0, mostFiles)
    .flatMap((name) => context.file(name) ?? [])
    .filter(({ size }) => size <= largest);
}

/** A neighbour that cannot be read costs the comparison only; its own collector says that it cannot. */
function bytesOf(file: HostFile): Uint8Array {
  try {
    return file.bytes();
  } catch (error) {
    if (error instanceof FileProblem) return new Uint8Array(0);
    throw error;
  }
}

/** `server` of `server.key`, `server-key.pem`, `server.crt`. */
function stemOf(name: string): string {
  return name
    .replace(/\.[^.]*$/, '')
    .replace(/[-_.](?:key|cert|crt|private|public|chain|fullchain)$/i, '');
}
