import { FileProblem } from '@nonhuman/connector-kit';
import { shownText } from './byte-reader.ts';
import { type PublicKey, readSshPublicKey } from './public-key.ts';

/** What a PuTTY private key (.ppk) tells without its passphrase. */
export interface PuttyKey {
  readonly version: number;
  readonly publicKey: PublicKey;
  readonly encryption: { readonly cipher: string; readonly kdf: string } | null;
  /** In clear even when the key is encrypted. */
  readonly comment: string | null;
}

const longestPublicLines = 1_000;

/** Whether a text begins as a .ppk does. */
export function isPutty(text: string): boolean {
  return text.startsWith('PuTTY-User-Key-File-');
}

/** Reads versions 1 to 3 (PuTTY manual, appendix C). Throws `FileProblem`. */
export function readPuttyKey(text: string): PuttyKey {
  const lines = text.slice(0, 262_144).split(/\r\n|\r|\n/);
  const version = Number(/^PuTTY-User-Key-File-([123]): /.exec(lines[0] ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(version)) {
    throw new FileProblem('unsupported', 'PuTTY key: line 1 names no version that is known');
  }
  const fields = new Map<string, string>();
  let publicAt = -1;
  for (const [index, line] of lines.entries()) {
    const [, name = '', value = ''] = /^([A-Za-z0-9-]+): ?(.*)$/.exec(line) ?? [];
    if (name && !fields.has(name)) fields.set(name, value);
    if (name === 'Public-Lines' && publicAt === -1) publicAt = index + 1;
    if (name === 'Private-Lines') break;
  }
  const count = Number(fields.get('Public-Lines'));
  if (publicAt === -1 || !(count > 0 && count <= longestPublicLines)) {
    throw new FileProblem('malformed', 'PuTTY key: Public-Lines is missing or not a number');
  }
  const base64 = lines.slice(publicAt, publicAt + count).join('');
  const cipher = fields.get('Encryption') ?? '';
  const kdf = fields.get('Key-Derivation') ?? 'SHA-1';
  return {
    version,
    publicKey: readSshPublicKey(new Uint8Array(Buffer.from(base64, 'base64'))),
    encryption: cipher === 'none' ? null : { cipher: shownText(cipher), kdf: shownText(kdf) },
    comment: shownText(fields.get('Comment') ?? '') || null,
  };
}
