import { createHmac } from 'node:crypto';
import type { SecretValue } from './secret-value.ts';

/** Turns secrets into what may be kept of them. */
export interface SecretKeeper {
  /** Keyed hash (HMAC-SHA-256, first 128 bits, `fp_` + base64url): equal secrets of one workspace match, nobody can search for the value without the key. */
  fingerprint(secret: SecretValue): string;
}

/** A keeper of the workspace's fingerprint key, 32 bytes or more. */
export function secretKeeper(key: Uint8Array): SecretKeeper {
  return {
    fingerprint(secret) {
      const mac = createHmac('sha256', key).update(secret.reveal(), 'utf8').digest();
      return `fp_${mac.subarray(0, 16).toString('base64url')}`;
    },
  };
}
