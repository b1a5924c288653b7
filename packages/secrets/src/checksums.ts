import { base62, crc32 } from './crc32.ts';
import type { ChecksumName } from './detector.ts';

/** Splits a token into what is summed and the sum it carries, and computes the right sum. */
interface Checksum {
  readonly width: number;
  readonly sumOf: (rest: string) => string;
}

const checksums: Readonly<Record<ChecksumName, Checksum>> = {
  // The random part only, without the prefix (github.blog, 5 April 2021; npm uses the same).
  'github-crc32': {
    width: 6,
    sumOf: (rest) => base62(crc32(rest.slice(rest.indexOf('_') + 1)), 6),
  },
  // The whole token before the sum, prefix and length digits included.
  'gitlab-routable-crc32': {
    width: 7,
    sumOf: (rest) => crc32(rest).toString(36).padStart(7, '0'),
  },
  // The 40 characters between prefix and sum.
  'cloudflare-crc32': {
    width: 8,
    sumOf: (rest) => hex(crc32(rest.slice(rest.indexOf('_') + 1))),
  },
  // Everything up to and including the equals sign.
  'atlassian-crc32': { width: 8, sumOf: (rest) => hex(crc32(rest)).toUpperCase() },
};

function hex(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}

/** Whether the checksum a token ends with is the one its other characters give. */
export function checksumOf(name: ChecksumName, token: string): 'valid' | 'invalid' {
  return sealed(name, token) === token ? 'valid' : 'invalid';
}

/** The token with its last characters replaced by the right checksum. */
export function sealed(name: ChecksumName, token: string): string {
  const { width, sumOf } = checksums[name];
  const rest = token.slice(0, -width);
  return rest + sumOf(rest);
}
