import { defineFileCollector } from '@nonhuman/connector-kit';
import { never } from '@nonhuman/model';
import { shownText } from '../../../formats/byte-reader.ts';
import { looseText } from '../../../formats/pem.ts';
import { readSshPublicKey } from '../../../formats/public-key.ts';
import { readSshKeyLine } from '../../../formats/ssh.ts';
import { readOrGap, withFewGaps } from './read-or-gap.ts';
import { reportKey } from './report-key.ts';

const id = 'host.ssh-known-authorities';

/** Authorities that SSH clients of this host believe when they vouch for a server. Plain known hosts are left out. */
export const sshKnownAuthorities = defineFileCollector({
  id,
  title: 'SSH host certificate authorities',
  group: 'keys-and-certificates',
  emits: ['credential'],
  reads: [
    { home: '.ssh/known_hosts' },
    { home: '.ssh/known_hosts2' },
    { system: '/etc/ssh/ssh_known_hosts' },
  ],
  cannotTell: ['who holds the key of the authority', 'which hosts it has certified'],
  *collect(file, context) {
    const told = withFewGaps(context);
    for (const [index, text] of looseText(file.bytes()).split('\n').entries()) {
      const marked = /^\s*@cert-authority[ \t]+(\S{1,4096})[ \t]+(.*)$/.exec(text);
      if (!marked) continue;
      const [, hosts = '', rest = ''] = marked;
      const where = `Line ${index + 1}`;
      const line = readSshKeyLine(rest);
      if (line === 'no-key') {
        told.gap({ reason: 'malformed', message: `${where}: it holds no SSH public key` });
      }
      if (typeof line === 'string') continue;
      const publicKey = readOrGap(told, where, () => readSshPublicKey(line.blob));
      if (!publicKey?.sshFingerprint) continue;
      const issuer = publicKey.sshFingerprint;
      yield* reportKey(
        id,
        { file, context },
        {
          credentialKey: `ssh-host-authority:${file.path}:${issuer}#${index + 1}`,
          provider: 'ssh',
          kind: 'federated-trust',
          nativeType: 'ssh-host-certificate-authority',
          name: `${line.comment ?? issuer} for ${shownText(hosts)}`,
          publicId: issuer,
          secret: null,
          identity: null,
          line: index + 1,
          expiresAt: never,
          attributes: {
            algorithm: publicKey.algorithm,
            ...(publicKey.bits === null ? {} : { bits: publicKey.bits }),
            issuer,
            subjectConditions: [
              { operator: 'StringLike', key: 'host', values: shownText(hosts).split(',') },
            ],
          },
        },
      );
    }
  },
});
