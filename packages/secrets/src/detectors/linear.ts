import type { SecretDetector } from '../detector.ts';

const format = { provider: 'linear', keywordCase: 'exact', basis: 'format' } as const;

export const linear: readonly SecretDetector[] = [
  {
    ...format,
    id: 'linear-api-key',
    title: 'Linear API key',
    credentialKind: 'api-key',
    keywords: ['lin_api_'],
    pattern: 'lin_api_[0-9A-Za-z]{40}',
    entropyAtLeast: 3.5,
  },
];
