import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const names = ['circleci', 'circle_token'];

const format = { provider: 'circleci', keywordCase: 'exact', basis: 'format' } as const;

export const circleCi: readonly SecretDetector[] = [
  {
    ...format,
    id: 'circleci-access-token',
    title: 'CircleCI access token',
    credentialKind: 'token',
    keywords: ['CCIPAT_', 'CCIPRJ_'],
    pattern: 'CCIP(?:AT|RJ)_[0-9A-Za-z]{20,24}_[0-9a-z]{40}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'circleci-token-legacy',
    title: 'CircleCI API token (older form)',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(names, '[0-9a-f]{40}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    entropyAtLeast: 3,
  },
];
