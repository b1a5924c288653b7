import type { SecretDetector } from '../detector.ts';

const format = { provider: 'npm', keywordCase: 'exact', basis: 'format' } as const;

export const npm: readonly SecretDetector[] = [
  {
    ...format,
    id: 'npm-access-token',
    title: 'npm access token',
    credentialKind: 'token',
    keywords: ['npm_'],
    pattern: 'npm_[0-9A-Za-z]{36}',
    checksum: 'github-crc32',
  },
  {
    ...format,
    id: 'npm-auth-token-legacy',
    title: 'npm registry token (UUID form)',
    credentialKind: 'token',
    keywords: ['_authToken'],
    pattern:
      '_authToken[\\"\\\']?\\s{0,3}[=:]\\s{0,3}["\\\']?((?:NpmToken\\.)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})',
    basis: 'context',
    secretGroup: 1,
    entropyAtLeast: 3,
  },
];
