import type { SecretDetector } from '../detector.ts';

const format = { provider: 'replicate', keywordCase: 'exact', basis: 'format' } as const;

export const replicate: readonly SecretDetector[] = [
  {
    ...format,
    id: 'replicate-api-token',
    title: 'Replicate API token',
    credentialKind: 'token',
    keywords: ['r8_'],
    pattern: 'r8_[A-Za-z0-9]{37}',
    entropyAtLeast: 3.5,
  },
];
