import { defineFileCollector } from '@nonhuman/connector-kit';
import { shownText } from '../../../formats/byte-reader.ts';
import { reportReference } from '../../../formats/definitions/report.ts';
import { looseText } from '../../../formats/pem.ts';

const id = 'host.ssh-config';

/** Options that name where a key is → the kind of store. */
const stores: ReadonlyMap<string, string> = new Map([
  ['certificatefile', 'file'],
  ['identityagent', 'ssh-agent'],
  ['identityfile', 'file'],
  ['pkcs11provider', 'pkcs11'],
  ['securitykeyprovider', 'security-key'],
]);

/** Which keys and agents SSH clients of this host use for which servers. */
export const sshConfig = defineFileCollector({
  id,
  title: 'SSH client configuration',
  group: 'keys-and-certificates',
  emits: ['secret-reference'],
  reads: [
    { home: '.ssh/config' },
    { home: '.ssh/config.d/*' },
    { system: '/etc/ssh/ssh_config' },
    { system: '/etc/ssh/ssh_config.d/*' },
  ],
  cannotTell: ['which keys an agent holds', 'keys that ssh tries by default without naming them'],
  maxBytes: 1_000_000,
  *collect(file, context) {
    let section: Record<string, string> = { host: '*' };
    for (const [index, text] of looseText(file.bytes()).split('\n').entries()) {
      const option = optionOf(text);
      if (!option) continue;
      const { name, value } = option;
      const store = stores.get(name);
      if (name === 'host' || name === 'match') section = { [name]: value };
      else if (name === 'hostname' || name === 'user') section = { ...section, [name]: value };
      if (store === undefined || value.toLowerCase() === 'none') continue;
      yield reportReference(
        id,
        { file, context },
        {
          provider: 'ssh',
          store,
          name: value,
          line: index + 1,
          attributes: { option: name, ...section },
        },
      );
    }
  },
});

/** `Name value`, `Name=value` or `Name = "value"` (ssh_config(5)). */
function optionOf(text: string): { name: string; value: string } | null {
  const match = /^\s*([A-Za-z0-9]{1,64})(?:\s*=\s*|\s+)(.*)$/.exec(text.slice(0, 4_096));
  if (!match) return null;
  const value = (match[2] ?? '').trim().replace(/^"(.*)"$/, '$1');
  return value === '' ? null : { name: (match[1] ?? '').toLowerCase(), value: shownText(value) };
}
