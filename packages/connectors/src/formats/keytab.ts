import { FileProblem } from '@nonhuman/connector-kit';
import { byteReader, shownText } from './byte-reader.ts';

/** One long-term key of a Kerberos keytab. `key` is secret: never store, log or show it. */
export interface KeytabEntry {
  /** `HTTP/www.example.com@EXAMPLE.COM`. */
  readonly principal: string;
  readonly keyVersion: number;
  /** E.g. `aes256-cts-hmac-sha1-96`; a number when not known. */
  readonly encryptionType: string;
  /** DES, RC4 or triple DES (RFC 6649, RFC 8429). */
  readonly isWeak: boolean;
  /** When it was put in; null when the file says nothing. */
  readonly createdAt: Date | null;
  readonly key: Uint8Array;
}

export interface Keytab {
  readonly entries: readonly KeytabEntry[];
  /** Why reading ended early; null when it did not. */
  readonly problem: string | null;
}

const encryptionTypes: ReadonlyMap<number, string> = new Map([
  [1, 'des-cbc-crc'],
  [2, 'des-cbc-md4'],
  [3, 'des-cbc-md5'],
  [16, 'des3-cbc-sha1'],
  [17, 'aes128-cts-hmac-sha1-96'],
  [18, 'aes256-cts-hmac-sha1-96'],
  [19, 'aes128-cts-hmac-sha256-128'],
  [20, 'aes256-cts-hmac-sha384-192'],
  [23, 'rc4-hmac'],
  [24, 'rc4-hmac-exp'],
  [25, 'camellia128-cts-cmac'],
  [26, 'camellia256-cts-cmac'],
]);
const weakTypes: ReadonlySet<number> = new Set([1, 2, 3, 16, 23, 24]);
const mostEntries = 10_000;
const mostComponents = 16;

/** Reads a keytab of format 2 (MIT Kerberos, "keytab file format"). Throws `FileProblem` when it is none. */
export function readKeytab(bytes: Uint8Array): Keytab {
  const reader = byteReader(bytes, 'Keytab');
  const version = reader.u16();
  if (version !== 0x0502) {
    const reason = version === 0x0501 ? 'unsupported' : 'malformed';
    throw new FileProblem(reason, `Keytab: it begins with 0x${version.toString(16)}, not 0x502`);
  }
  const entries: KeytabEntry[] = [];
  try {
    while (reader.left >= 4 && entries.length < mostEntries) {
      const size = reader.u32() | 0;
      if (size === 0) break;
      const record = reader.take(Math.abs(size));
      if (size > 0) entries.push(readEntry(record));
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { entries, problem: `${error.message} (entry ${entries.length + 1})` };
  }
  const problem = entries.length === mostEntries ? 'Keytab: it has too many entries' : null;
  return { entries, problem };
}

function readEntry(record: Uint8Array): KeytabEntry {
  const reader = byteReader(record, 'Keytab');
  const count = reader.u16();
  if (count > mostComponents)
    throw new FileProblem('malformed', `Keytab: ${count} name components`);
  const realm = shownText(reader.counted('u16'));
  const components = Array.from({ length: count }, () => shownText(reader.counted('u16')));
  reader.u32();
  const seconds = reader.u32();
  const shortVersion = reader.u8();
  const type = reader.u16();
  const key = reader.counted('u16');
  const version = reader.left >= 4 ? reader.u32() : 0;
  return {
    principal: `${components.join('/')}@${realm}`,
    keyVersion: version || shortVersion,
    encryptionType: encryptionTypes.get(type) ?? String(type),
    isWeak: weakTypes.has(type),
    createdAt: seconds === 0 ? null : new Date(seconds * 1000),
    key,
  };
}
