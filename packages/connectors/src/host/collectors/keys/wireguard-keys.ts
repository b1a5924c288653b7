import { createPrivateKey, createPublicKey } from 'node:crypto';
import { defineFileCollector, type FileContext, type HostFile } from '@nonhuman/connector-kit';
import type { Upsert } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { reportCredential } from '../../../formats/definitions/report.ts';
import { looseText } from '../../../formats/pem.ts';
import { withFewGaps } from './read-or-gap.ts';

const id = 'host.wireguard-keys';

/** Keys in wg-quick(8) configurations: the interface's private key and the keys shared with peers. */
export const wireguardKeys = defineFileCollector({
  id,
  title: 'WireGuard keys',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential', 'exposure'],
  reads: [{ name: 'wg*.conf' }, { system: '/etc/wireguard/*.conf' }],
  cannotTell: ['which peers still accept a key', 'when a peer was last connected'],
  maxBytes: 1_000_000,
  *collect(file, context) {
    const found = keysOf(file, withFewGaps(context));
    const own = found.find(({ name }) => name === 'privatekey');
    const identityKey = `wireguard:${own ? publicKeyOf(own.value) : file.path}`;
    for (const { name, value, line, peer } of found) {
      yield* rowsOf({ name, value, line, peer, identityKey }, { file, context });
    }
  },
});

interface FoundLine {
  readonly name: 'privatekey' | 'presharedkey';
  /** Base64 of 32 bytes. Secret. */
  readonly value: string;
  readonly line: number;
  /** The public key of the peer section that it stands in. */
  readonly peer: string | null;
}

function keysOf(file: HostFile, context: FileContext): FoundLine[] {
  const found: FoundLine[] = [];
  let peer: string | null = null;
  for (const [index, text] of looseText(file.bytes()).split('\n').entries()) {
    if (/^\s*\[/.test(text)) peer = null;
    const [, name = '', value = ''] = /^\s*([A-Za-z]{1,32})\s*=\s*([^\s#]{1,128})/.exec(text) ?? [];
    const key = name.toLowerCase();
    if (key === 'publickey') peer = value;
    if (key !== 'privatekey' && key !== 'presharedkey') continue;
    const line = index + 1;
    if (/^[A-Za-z0-9+/]{43}=$/.test(value)) found.push({ name: key, value, line, peer });
    else {
      const message = `Line ${line}: ${name} is not the base64 of 32 bytes`;
      context.gap({ reason: 'malformed', message });
    }
  }
  return found;
}

/** Any 32 bytes are a private key of X25519. */
function publicKeyOf(base64: string): string {
  const prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
  const der = Buffer.concat([prefix, Buffer.from(base64, 'base64')]);
  const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
}

function rowsOf(
  found: FoundLine & { identityKey: string },
  at: { file: HostFile; context: FileContext },
): Upsert[] {
  const isPrivate = found.name === 'privatekey';
  const tunnel = at.file.name.replace(/\.conf$/, '');
  return reportCredential(id, at, {
    provider: 'wireguard',
    kind: isPrivate ? 'private-key' : 'password',
    nativeType: isPrivate ? 'wireguard-private-key' : 'wireguard-preshared-key',
    name: isPrivate ? `${tunnel} private key` : `${tunnel} key shared with a peer`,
    title: isPrivate ? 'WireGuard private key' : 'WireGuard preshared key',
    secret: new SecretValue(found.value),
    ...(isPrivate ? { publicId: publicKeyOf(found.value) } : {}),
    identity: {
      kind: 'workload',
      nativeType: 'wireguard-interface',
      key: found.identityKey,
      name: `${tunnel}@${at.context.hostName}`,
    },
    line: found.line,
    setting: 'tool-configuration',
    attributes: {
      encrypted: false,
      ...(isPrivate ? { algorithm: 'X25519', bits: 256 } : {}),
      ...(found.peer && !isPrivate ? { peer: found.peer } : {}),
    },
  });
}
