import type { SecretDetector } from '../detector.ts';

const format = { provider: 'neon', keywordCase: 'exact', basis: 'format' } as const;

export const neon: readonly SecretDetector[] = [
  {
    ...format,
    id: 'neon-api-key',
    title: 'Neon API key',
    credentialKind: 'api-key',
    keywords: ['napi_'],
    pattern: 'napi_[0-9a-z]{64}',
    entropyAtLeast: 3.5,
  },
];
