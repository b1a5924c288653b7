import type { SecretDetector } from '../detector.ts';

const format = { provider: 'rubygems', keywordCase: 'exact', basis: 'format' } as const;

export const rubyGems: readonly SecretDetector[] = [
  {
    ...format,
    id: 'rubygems-api-key',
    title: 'RubyGems API key',
    credentialKind: 'api-key',
    keywords: ['rubygems_'],
    pattern: 'rubygems_[0-9a-f]{48}',
    entropyAtLeast: 3,
  },
];
