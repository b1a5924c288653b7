import type { SecretDetector } from '../detector.ts';

const format = { provider: 'planetscale', keywordCase: 'exact', basis: 'format' } as const;

export const planetScale: readonly SecretDetector[] = [
  {
    ...format,
    id: 'planetscale-database-password',
    title: 'PlanetScale database password',
    credentialKind: 'password',
    keywords: ['pscale_pw_'],
    pattern: 'pscale_pw_[\\w=-]{32,64}',
    notFollowedBy: '-=',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'planetscale-oauth-token',
    title: 'PlanetScale OAuth token',
    credentialKind: 'token',
    keywords: ['pscale_oauth_'],
    pattern: 'pscale_oauth_[\\w=-]{32,64}',
    notFollowedBy: '-=',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'planetscale-service-token',
    title: 'PlanetScale service token',
    credentialKind: 'token',
    keywords: ['pscale_tkn_'],
    pattern: 'pscale_tkn_[\\w=-]{32,64}',
    notFollowedBy: '-=',
    entropyAtLeast: 3.5,
  },
];
