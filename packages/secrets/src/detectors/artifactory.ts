import type { SecretDetector } from '../detector.ts';

const format = { provider: 'artifactory', keywordCase: 'exact', basis: 'format' } as const;

export const artifactory: readonly SecretDetector[] = [
  {
    ...format,
    id: 'artifactory-api-key',
    title: 'Artifactory API key',
    credentialKind: 'api-key',
    keywords: ['AKCp'],
    pattern: 'AKCp[0-9A-Za-z]{69}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'artifactory-reference-token',
    title: 'Artifactory reference token',
    credentialKind: 'token',
    keywords: ['cmVmd'],
    pattern: 'cmVmd[0-9A-Za-z]{59}',
    entropyAtLeast: 3.5,
  },
];
