import type { SecretDetector } from '../detector.ts';

const format = { provider: 'crates-io', keywordCase: 'exact', basis: 'format' } as const;

export const cratesIo: readonly SecretDetector[] = [
  {
    ...format,
    id: 'crates-io-api-token',
    title: 'crates.io API token',
    credentialKind: 'token',
    keywords: ['cio'],
    pattern: 'cio[A-Za-z0-9]{32}',
    entropyAtLeast: 3.5,
  },
];
