import type { SecretDetector } from '../detector.ts';

const format = { provider: 'circleci', keywordCase: 'exact', basis: 'format' } as const;

export const circleCi: readonly SecretDetector[] = [
  {
    ...format,
    id: 'circleci-access-token',
    title: 'CircleCI access token',
    credentialKind: 'token',
    keywords: ['CCIPAT_', 'CCIPRJ_'],
    pattern: 'CCIP(?:AT|RJ)_[0-9A-Za-z]{22}_[0-9a-f]{40}',
    entropyAtLeast: 3.5,
  },
];
