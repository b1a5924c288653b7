import type { SecretDetector } from '../detector.ts';

const format = { provider: 'langsmith', keywordCase: 'exact', basis: 'format' } as const;

export const langSmith: readonly SecretDetector[] = [
  {
    ...format,
    id: 'langsmith-personal-token',
    title: 'LangSmith personal access token',
    credentialKind: 'token',
    keywords: ['lsv2_pt_'],
    pattern: 'lsv2_pt_[0-9a-f]{32}_[0-9a-f]{10}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'langsmith-service-key',
    title: 'LangSmith service key',
    credentialKind: 'api-key',
    keywords: ['lsv2_sk_'],
    pattern: 'lsv2_sk_[0-9a-f]{32}_[0-9a-f]{10}',
    entropyAtLeast: 3,
  },
];
