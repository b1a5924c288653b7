import type { SecretDetector } from '../detector.ts';

const format = { provider: 'new-relic', keywordCase: 'exact', basis: 'format' } as const;

export const newRelic: readonly SecretDetector[] = [
  {
    ...format,
    id: 'new-relic-insert-key',
    title: 'New Relic insights insert key',
    credentialKind: 'api-key',
    keywords: ['NRII-'],
    pattern: 'NRII-[\\w-]{32}',
    notFollowedBy: '-',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'new-relic-license-key',
    title: 'New Relic license key',
    credentialKind: 'api-key',
    keywords: ['NRAL'],
    pattern: '[0-9a-fx]{6}[0-9a-fA-F]{30}NRAL',
    keywordAt: [36, 36],
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'new-relic-user-key',
    title: 'New Relic user API key',
    credentialKind: 'api-key',
    keywords: ['NRAK-'],
    pattern: 'NRAK-[0-9A-Z]{27}',
    entropyAtLeast: 3,
  },
];
