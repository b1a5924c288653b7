import { defineFileCollector } from '@nonhuman/connector-kit';
import { readPrivateKeys } from '../../../formats/private-key.ts';
import { privateKeyRows } from './private-key-rows.ts';
import { gapReason } from './read-or-gap.ts';
import { sshHost } from './ssh-host.ts';

const id = 'host.ssh-host-keys';

/** The private keys by which this machine's SSH server proves itself. */
export const sshHostKeys = defineFileCollector({
  id,
  title: 'SSH host keys',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential', 'exposure'],
  reads: [{ system: '/etc/ssh/ssh_host_*_key' }],
  cannotTell: ['which clients trust the key', 'when the key was made'],
  *collect(file, context) {
    const { keys, problems } = readPrivateKeys(file.bytes());
    for (const { reason, message } of problems) {
      context.gap({ reason: gapReason(reason), message });
    }
    for (const key of keys) {
      yield* privateKeyRows(
        id,
        { file, context },
        {
          key,
          publicKey: key.publicKey,
          provider: 'ssh',
          kind: 'ssh-key',
          nativeType: 'ssh-host-key',
          name: `${context.hostName} ${key.publicKey?.algorithm ?? ''} host key`,
          title: 'SSH host key',
          identity: sshHost(context.hostName),
        },
      );
    }
  },
});
