import type { FileContext, HostFile } from '@nonhuman/connector-kit';
import {
  type Attributes,
  never,
  type Observed,
  type Timestamp,
  type Upsert,
} from '@nonhuman/model';
import { spotOf } from '../../../formats/definitions/report.ts';
import type { PrivateKey } from '../../../formats/private-key.ts';
import { type PublicKey, spkiHash } from '../../../formats/public-key.ts';
import { publicIdOf } from './key-holders.ts';
import { type KeyIdentity, reportKey } from './report-key.ts';

/** What a file says about one private key, and what is concluded about its use. */
export interface PrivateKeyUse {
  readonly key: PrivateKey;
  /** The public key: its own, or that of the `.pub` file beside it; null when it is hidden. */
  readonly publicKey: PublicKey | null;
  readonly provider: string;
  readonly kind: 'ssh-key' | 'private-key';
  readonly nativeType: string;
  readonly name: string;
  readonly title: string;
  readonly identity: KeyIdentity;
  readonly publicId?: string;
  readonly keyPath?: string;
  readonly createdAt?: Observed<Timestamp>;
  readonly attributes?: Attributes;
}

/** The key of a private key's row: that of its public key, so that it is one row in every format. */
function privateKeyRowKey(publicKey: PublicKey): string {
  const hash = publicKey.spki && spkiHash(publicKey.spki);
  return `private-key:${hash ?? publicKey.sshFingerprint ?? ''}`;
}

/** Rows of one private key: encrypted keys and handles of security keys are credentials, only readable ones are exposures. */
export function privateKeyRows(
  listing: string,
  at: { file: HostFile; context: FileContext },
  use: PrivateKeyUse,
): Upsert[] {
  const { key, publicKey } = use;
  const where = use.keyPath ?? key.line ?? '';
  return reportKey(listing, at, {
    credentialKey: publicKey
      ? privateKeyRowKey(publicKey)
      : `private-key:${spotOf(at.file, at.context)}#${where}`,
    provider: use.provider,
    kind: use.kind,
    nativeType: use.nativeType,
    name: use.name,
    title: use.title,
    publicId: use.publicId ?? (publicKey && publicIdOf(publicKey)),
    secret: key.secret,
    identity: use.identity,
    ...(key.line === null ? {} : { line: key.line }),
    ...(use.keyPath === undefined ? {} : { keyPath: use.keyPath }),
    ...(use.createdAt ? { createdAt: use.createdAt } : {}),
    expiresAt: never,
    attributes: {
      format: key.format,
      encrypted: key.encryption !== null,
      protection: publicKey?.securityKey ? 'security-key' : key.encryption ? 'passphrase' : 'none',
      ...(publicKey ? { algorithm: publicKey.algorithm } : {}),
      ...(publicKey?.bits ? { bits: publicKey.bits } : {}),
      ...(publicKey?.spki ? { spkiSha256: spkiHash(publicKey.spki) } : {}),
      ...(key.encryption ? { cipher: key.encryption.cipher, kdf: key.encryption.kdf } : {}),
      ...(key.encryption?.rounds ? { kdfRounds: key.encryption.rounds } : {}),
      ...(key.comment ? { comment: key.comment } : {}),
      ...use.attributes,
    },
  });
}
