import {
  defineFileCollector,
  type FileContext,
  FileProblem,
  type HostFile,
} from '@nonhuman/connector-kit';
import { spotOf } from '../../../formats/definitions/report.ts';
import { looseText } from '../../../formats/pem.ts';
import { type PrivateKey, readPrivateKeys } from '../../../formats/private-key.ts';
import { type PublicKey, readSshPublicKey } from '../../../formats/public-key.ts';
import { readSshKeyLine } from '../../../formats/ssh.ts';
import { certificateBeside } from './beside.ts';
import { certificateHolder, certificateName, keyHolder, publicIdOf } from './key-holders.ts';
import { type PrivateKeyUse, privateKeyRows } from './private-key-rows.ts';
import { gapReason, withFewGaps } from './read-or-gap.ts';
import type { KeyIdentity } from './report-key.ts';

const id = 'host.private-keys';

/**
 * Private keys for SSH, TLS and signing in every usual format.
 *
 * A file is judged by its content: what merely ends in `.key` or `.pem` (presentations, certificates,
 * public keys, requests, parameters) gives nothing and no gap.
 */
export const privateKeys = defineFileCollector({
  id,
  title: 'Private keys of SSH, TLS and signing',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential', 'exposure'],
  reads: [
    { home: '.ssh/*' },
    { home: '.ssh/*/*' },
    { name: 'id_*' },
    { name: '*.key' },
    { name: '*.p8' },
    { name: '*.pem' },
    { name: '*.pk8' },
    { name: '*.ppk' },
    { system: '/etc/kubernetes/pki/*.key' },
    { system: '/etc/kubernetes/pki/etcd/*.key' },
    { system: '/etc/letsencrypt/live/*/privkey.pem' },
    { system: '/etc/pki/tls/private/*' },
    { system: '/etc/ssl/private/*' },
  ],
  cannotTell: [
    'which servers and services accept a key',
    'the public key of a PEM key under a passphrase, unless its .pub file lies beside it',
    'whether a passphrase is a good one',
    'when a key was made or last used',
  ],
  *collect(file, context) {
    const { keys, problems } = readPrivateKeys(file.bytes());
    const told = withFewGaps(context);
    for (const { reason, message } of problems) told.gap({ reason: gapReason(reason), message });
    const beside = keys.length === 1 ? publicFileBeside(file, context) : null;
    for (const key of keys) {
      yield* privateKeyRows(id, { file, context }, useOf(key, beside, { file, context }));
    }
  },
});

function useOf(
  key: PrivateKey,
  beside: PublicFile | null,
  { file, context }: { file: HostFile; context: FileContext },
): PrivateKeyUse {
  const publicKey = key.publicKey ?? beside?.publicKey ?? null;
  const comment = key.comment ?? beside?.comment ?? null;
  const publicId = publicKey && publicIdOf(publicKey);
  const holder = keyHolder(publicId ?? spotOf(file, context), comment ?? file.name);
  const common = { key: { ...key, comment }, publicKey };
  if (isForSsh(key, beside, file)) {
    return {
      ...common,
      provider: 'ssh',
      kind: 'ssh-key',
      nativeType: 'ssh-private-key',
      name: comment ?? file.name,
      title: 'SSH private key',
      identity: holder,
    };
  }
  const certificate = publicKey?.spki ? certificateBeside(file, context, publicKey.spki) : null;
  const identity: KeyIdentity = certificate
    ? certificateHolder(certificate)
    : { ...holder, provider: 'generic' };
  return {
    ...common,
    kind: 'private-key',
    provider: certificate ? 'x509' : key.format === 'sigstore' ? 'sigstore' : 'generic',
    nativeType: 'private-key',
    name: certificate ? `Key of ${certificateName(certificate)}` : file.name,
    title: 'Private key',
    identity,
    // Of a hidden public key nobody can tell.
    ...(publicKey ? { attributes: { certificateBeside: certificate !== null } } : {}),
  };
}

function isForSsh(key: PrivateKey, beside: PublicFile | null, file: HostFile): boolean {
  const isSshFormat = key.format === 'openssh' || key.format === 'putty';
  const isSshPlace = /\/\.ssh\//.test(file.path) || /^id_(?:rsa|dsa|ecdsa|ed25519)/.test(file.name);
  return isSshFormat || isSshPlace || beside !== null;
}

interface PublicFile {
  readonly publicKey: PublicKey;
  readonly comment: string | null;
}

/** The SSH public key in `<name>.pub`; null when there is none that can be read. */
function publicFileBeside(file: HostFile, context: FileContext): PublicFile | null {
  const beside = context.file(`${file.name}.pub`);
  if (!beside || beside.size > 65_536) return null;
  try {
    const line = readSshKeyLine(looseText(beside.bytes()).split('\n', 1)[0] ?? '');
    if (typeof line === 'string') return null;
    return { publicKey: readSshPublicKey(line.blob), comment: line.comment };
  } catch (error) {
    if (error instanceof FileProblem) return null;
    throw error;
  }
}
