import type { SecretDetector } from '../detector.ts';

const format = { provider: 'buildkite', keywordCase: 'exact', basis: 'format' } as const;

export const buildkite: readonly SecretDetector[] = [
  {
    ...format,
    id: 'buildkite-api-token',
    title: 'Buildkite API access token',
    credentialKind: 'token',
    keywords: ['bkua_'],
    pattern: 'bkua_[0-9a-z]{40}',
    entropyAtLeast: 3,
  },
];
