import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const tokenNames = ['cloudflare', 'cf_api_token'];

const format = { provider: 'cloudflare', keywordCase: 'exact', basis: 'format' } as const;

/** Prefixed forms: developers.cloudflare.com/fundamentals/api/get-started/token-formats. */
export const cloudflare: readonly SecretDetector[] = [
  {
    ...format,
    id: 'cloudflare-account-token',
    title: 'Cloudflare account API token',
    credentialKind: 'token',
    keywords: ['cfat_'],
    pattern: 'cfat_[0-9A-Za-z]{40}[0-9a-f]{8}',
    checksum: 'cloudflare-crc32',
  },
  {
    ...format,
    id: 'cloudflare-api-token-legacy',
    title: 'Cloudflare API token (form before 2026)',
    credentialKind: 'token',
    keywords: tokenNames,
    pattern: assigned(tokenNames, '[0-9A-Za-z_-]{40}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 3.8,
  },
  {
    ...format,
    id: 'cloudflare-global-key',
    title: 'Cloudflare global API key',
    credentialKind: 'api-key',
    keywords: ['cfk_'],
    pattern: 'cfk_[0-9A-Za-z]{40}[0-9a-f]{8}',
    checksum: 'cloudflare-crc32',
  },
  {
    ...format,
    id: 'cloudflare-origin-ca-key',
    title: 'Cloudflare origin CA key',
    credentialKind: 'api-key',
    keywords: ['v1.0-'],
    pattern: 'v1\\.0-[0-9a-f]{24,80}(?:-[0-9a-f]{60,200}){1,3}',
    notFollowedBy: '-',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'cloudflare-user-token',
    title: 'Cloudflare user API token',
    credentialKind: 'token',
    keywords: ['cfut_'],
    pattern: 'cfut_[0-9A-Za-z]{40}[0-9a-f]{8}',
    checksum: 'cloudflare-crc32',
  },
];
