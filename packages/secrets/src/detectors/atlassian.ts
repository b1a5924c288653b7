import type { SecretDetector } from '../detector.ts';

const format = { provider: 'atlassian', keywordCase: 'exact', basis: 'format' } as const;

export const atlassian: readonly SecretDetector[] = [
  {
    ...format,
    id: 'atlassian-api-token',
    title: 'Atlassian API token',
    credentialKind: 'token',
    keywords: ['ATATT3'],
    pattern: 'ATATT3[\\w=-]{170,220}=[0-9A-F]{8}',
    notFollowedBy: '-=',
    checksum: 'atlassian-crc32',
  },
  {
    ...format,
    id: 'atlassian-organization-key',
    title: 'Atlassian organization API key',
    credentialKind: 'api-key',
    keywords: ['ATCTT3xFfG'],
    pattern: 'ATCTT3xFfG[\\w-]{100,250}=[0-9A-F]{8}',
    notFollowedBy: '-=',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'bitbucket-app-password',
    title: 'Bitbucket app password',
    credentialKind: 'password',
    keywords: ['ATBB'],
    pattern: 'ATBB[0-9A-Za-z]{24}[0-9A-F]{8}',
    provider: 'bitbucket',
    entropyAtLeast: 3.5,
  },
];
