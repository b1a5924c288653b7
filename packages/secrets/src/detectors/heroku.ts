import type { SecretDetector } from '../detector.ts';
import { assigned, spellings } from '../pattern.ts';

const names = spellings('heroku', 'api', 'key');

const format = { provider: 'heroku', keywordCase: 'exact', basis: 'format' } as const;

export const heroku: readonly SecretDetector[] = [
  {
    ...format,
    id: 'heroku-api-key',
    title: 'Heroku API key',
    credentialKind: 'api-key',
    keywords: ['HRKU-AA'],
    pattern: 'HRKU-AA[\\w-]{58}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'heroku-api-key-legacy',
    title: 'Heroku API key (UUID form)',
    credentialKind: 'api-key',
    keywords: names,
    pattern: assigned(names, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 3,
  },
];
