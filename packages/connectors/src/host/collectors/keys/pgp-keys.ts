import { defineFileCollector, type FileContext, type HostFile } from '@nonhuman/connector-kit';
import { never, seen, timestampOf, type Upsert, unknown } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { readGnupgKey } from '../../../formats/gnupg-key.ts';
import { looseText, pemBlocks } from '../../../formats/pem.ts';
import { type PgpSecretKey, readPgpSecretKeys } from '../../../formats/pgp.ts';
import { withFewGaps } from './read-or-gap.ts';
import { reportKey } from './report-key.ts';

const id = 'host.pgp-keys';

interface At {
  readonly file: HostFile;
  readonly context: FileContext;
}

/** Secret keys of OpenPGP: exports, old keyrings, and GnuPG's own key files. Public keys and encrypted messages give nothing. */
export const pgpKeys = defineFileCollector({
  id,
  title: 'OpenPGP secret keys',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential', 'exposure'],
  reads: [
    { home: '.gnupg/private-keys-v1.d/*.key' },
    { home: '.gnupg/secring.gpg' },
    { name: '*.asc' },
    { name: '*.gpg' },
    { name: '*.pgp' },
    { name: 'secring.gpg' },
  ],
  cannotTell: [
    'whether a key was revoked elsewhere',
    "which OpenPGP key a file of GnuPG's private-keys-v1.d belongs to: it is named by its keygrip",
    'whether self-signatures are genuine: they are not verified',
  ],
  *collect(file, context) {
    const at = { file, context };
    const bytes = file.bytes();
    if (file.path.includes('/private-keys-v1.d/')) yield* gnupgRows(bytes, at);
    else yield* exportRows(bytes, { file, context: withFewGaps(context) });
  },
});

function* gnupgRows(bytes: Uint8Array, at: At): Iterable<Upsert> {
  const key = readGnupgKey(bytes);
  if (!key) {
    at.context.gap({ reason: 'malformed', message: 'The file holds no private key of GnuPG' });
    return;
  }
  const keygrip = at.file.name.replace(/\.key$/, '');
  yield* reportKey(id, at, {
    credentialKey: `gnupg-key:${keygrip}`,
    provider: 'pgp',
    kind: 'private-key',
    nativeType: 'gnupg-private-key',
    name: `GnuPG key ${keygrip}`,
    title: 'GnuPG private key without a passphrase',
    publicId: keygrip,
    secret: key.protection === 'none' ? new SecretValue(`keygrip:${keygrip}`) : null,
    identity: holder(`gnupg:${keygrip}`, `GnuPG key ${keygrip}`),
    attributes: {
      algorithm: key.algorithm,
      ...(key.bits === null ? {} : { bits: key.bits }),
      encrypted: key.protection === 'passphrase',
      protection: key.protection,
    },
  });
}

function* exportRows(bytes: Uint8Array, at: At): Iterable<Upsert> {
  const isBinary = ((bytes[0] ?? 0) & 0x80) !== 0;
  const parts = isBinary ? [{ bytes, line: null }] : armoredParts(bytes, at.context);
  for (const part of parts) {
    const { keys, problem } = readPgpSecretKeys(part.bytes);
    const isKeyFile = keys.length > 0 || part.line !== null;
    if (problem !== null && isKeyFile) at.context.gap({ reason: 'malformed', message: problem });
    for (const key of keys) yield* keyRows(key, part.line, at);
  }
}

function armoredParts(bytes: Uint8Array, context: FileContext) {
  const parts: { bytes: Uint8Array; line: number }[] = [];
  for (const { label, bytes: body, line, problem } of pemBlocks(looseText(bytes))) {
    if (label !== 'PGP PRIVATE KEY BLOCK') continue;
    if (problem === null) parts.push({ bytes: body, line });
    else context.gap({ reason: 'malformed', message: `The key block at line ${line}: ${problem}` });
  }
  return parts;
}

/** What stands for the value is the public part of the packet: the same in every copy, under whatever passphrase. */
function keyRows(key: PgpSecretKey, line: number | null, at: At): Upsert[] {
  const { expiresAt, fingerprint, keyId, primaryFingerprint, protection, userIds } = key;
  const name = userIds[0] ?? keyId;
  const secret = new SecretValue(`pgp:${Buffer.from(key.publicBody).toString('base64')}`);
  const isExpired = expiresAt instanceof Date && expiresAt < at.context.now;
  const created = timestampOf(key.createdAt);
  const end = expiresAt instanceof Date ? timestampOf(expiresAt) : null;
  return reportKey(id, at, {
    credentialKey: `pgp:${fingerprint}`,
    provider: 'pgp',
    kind: 'private-key',
    nativeType: key.primary ? 'pgp-secret-key' : 'pgp-secret-subkey',
    name: key.primary ? name : `${name} (subkey ${keyId})`,
    title: 'OpenPGP secret key without a passphrase',
    publicId: fingerprint,
    secret: protection === 'none' ? secret : null,
    identity: holder(`pgp:${primaryFingerprint}`, name),
    ...(line === null ? {} : { line }),
    keyPath: keyId,
    ...(isExpired ? { status: 'expired' as const } : {}),
    ...(created ? { createdAt: seen(created) } : {}),
    expiresAt: end ? seen(end) : expiresAt === 'never' ? never : unknown('no self-signature tells'),
    attributes: {
      algorithm: key.algorithm,
      ...(key.bits === null ? {} : { bits: key.bits }),
      encrypted: protection === 'passphrase',
      protection,
      ...(key.usages ? { usages: [...key.usages] } : {}),
      primary: key.primary,
      ...(userIds.length > 0 ? { userIds: [...userIds] } : {}),
    },
  });
}

function holder(key: string, name: string) {
  return {
    key,
    provider: 'pgp',
    kind: 'machine-user' as const,
    nativeType: 'pgp-key-holder',
    name,
  };
}
