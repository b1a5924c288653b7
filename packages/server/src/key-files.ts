import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NhiError } from '@nonhuman/model';
import { fingerprintKeyFile } from '@nonhuman/store';

/** Where the token of the API lies in a data folder. */
export const tokenFileName = 'api-token';

/** The token of this install, made when there is none: 32 random bytes in a file that only its owner may read. */
export function readToken(dataFolder: string): Promise<string> {
  return readOrMake(join(dataFolder, tokenFileName));
}

/**
 * The key of fingerprints, made when there is none. Without it, what was seen before is no longer
 * matched with what is seen again; with it, guesses at secrets can be checked.
 */
export async function readFingerprintKey(dataFolder: string): Promise<Uint8Array> {
  return Buffer.from(await readOrMake(join(dataFolder, fingerprintKeyFile)), 'base64url');
}

async function readOrMake(path: string): Promise<string> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(32).toString('base64url')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw unusable(path, error);
    }
  }
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const text = (
      await readFile(path, 'utf8').catch((error: unknown) => {
        throw unusable(path, error);
      })
    ).trim();
    if (/^[\w-]{43}$/.test(text)) return text;
    // Another process has just made the file and not yet written it.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw unusable(path, null);
}

function unusable(path: string, cause: unknown): NhiError {
  const hint = `${path} cannot be read, or does not hold a key. Restore it, or remove it to have a new one made.`;
  return new NhiError('DATA_FOLDER_UNUSABLE', { hint }, { cause });
}
