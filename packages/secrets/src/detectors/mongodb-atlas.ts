import type { SecretDetector } from '../detector.ts';

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
];
