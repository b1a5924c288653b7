import { FileProblem } from '@nonhuman/connector-kit';
import { byteReader, shownText } from './byte-reader.ts';
import { type PublicKey, readSshPublicKey } from './public-key.ts';

/** What a file in OpenSSH's own private-key format tells without its passphrase. */
export interface OpenSshKey {
  readonly publicKey: PublicKey;
  /** Cipher and key derivation; null when nothing is encrypted. */
  readonly encryption: {
    readonly cipher: string;
    readonly kdf: string;
    readonly rounds: number | null;
  } | null;
  /** Null when it is encrypted or empty. */
  readonly comment: string | null;
}

const magic = 'openssh-key-v1\0';
const mostKeys = 16;

/**
 * Reads the body of an `OPENSSH PRIVATE KEY` block (OpenSSH's PROTOCOL.key): the public keys lie in
 * clear before the encrypted part. Throws `FileProblem`.
 */
export function readOpenSshKeys(body: Uint8Array): OpenSshKey[] {
  const reader = byteReader(body, 'OpenSSH private key');
  if (Buffer.from(reader.take(magic.length)).toString('latin1') !== magic) {
    throw new FileProblem(
      'malformed',
      'OpenSSH private key: it does not begin with openssh-key-v1',
    );
  }
  const cipher = shownText(reader.counted('u32'));
  const kdf = shownText(reader.counted('u32'));
  const kdfOptions = reader.counted('u32');
  const count = reader.u32();
  if (count === 0 || count > mostKeys) {
    throw new FileProblem('malformed', `OpenSSH private key: it says that it holds ${count} keys`);
  }
  const publicKeys: PublicKey[] = [];
  for (let index = 0; index < count; index += 1) {
    publicKeys.push(readSshPublicKey(reader.counted('u32')));
  }
  const privatePart = reader.counted('u32');
  const encryption =
    cipher === 'none'
      ? null
      : { cipher, kdf, rounds: kdf === 'bcrypt' ? rounds(kdfOptions) : null };
  const comments = encryption ? [] : clearComments(privatePart, count);
  return publicKeys.map((publicKey, index) => ({
    publicKey,
    encryption,
    comment: comments[index] || null,
  }));
}

function rounds(options: Uint8Array): number {
  const reader = byteReader(options, 'OpenSSH key derivation');
  reader.counted('u32');
  return reader.u32();
}

/** Strings of the private part of each type that stand before the comment; `flags` is one octet. */
const privateFields: ReadonlyMap<string, readonly ('string' | 'flags')[]> = new Map([
  ['ssh-rsa', strings(6)],
  ['ssh-dss', strings(5)],
  ['ssh-ed25519', strings(2)],
  ['sk-ssh-ed25519@openssh.com', [...strings(2), 'flags', ...strings(2)]],
  ['sk-ecdsa-sha2-nistp256@openssh.com', [...strings(3), 'flags', ...strings(2)]],
]);

function strings(count: number): 'string'[] {
  return Array.from({ length: count }, () => 'string' as const);
}

function clearComments(part: Uint8Array, count: number): string[] {
  const reader = byteReader(part, 'OpenSSH private key');
  if (reader.u32() !== reader.u32()) {
    throw new FileProblem('malformed', 'OpenSSH private key: the check numbers differ');
  }
  const comments: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const type = shownText(reader.counted('u32'));
    const fields = privateFields.get(type) ?? (type.startsWith('ecdsa-sha2-') ? strings(3) : null);
    if (!fields) break;
    for (const field of fields) {
      if (field === 'flags') reader.u8();
      else reader.counted('u32');
    }
    comments.push(shownText(reader.counted('u32')));
  }
  return comments;
}

/** One line that lets a key in: of `authorized_keys`, of a `.pub` file, or of `known_hosts` after its host names. */
export interface SshKeyLine {
  /** Options as written, in order; empty when there are none. */
  readonly options: readonly string[];
  /** The type as written, e.g. `ssh-ed25519`. */
  readonly type: string;
  readonly blob: Uint8Array;
  readonly comment: string | null;
}

const keyType = /^(?:sk-)?(?:ssh|ecdsa|rsa-sha2)-[a-z0-9-]+(?:@openssh\.com)?$/;

/**
 * Reads one such line (sshd(8), AUTHORIZED_KEYS FILE FORMAT); `blank` for comments and blanks,
 * `no-key` for what SSH passes over. Never throws: a file may have a million such lines.
 */
export function readSshKeyLine(line: string): SshKeyLine | 'blank' | 'no-key' {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return 'blank';
  const first = text.split(/[ \t]/, 1)[0] ?? '';
  const optionsEnd = keyType.test(first) ? 0 : endOfOptions(text);
  const [type = '', base64 = '', ...comment] = text
    .slice(optionsEnd)
    .trim()
    .split(/[ \t]+/);
  if (!keyType.test(type) || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return 'no-key';
  const blob = Buffer.from(base64, 'base64');
  const isOfType = blob.length > 4 + type.length && blob.readUInt32BE(0) === type.length;
  if (!isOfType || blob.toString('latin1', 4, 4 + type.length) !== type) return 'no-key';
  return {
    options: optionsEnd === 0 ? [] : splitOptions(text.slice(0, optionsEnd)),
    type,
    blob: new Uint8Array(blob),
    comment: shownText(comment.join(' ')) || null,
  };
}

/** Options end at the first blank outside of double quotes; `\"` does not end a quote. */
function endOfOptions(text: string): number {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\' && text[at + 1] === '"') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === ' ' || char === '\t')) return at;
  }
  return text.length;
}

function splitOptions(text: string): string[] {
  const options: string[] = [];
  let quoted = false;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at];
    if (char === '\\' && text[at + 1] === '"') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (char === undefined || (char === ',' && !quoted)) {
      options.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return options.filter((option) => option !== '');
}

/** The value of an option, without its quotes; null when the option is not there. Names are case-insensitive. */
export function sshOption(options: readonly string[], name: string): string | null {
  const prefix = `${name}=`;
  const option = options.find((each) => each.toLowerCase().startsWith(prefix));
  if (option === undefined) return null;
  return option.slice(prefix.length).replace(/^"|"$/g, '').replaceAll('\\"', '"');
}
