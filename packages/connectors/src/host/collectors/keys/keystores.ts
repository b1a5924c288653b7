import {
  defineFileCollector,
  type FileContext,
  FileProblem,
  type HostFile,
} from '@nonhuman/connector-kit';
import { seen, timestampOf, type Upsert } from '@nonhuman/model';
import { spotOf } from '../../../formats/definitions/report.ts';
import { derChildren, readDer } from '../../../formats/der.ts';
import { isJavaKeystore, type JavaKeystore, readJavaKeystore } from '../../../formats/jks.ts';
import { isPkcs12, type Pkcs12, type Pkcs12Key, readPkcs12 } from '../../../formats/pkcs12.ts';
import { type Encryption, pbeOf } from '../../../formats/private-key.ts';
import { spkiHash } from '../../../formats/public-key.ts';
import { type Certificate, readCertificate } from '../../../formats/x509.ts';
import { certificateRows } from './certificate-rows.ts';
import { certificateHolder, certificateName, keyHolder, publicIdOf } from './key-holders.ts';
import { privateKeyRows } from './private-key-rows.ts';
import { readOrGap, withFewGaps } from './read-or-gap.ts';
import type { KeyIdentity } from './report-key.ts';

const id = 'host.keystores';

interface At {
  readonly file: HostFile;
  readonly context: FileContext;
}

/**
 * PKCS#12 and Java keystores: entries, certificates and how their keys are protected. No password is
 * tried but the empty one. Trusted certificates of others authenticate nobody and are left out.
 */
export const keystores = defineFileCollector({
  id,
  title: 'PKCS#12 and Java keystores',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential', 'exposure'],
  reads: [
    { name: '*.bks' },
    { name: '*.jceks' },
    { name: '*.jks' },
    { name: '*.keystore' },
    { name: '*.p12' },
    { name: '*.pfx' },
    { name: 'keystore' },
  ],
  cannotTell: [
    'what a keystore under a password holds: of PKCS#12 not even the certificates, as most tools write it',
    'whether the password is a well-known one: none is tried but the empty one',
    'the kind and size of keys that no certificate accompanies',
  ],
  *collect(file, context) {
    const bytes = file.bytes();
    const at = { file, context: withFewGaps(context) };
    if (isJavaKeystore(bytes)) {
      const store = readOrGap(context, '', () => readJavaKeystore(bytes));
      if (store) yield* javaRows(store, at);
    } else if (isPkcs12(bytes)) {
      const store = readOrGap(context, '', () => readPkcs12(bytes));
      if (store) yield* pkcs12Rows(store, at);
    } else if (bytes.length > 0) {
      const message = 'The keystore is neither PKCS#12, JKS nor JCEKS';
      context.gap({ reason: 'unsupported', message });
    }
  },
});

function* pkcs12Rows(store: Pkcs12, at: At): Iterable<Upsert> {
  const certificates = store.certificates.flatMap((der) => certificateOf(der, at.context));
  const facts = {
    format: 'pkcs12',
    password: store.password,
    encryption: store.encryptions.map(encryptionText),
  };
  for (const [index, entry] of store.keys.entries()) {
    const keyPath = entry.friendlyName ?? `key ${index + 1}`;
    yield* pkcs12KeyRows(entry, { keyPath, certificates, facts }, at);
  }
  const isWhole = store.password === 'empty' || store.password === 'none';
  const spkis = new Set(store.keys.flatMap(({ key }) => spkiOf(key)));
  for (const certificate of certificates) {
    const hasKey = spkis.has(certificate.spkiSha256);
    const maySealed = store.keys.some(({ key }) => key === null);
    const isIssuer = isWhole || certificates.length > 1;
    if (certificate.isCa && !hasKey && isIssuer) continue;
    yield* certificateRows(id, at, {
      certificate,
      line: null,
      keyPath: certificateName(certificate),
      keyBeside: hasKey || (maySealed || !isWhole ? null : false),
      attributes: facts,
    });
  }
  if (store.keys.length === 0 && certificates.length === 0) {
    const publicKey = null;
    const key = {
      format: 'pkcs8' as const,
      line: null,
      encryption: store.encryptions[0] ?? { cipher: 'unknown', kdf: 'unknown' },
      publicKey,
      secret: null,
      comment: null,
    };
    yield* privateKeyRows(id, at, {
      key,
      publicKey,
      provider: 'x509',
      kind: 'private-key',
      nativeType: 'pkcs12-keystore',
      name: at.file.name,
      title: 'PKCS#12 keystore',
      identity: { ...keyHolder(spotOf(at.file, at.context), at.file.name), provider: 'x509' },
      attributes: { ...facts, contentsKnown: false },
    });
  }
}

