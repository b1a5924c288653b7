import type { SecretDetector } from '../detector.ts';

const format = { provider: 'pulumi', keywordCase: 'exact', basis: 'format' } as const;

export const pulumi: readonly SecretDetector[] = [
  {
    ...format,
    id: 'pulumi-access-token',
    title: 'Pulumi access token',
    credentialKind: 'token',
    keywords: ['pul-'],
    pattern: 'pul-[0-9a-f]{40}',
    entropyAtLeast: 3,
  },
];
