import type { SecretDetector } from '../detector.ts';

const format = { provider: 'digitalocean', keywordCase: 'exact', basis: 'format' } as const;

export const digitalOcean: readonly SecretDetector[] = [
  {
    ...format,
    id: 'digitalocean-oauth-token',
    title: 'DigitalOcean OAuth access token',
    credentialKind: 'token',
    keywords: ['doo_v1_'],
    pattern: 'doo_v1_[0-9a-f]{64}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'digitalocean-personal-access-token',
    title: 'DigitalOcean personal access token',
    credentialKind: 'token',
    keywords: ['dop_v1_'],
    pattern: 'dop_v1_[0-9a-f]{64}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'digitalocean-refresh-token',
    title: 'DigitalOcean OAuth refresh token',
    credentialKind: 'token',
    keywords: ['dor_v1_'],
    pattern: 'dor_v1_[0-9a-f]{64}',
    entropyAtLeast: 3,
  },
];
