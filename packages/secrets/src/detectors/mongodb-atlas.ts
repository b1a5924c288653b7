import type { SecretDetector } from '../detector.ts';
import { assigned, spellings } from '../pattern.ts';

const names = [
  ...spellings('atlas', 'private', 'key'),
  ...spellings('atlas', 'private', 'api', 'key'),
];

const format = { provider: 'mongodb-atlas', keywordCase: 'exact', basis: 'format' } as const;

export const mongodbAtlas: readonly SecretDetector[] = [
  {
    ...format,
    id: 'mongodb-atlas-service-account-secret',
    title: 'MongoDB Atlas service account secret',
    credentialKind: 'oauth-client-secret',
    keywords: ['mdb_sa_sk_'],
    pattern: 'mdb_sa_sk_[\\w-]{40}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
    nearby: [{ pattern: '(mdb_sa_id_[0-9a-f]{24})', within: 400, required: false, as: 'pairedId' }],
  },
  {
    ...format,
    id: 'mongodb-atlas-programmatic-key',
    title: 'MongoDB Atlas programmatic API key',
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
