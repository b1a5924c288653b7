import type { SecretDetector } from '../detector.ts';

const format = { provider: 'notion', keywordCase: 'exact', basis: 'format' } as const;

export const notion: readonly SecretDetector[] = [
  {
    ...format,
    id: 'notion-integration-token',
    title: 'Notion integration token',
    credentialKind: 'token',
    keywords: ['ntn_'],
    pattern: 'ntn_[0-9]{11}[0-9A-Za-z]{35}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'notion-integration-token-legacy',
    title: 'Notion integration token (before 2024)',
    credentialKind: 'token',
    keywords: ['secret_'],
    pattern: 'secret_[0-9A-Za-z]{43}',
    entropyAtLeast: 4,
  },
];
