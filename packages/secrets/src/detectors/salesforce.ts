import type { SecretDetector } from '../detector.ts';

const format = { provider: 'salesforce', keywordCase: 'exact', basis: 'format' } as const;

export const salesforce: readonly SecretDetector[] = [
  {
    ...format,
    id: 'salesforce-access-token',
    title: 'Salesforce access token',
    credentialKind: 'session',
    keywords: ['00D'],
    pattern: '00D[0-9A-Za-z]{12,15}![0-9A-Za-z._]{80,120}',
    entropyAtLeast: 4,
  },
];
