import type { SecretDetector } from '../detector.ts';

const host = [
  {
    pattern:
      '([\\w-]{1,60}\\.(?:cloud\\.databricks\\.com|gcp\\.databricks\\.com|[0-9]{1,2}\\.azuredatabricks\\.net))',
    within: 400,
    required: false,
    as: 'host',
  },
] as const;
const format = { provider: 'databricks', keywordCase: 'exact', basis: 'format' } as const;

export const databricks: readonly SecretDetector[] = [
  {
    ...format,
    id: 'databricks-oauth-secret',
    title: 'Databricks service principal OAuth secret',
    credentialKind: 'oauth-client-secret',
    keywords: ['dose'],
    pattern: 'dose[0-9a-f]{32}',
    notFollowedBy: '-',
    entropyAtLeast: 3,
    nearby: host,
  },
  {
    ...format,
    id: 'databricks-personal-access-token',
    title: 'Databricks personal access token',
    credentialKind: 'token',
    keywords: ['dapi'],
    pattern: 'dapi[0-9a-f]{32}(?:-[0-9])?',
    notFollowedBy: '-',
    entropyAtLeast: 3,
    nearby: host,
  },
];
