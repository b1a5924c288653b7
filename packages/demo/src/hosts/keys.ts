import type { Random } from '../random.ts';
import { type CertificateRequest, certificate } from '../secrets/certificates.ts';
import { type KeyPair, opensshPrivateKey, pkcs1, pkcs8, sshPublicLine } from '../secrets/keys.ts';
import { failing, type Intent, joined, nearly } from '../truth.ts';
import { atLine, byMode, named, type PlantedFile } from './host.ts';

/** A private key has no end. */
const lasting = failing('credential-no-expiry');

/** A private key of SSH. With a passphrase, its copy alone opens nothing. */
export function privateKeyFile(
  path: string,
  of: {
    readonly pair: KeyPair;
    readonly random: Random;
    readonly comment: string;
    readonly passphrase: boolean;
    readonly mode: number;
    readonly intent?: Intent;
  },
): PlantedFile {
  const { pair, random, comment, passphrase, mode, intent = joined() } = of;
  const content =
    pair.type === 'rsa' ? pkcs1(pair) : opensshPrivateKey(pair, { random, comment, passphrase });
  const open = passphrase ? nearly('key-unencrypted') : failing('key-unencrypted');
  const key = atLine('credential', path, { line: 1, intent: joined(lasting, open, intent) });
  return {
    path,
    content,
    mode,
    subjects: passphrase
      ? [key]
      : [key, atLine('exposure', path, { line: 1, intent: byMode(mode) })],
  };
}

/** One line of `authorized_keys`. */
export interface AuthorizedKey {
  readonly pair: KeyPair;
  readonly comment: string;
  /** As written before the key; empty for none. */
  readonly options: string;
  readonly intent: Intent;
}

/** Who may log in as the account whose file this is. */
export function authorizedKeysFile(path: string, keys: readonly AuthorizedKey[]): PlantedFile {
  const lines = keys.map(({ pair, comment, options }) =>
    `${options} ${sshPublicLine(pair, comment)}`.trimStart(),
  );
  return {
    path,
    content: `# managed by hand\n${lines.join('\n')}\n`,
    mode: 0o600,
    subjects: keys.map(({ intent }, index) =>
      atLine('credential', path, { line: index + 2, intent }),
    ),
  };
}

/** A certificate, with or without its private key beside it. */
export function certificateFiles(
  folder: string,
  of: {
    readonly name: string;
    readonly random: Random;
    readonly request: CertificateRequest;
    readonly withKey: boolean;
    readonly intent: Intent;
    readonly keyIntent?: Intent;
  },
): PlantedFile[] {
  const { name, random, request, withKey, intent, keyIntent = joined() } = of;
  const path = `${folder}/${name}.crt`;
  const made = certificate(random, request);
  const file: PlantedFile = {
    path,
    content: made.text,
    mode: 0o644,
    subjects: [
      named('credential', made.sha256, intent),
      // With its key it proves somebody; who answers for them is told nowhere.
      ...(withKey
        ? [named('identity', made.sha256, { fails: [], nearly: [], open: ['identity-no-owner'] })]
        : []),
    ],
  };
  if (!withKey) return [file];
  const keyPath = `${folder}/${name}.key`;
  const mode = 0o600;
  const keyFile: PlantedFile = {
    path: keyPath,
    content: pkcs8(request.key),
    mode,
    subjects: [
      atLine('credential', keyPath, {
        line: 1,
        intent: joined(lasting, failing('key-unencrypted'), keyIntent),
      }),
      atLine('exposure', keyPath, { line: 1, intent: byMode(mode) }),
    ],
  };
  return [file, keyFile];
}
