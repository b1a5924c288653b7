import { type SecretKeeper, secretKeeper } from '../secret-keeper.ts';

/** A keeper with a fixed key. */
export const testSecretKeeper: SecretKeeper = secretKeeper(new Uint8Array(32).fill(7));
