import type { SecretDetector } from '../detector.ts';

const format = { provider: 'groq', keywordCase: 'exact', basis: 'format' } as const;

export const groq: readonly SecretDetector[] = [
  {
    ...format,
    id: 'groq-api-key',
    title: 'Groq API key',
    credentialKind: 'api-key',
    keywords: ['gsk_'],
    pattern: 'gsk_[A-Za-z0-9]{52}',
    entropyAtLeast: 3.5,
  },
];
