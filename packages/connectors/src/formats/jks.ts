import { FileProblem } from '@nonhuman/connector-kit';
import { byteReader, shownText } from './byte-reader.ts';

/** One entry of a Java keystore. */
export interface JavaKeystoreEntry {
  readonly alias: string;
  readonly kind: 'private-key' | 'trusted-certificate' | 'secret-key';
  /** When it was put in. */
  readonly createdAt: Date | null;
  /** DER of the certificate chain, the key's own first; empty for secret keys. */
  readonly chain: readonly Uint8Array[];
  /** The EncryptedPrivateKeyInfo; null when there is none. */
  readonly encryptedKey: Uint8Array | null;
}

/** What a Java keystore tells without its password. */
export interface JavaKeystore {
  readonly type: 'JKS' | 'JCEKS';
  readonly entries: readonly JavaKeystoreEntry[];
  /** Why reading ended before the last entry; null when it did not. */
  readonly problem: string | null;
}

const types: ReadonlyMap<number, JavaKeystore['type']> = new Map([
  [0xfeedfeed, 'JKS'],
  [0xcececece, 'JCEKS'],
]);
const mostEntries = 10_000;
const longestChain = 100;

/** Whether the bytes begin as a JKS or JCEKS keystore. */
export function isJavaKeystore(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && types.has(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0));
}

/**
 * Reads a keystore of the JDK's `JavaKeyStore` or `JceKeyStore`: aliases, dates and certificates lie
 * in clear, only keys are encrypted. A secret key of JCEKS has no length, so nothing after it can be
 * read. Throws `FileProblem` when it is no keystore at all.
 */
export function readJavaKeystore(bytes: Uint8Array): JavaKeystore {
  const reader = byteReader(bytes, 'Java keystore');
  const type = types.get(reader.u32());
  const version = reader.u32();
  if (!type || (version !== 1 && version !== 2)) {
    throw new FileProblem('unsupported', `Java keystore: version ${version} is not known`);
  }
  const count = reader.u32();
  const entries: JavaKeystoreEntry[] = [];
  const readChainCertificate = () => {
    if (version === 2) reader.counted('u16');
    return reader.counted('u32');
  };
  try {
    while (entries.length < Math.min(count, mostEntries)) {
      const at = reader.at;
      const tag = reader.u32();
      const alias = shownText(reader.counted('u16'));
      const createdAt = dateOf(reader.u64());
      const common = { alias, createdAt, encryptedKey: null, chain: [] };
      if (tag === 1) {
        const encryptedKey = reader.counted('u32');
        const length = Math.min(reader.u32(), longestChain);
        const chain = Array.from({ length }, readChainCertificate);
        entries.push({ ...common, kind: 'private-key', encryptedKey, chain });
      } else if (tag === 2) {
        entries.push({ ...common, kind: 'trusted-certificate', chain: [readChainCertificate()] });
      } else if (tag === 3 && type === 'JCEKS') {
        entries.push({ ...common, kind: 'secret-key' });
        const rest = count - entries.length;
        const problem = `${rest} entries after the secret key at byte ${at} cannot be read without the password`;
        return { type, entries, problem: rest > 0 ? problem : null };
      } else {
        throw new FileProblem('malformed', `Java keystore: entry of kind ${tag} at byte ${at}`);
      }
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { type, entries, problem: error.message };
  }
  return { type, entries, problem: count > entries.length ? 'it has too many entries' : null };
}

function dateOf(milliseconds: bigint): Date | null {
  return milliseconds > 8_640_000_000_000_000n ? null : new Date(Number(milliseconds));
}
