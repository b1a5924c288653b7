import type { SecretDetector } from '../detector.ts';

const format = { provider: 'postman', keywordCase: 'exact', basis: 'format' } as const;

export const postman: readonly SecretDetector[] = [
  {
    ...format,
    id: 'postman-api-key',
    title: 'Postman API key',
    credentialKind: 'api-key',
    keywords: ['PMAK-'],
    pattern: 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}',
    notFollowedBy: '-',
    entropyAtLeast: 3,
  },
];
