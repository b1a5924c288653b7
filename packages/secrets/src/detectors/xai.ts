import type { SecretDetector } from '../detector.ts';

const format = { provider: 'xai', keywordCase: 'exact', basis: 'format' } as const;

export const xai: readonly SecretDetector[] = [
  {
    ...format,
    id: 'xai-api-key',
    title: 'xAI API key',
    credentialKind: 'api-key',
    keywords: ['xai-'],
    pattern: 'xai-[A-Za-z0-9]{80}',
    entropyAtLeast: 3.5,
  },
];