function pkcs12KeyRows(
  { key, encryption }: Pkcs12Key,
  from: {
    keyPath: string;
    certificates: readonly Certificate[];
    facts: Record<string, string | string[]>;
  },
  at: At,
): Upsert[] {
  const { keyPath, certificates, facts } = from;
  const [spki] = spkiOf(key);
  const certificate = certificates.find(({ spkiSha256 }) => spkiSha256 === spki) ?? null;
  const sealed = encryption ?? { cipher: 'unknown', kdf: 'unknown' };
  const publicId = key?.publicKey ? publicIdOf(key.publicKey) : null;
  return privateKeyRows(id, at, {
    key: key ?? {
      format: 'pkcs8',
      line: null,
      encryption: sealed,
      publicKey: null,
      secret: null,
      comment: null,
    },
    publicKey: key?.publicKey ?? null,
    provider: 'x509',
    kind: 'private-key',
    nativeType: 'private-key',
    name: certificate ? `Key of ${certificateName(certificate)}` : keyPath,
    title: 'Private key in a keystore that anyone can open',
    identity: holderOf(
      certificate,
      publicId ?? `${spotOf(at.file, at.context)}#${keyPath}`,
      keyPath,
    ),
    keyPath,
    attributes: facts,
  });
}

function spkiOf(key: Pkcs12Key['key']): string[] {
  return key?.publicKey?.spki ? [spkiHash(key.publicKey.spki)] : [];
}

function* javaRows(store: JavaKeystore, at: At): Iterable<Upsert> {
  if (store.problem !== null) at.context.gap({ reason: 'malformed', message: store.problem });
  for (const entry of store.entries) {
    if (entry.kind === 'trusted-certificate') continue;
    const [der] = entry.chain;
    const [certificate = null] = der ? certificateOf(der, at.context) : [];
    const facts = { format: store.type.toLowerCase(), alias: entry.alias, entryKind: entry.kind };
    const createdAt = entry.createdAt && timestampOf(entry.createdAt);
    const publicKey = certificate?.publicKey ?? null;
    const encryption = keyEncryption(entry.encryptedKey);
    yield* privateKeyRows(id, at, {
      key: {
        format: 'pkcs8',
        line: null,
        encryption,
        publicKey: null,
        secret: null,
        comment: null,
      },
      publicKey,
      provider: 'x509',
      kind: 'private-key',
      nativeType: entry.kind,
      name: certificate ? `Key of ${certificateName(certificate)}` : entry.alias,
      title: 'Private key',
      identity: holderOf(certificate, `${spotOf(at.file, at.context)}#${entry.alias}`, entry.alias),
      keyPath: entry.alias,
      ...(createdAt ? { createdAt: seen(createdAt) } : {}),
      attributes: facts,
    });
    if (certificate) {
      const keyPath = entry.alias;
      yield* certificateRows(id, at, {
        certificate,
        line: null,
        keyPath,
        keyBeside: true,
        attributes: { ...facts, chain: entry.chain.length },
      });
    }
  }
}

/** Keys of JKS are always under a password, though it may be an empty one. */
function keyEncryption(encryptedKey: Uint8Array | null): Encryption {
  const unknownScheme = { cipher: 'unknown', kdf: 'unknown' };
  if (!encryptedKey) return unknownScheme;
  try {
    const [algorithm] = derChildren(readDer(encryptedKey));
    return (algorithm && pbeOf(algorithm)) ?? unknownScheme;
  } catch (error) {
    if (error instanceof FileProblem) return unknownScheme;
    throw error;
  }
}

function holderOf(certificate: Certificate | null, key: string, name: string): KeyIdentity {
  return certificate
    ? certificateHolder(certificate)
    : { ...keyHolder(key, name), provider: 'x509' };
}

function certificateOf(der: Uint8Array, context: FileContext): Certificate[] {
  const where = 'A certificate in the keystore cannot be read';
  const certificate = readOrGap(context, where, () => readCertificate(der));
  return certificate ? [certificate] : [];
}

function encryptionText({ cipher, kdf, rounds }: Encryption): string {
  return rounds ? `${cipher} (${kdf}, ${rounds} rounds)` : `${cipher} (${kdf})`;
}
