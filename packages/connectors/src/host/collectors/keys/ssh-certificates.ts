import { createHash } from 'node:crypto';
import { defineFileCollector, type FileContext, type HostFile } from '@nonhuman/connector-kit';
import { never, seen, timestampOf, type Upsert, unknown } from '@nonhuman/model';
import { looseText } from '../../../formats/pem.ts';
import { readSshKeyLine } from '../../../formats/ssh.ts';
import { readSshCertificate, type SshCertificate } from '../../../formats/ssh-certificate.ts';
import { keyHolder } from './key-holders.ts';
import { readOrGap } from './read-or-gap.ts';
import { reportKey } from './report-key.ts';
import { sshHost } from './ssh-host.ts';

const id = 'host.ssh-certificates';

/** OpenSSH certificates of users and hosts. */
export const sshCertificates = defineFileCollector({
  id,
  title: 'SSH certificates',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential'],
  reads: [{ home: '.ssh/*-cert.pub' }, { name: '*-cert.pub' }, { system: '/etc/ssh/*-cert.pub' }],
  cannotTell: ['whether it was revoked', 'which servers trust its authority'],
  maxBytes: 1_000_000,
  *collect(file, context) {
    for (const [index, text] of looseText(file.bytes()).split('\n', 100).entries()) {
      const where = `Line ${index + 1}`;
      const line = readSshKeyLine(text);
      if (line === 'no-key') {
        context.gap({ reason: 'malformed', message: `${where}: it holds no SSH certificate` });
      }
      if (typeof line === 'string') continue;
      const certificate = readOrGap(context, where, () => readSshCertificate(line.blob));
      if (!certificate) continue;
      const hash = createHash('sha256').update(line.blob).digest('hex');
      yield* rowsOf({ certificate, hash, line: index + 1 }, { file, context });
    }
  },
});

function rowsOf(
  { certificate, hash, line }: { certificate: SshCertificate; hash: string; line: number },
  at: { file: HostFile; context: FileContext },
): Upsert[] {
  const { authority, keyId, kind, publicKey, validAfter, validBefore } = certificate;
  const fingerprint = publicKey.sshFingerprint ?? hash;
  const created = validAfter && timestampOf(validAfter);
  const end = validBefore && timestampOf(validBefore);
  return reportKey(id, at, {
    credentialKey: `ssh-certificate:${hash}`,
    provider: 'ssh',
    kind: 'certificate',
    nativeType: `ssh-${kind}-certificate`,
    name: keyId || fingerprint,
    publicId: hash,
    secret: null,
    identity:
      kind === 'host'
        ? sshHost(at.context.hostName)
        : keyHolder(fingerprint, keyId || at.file.name),
    line,
    ...(validBefore && validBefore < at.context.now ? { status: 'expired' as const } : {}),
    createdAt: created ? seen(created) : unknown('the certificate names no start'),
    expiresAt: end ? seen(end) : never,
    attributes: {
      algorithm: publicKey.algorithm,
      ...(publicKey.bits === null ? {} : { bits: publicKey.bits }),
      signatureAlgorithm: certificate.signatureAlgorithm,
      serial: certificate.serial,
      keyId,
      principals: [...certificate.principals],
      anyPrincipal: certificate.principals.length === 0,
      extensions: [...certificate.extensions],
      criticalOptions: { ...certificate.criticalOptions },
      issuer: authority.sshFingerprint,
      keyFingerprint: publicKey.sshFingerprint,
    },
  });
}
