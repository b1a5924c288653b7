import { defineFileCollector, type FileContext, type HostFile } from '@nonhuman/connector-kit';
import { seen, timestampOf, type Upsert } from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { reportCredential } from '../../../formats/definitions/report.ts';
import { type Keytab, type KeytabEntry, readKeytab } from '../../../formats/keytab.ts';
import { readOrGap } from './read-or-gap.ts';

const id = 'host.kerberos-keytabs';

/** Kerberos keytabs: the long-term keys of principals. The keys of one principal and version are one credential. */
export const kerberosKeytabs = defineFileCollector({
  id,
  title: 'Kerberos keytabs',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential', 'exposure'],
  reads: [{ name: '*.keytab' }, { system: '/etc/*.keytab' }, { system: '/etc/krb5.keytab' }],
  cannotTell: [
    'whether the directory still has this key version',
    'what the principal may do',
    'when a ticket was last taken with it',
  ],
  *collect(file, context) {
    const keytab = readOrGap(context, '', () => readKeytab(file.bytes()));
    if (!keytab) return;
    if (keytab.problem !== null) context.gap({ reason: 'malformed', message: keytab.problem });
    for (const [publicId, entries] of versionsOf(keytab)) {
      yield* rowsOf(publicId, entries, { file, context });
    }
  },
});

function versionsOf({ entries }: Keytab): ReadonlyMap<string, readonly KeytabEntry[]> {
  const versions = new Map<string, KeytabEntry[]>();
  for (const entry of entries) {
    const publicId = `${entry.principal}#${entry.keyVersion}`;
    const known = versions.get(publicId);
    if (known) known.push(entry);
    else versions.set(publicId, [entry]);
  }
  return versions;
}

/** The strongest key stands for them all: a holder of one has, in effect, the principal. */
function rowsOf(
  publicId: string,
  entries: readonly KeytabEntry[],
  at: { file: HostFile; context: FileContext },
): Upsert[] {
  const strongest = entries.toSorted((a, b) => b.key.length - a.key.length)[0];
  if (!strongest) return [];
  const { principal, keyVersion, createdAt } = strongest;
  const written = createdAt && timestampOf(createdAt);
  return reportCredential(id, at, {
    provider: 'kerberos',
    kind: 'password',
    nativeType: 'kerberos-key',
    name: `${principal} (version ${keyVersion})`,
    title: 'Kerberos keytab',
    publicId,
    secret:
      strongest.key.length === 0
        ? null
        : new SecretValue(`kerberos:${Buffer.from(strongest.key).toString('hex')}`),
    identity: {
      kind: 'service-account',
      nativeType: 'kerberos-principal',
      key: `kerberos:${principal}`,
      name: principal,
    },
    keyPath: publicId,
    setting: 'tool-configuration',
    ...(written ? { createdAt: seen(written) } : {}),
    attributes: {
      keyVersion,
      encryptionTypes: [...new Set(entries.map(({ encryptionType }) => encryptionType))].sort(),
      legacy: entries.some(({ isWeak }) => isWeak),
    },
  });
}
