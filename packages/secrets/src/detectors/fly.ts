import type { SecretDetector } from '../detector.ts';

const format = { provider: 'fly', keywordCase: 'exact', basis: 'format' } as const;

export const fly: readonly SecretDetector[] = [
  {
    ...format,
    id: 'fly-access-token',
    title: 'Fly.io access token',
    credentialKind: 'token',
    keywords: ['fm1a_', 'fm1r_', 'fm2_'],
    pattern: '(?:fm1[ar]|fm2)_[A-Za-z0-9+/]{100,}={0,3}',
    longest: 6_000,
    notFollowedBy: '+/=',
    entropyAtLeast: 4.5,
  },
  {
    ...format,
    id: 'fly-personal-token',
    title: 'Fly.io personal access token (older form)',
    credentialKind: 'token',
    keywords: ['fo1_'],
    pattern: 'fo1_[\\w-]{43}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
];
