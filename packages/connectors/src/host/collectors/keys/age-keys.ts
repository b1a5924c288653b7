import { defineFileCollector, type FileContext, type HostFile } from '@nonhuman/connector-kit';
import type { Upsert } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { reportCredential } from '../../../formats/definitions/report.ts';
import { looseText } from '../../../formats/pem.ts';

const id = 'host.age-keys';
const identityLine = /^AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{40,4000}$/;
const pluginLine = /^AGE-PLUGIN-([A-Z0-9-]{1,40}?)-1[0-9A-Z]{8,1000}$/;
const recipientLine = /^# *(?:public key|recipient): *(age1[0-9a-z]{40,4000})$/i;

/** Identities of age, as age-keygen and SOPS write them. Those of a plugin are handles of hardware. */
export const ageKeys = defineFileCollector({
  id,
  title: 'age identities',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential', 'exposure'],
  reads: [
    { home: '.config/age/*' },
    { home: '.config/sops/age/keys.txt' },
    { name: '*.agekey' },
    { name: 'age*.txt' },
    { name: 'key.txt' },
    { name: 'keys.txt' },
  ],
  cannotTell: ['which files are encrypted to a key', 'what a passphrase-encrypted file holds'],
  maxBytes: 1_000_000,
  *collect(file, context) {
    let recipient: string | null = null;
    for (const [index, text] of looseText(file.bytes()).split('\n').entries()) {
      const line = text.trim();
      recipient = recipientLine.exec(line)?.[1] ?? recipient;
      const plugin = pluginLine.exec(line)?.[1];
      if (plugin === undefined && !identityLine.test(line)) continue;
      const found = { line: index + 1, recipient, plugin: plugin?.toLowerCase() ?? null };
      yield* rowsOf({ ...found, secret: plugin ? null : line }, { file, context });
      recipient = null;
    }
  },
});

function rowsOf(
  found: { line: number; recipient: string | null; plugin: string | null; secret: string | null },
  at: { file: HostFile; context: FileContext },
): Upsert[] {
  return reportCredential(id, at, {
    provider: 'age',
    kind: 'private-key',
    nativeType: 'age-identity',
    name: found.recipient ?? at.file.name,
    title: 'age identity',
    secret: found.secret === null ? null : new SecretValue(found.secret),
    ...(found.plugin && found.recipient ? { publicId: found.recipient } : {}),
    identity: {
      kind: 'service-account',
      nativeType: 'age-key-holder',
      name: found.recipient ?? at.file.name,
    },
    line: found.line,
    setting: 'tool-configuration',
    attributes: {
      ...(found.plugin ? { plugin: found.plugin } : {}),
      encrypted: false,
      protection: found.plugin ? 'hardware' : 'none',
      ...(found.recipient ? { recipient: found.recipient } : {}),
    },
  });
}
