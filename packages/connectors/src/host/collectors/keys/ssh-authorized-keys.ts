import { defineFileCollector, type FileContext, type HostFile } from '@nonhuman/connector-kit';
import {
  type Attributes,
  never,
  type Observed,
  redactText,
  seen,
  type Timestamp,
  timestampOf,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import { scanText } from '@nonhuman/secrets';
import { upsert } from '../../../formats/definitions/report.ts';
import { looseText } from '../../../formats/pem.ts';
import { type PublicKey, readSshPublicKey } from '../../../formats/public-key.ts';
import { readSshKeyLine, type SshKeyLine, sshOption } from '../../../formats/ssh.ts';
import { hostAccount, keyHolder } from './key-holders.ts';
import { readOrGap, withFewGaps } from './read-or-gap.ts';
import { reportIdentity, reportKey } from './report-key.ts';

const id = 'host.ssh-authorized-keys';

/**
 * Who may log in over SSH: each line lets the holder of a key, or of certificates of an authority,
 * act as an account of this host.
 */
export const sshAuthorizedKeys = defineFileCollector({
  id,
  title: 'SSH authorized keys',
  group: 'keys-and-certificates',
  emits: ['identity', 'credential', 'delegation'],
  reads: [
    { home: '.ssh/authorized_keys' },
    { home: '.ssh/authorized_keys2' },
    { system: '/etc/ssh/authorized_keys/*' },
    { system: '/etc/ssh/authorized_keys.d/*' },
    { system: '/root/.ssh/authorized_keys' },
    { system: '/root/.ssh/authorized_keys2' },
  ],
  cannotTell: [
    'who holds the private key, unless it lies on a host that is read too',
    'whether the SSH server reads the file and lets this account in at all',
    'when a key was added or last used',
    'the time zone of an expiry-time without Z: it is taken as UTC',
  ],
  maxBytes: 10_000_000,
  *collect(file, context) {
    const user = accountOf(file, context);
    const told = withFewGaps(context);
    const lines = looseText(file.bytes()).split('\n');
    for (const [index, text] of lines.entries()) {
      const line = index + 1;
      const found = readSshKeyLine(text);
      if (found === 'no-key') {
        told.gap({ reason: 'malformed', message: `Line ${line}: it holds no SSH public key` });
      }
      if (typeof found === 'string') continue;
      const publicKey = readOrGap(told, `Line ${line}`, () => readSshPublicKey(found.blob));
      if (publicKey) yield* rowsOf({ found, publicKey, line, user }, { file, context });
    }
  },
});

function accountOf(file: HostFile, context: FileContext): string {
  if (/\/authorized_keys(?:\.d)?\/[^/]+$/.test(file.path)) return file.name;
  if (file.path.startsWith('/root/')) return 'root';
  return context.user ?? file.owner ?? 'unknown';
}

interface Line {
  readonly found: SshKeyLine;
  readonly publicKey: PublicKey;
  readonly line: number;
  readonly user: string;
}

function* rowsOf(of: Line, at: { file: HostFile; context: FileContext }): Iterable<Upsert> {
  const { found, publicKey, line, user } = of;
  const account = hostAccount(user, at.context.hostName);
  const fingerprint = publicKey.sshFingerprint ?? '';
  const options = found.options.map(shownOption);
  const isAuthority = found.options.some((option) => option.toLowerCase() === 'cert-authority');
  const credentialKey = `ssh-authorized-key:${account.key}:${fingerprint}`;
  yield* reportKey(id, at, {
    credentialKey,
    provider: 'ssh',
    kind: isAuthority ? 'federated-trust' : 'ssh-key',
    nativeType: isAuthority ? 'ssh-certificate-authority' : 'ssh-authorized-key',
    name: found.comment ?? fingerprint,
    publicId: fingerprint,
    secret: null,
    identity: account,
    line,
    status: 'active',
    expiresAt: expiryOf(sshOption(found.options, 'expiry-time')),
    attributes: {
      algorithm: publicKey.algorithm,
      ...(publicKey.bits === null ? {} : { bits: publicKey.bits }),
      ...(publicKey.securityKey ? { protection: 'security-key' } : {}),
      options,
      ...(found.comment ? { comment: found.comment } : {}),
      ...(isAuthority ? authorityTrust(found, fingerprint, user) : {}),
    },
  });
  const name = found.comment ?? fingerprint;
  const holder = keyHolder(fingerprint, name);
  if (!isAuthority) yield { ...reportIdentity(id, at.context, holder), enriches: true };
  yield upsert(id, at.context, {
    noun: 'delegation',
    value: {
      key: `${credentialKey}:login`,
      provider: 'ssh',
      kind: isAuthority ? 'federated-login' : 'holds-credential',
      from: isAuthority
        ? { type: 'external', key: `ssh-authority:${fingerprint}`, name }
        : { type: 'identity', key: holder.key, name },
      to: { type: 'credential', key: credentialKey },
      conditional: found.options.some((option) => limits.test(option)),
      conditions: options,
    },
  });
}

const limits = /^(?:from|command|expiry-time|principals)=/i;

/** Without `principals`, the certificate must name the account itself (sshd(8)). */
function authorityTrust(found: SshKeyLine, issuer: string, user: string): Attributes {
  const named = sshOption(found.options, 'principals');
  const values = named?.split(',') ?? [user];
  return {
    issuer,
    subjectConditions: [{ operator: 'StringEquals', key: 'principals', values }],
  };
}

/** As written, but for values that may be secrets: environment variables, and tokens in a command. */
function shownOption(option: string): string {
  const variable = /^(environment="?[^="]*=)/i.exec(option)?.[1];
  if (variable !== undefined) return `${variable}[redacted]"`;
  const matches = option.length > 20 ? scanText(option) : [];
  return redactText(
    matches.reduceRight(
      (text, { start, end }) => `${text.slice(0, start)}[redacted]${text.slice(end)}`,
      option,
    ),
  ).slice(0, 1_024);
}

/** `YYYYMMDD[HHMM[SS]][Z]`. */
function expiryOf(text: string | null): Observed<Timestamp> {
  if (text === null) return never;
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?Z?$/.exec(text);
  if (!match) return unknown('its expiry-time is not a time');
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match;
  const at = timestampOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return at ? seen(at) : unknown('its expiry-time is not a time');
}
