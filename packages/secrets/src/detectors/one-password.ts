import type { SecretDetector } from '../detector.ts';

const format = { provider: 'one-password', keywordCase: 'exact', basis: 'format' } as const;

export const onePassword: readonly SecretDetector[] = [
  {
    ...format,
    id: 'one-password-secret-key',
    title: '1Password account secret key',
    credentialKind: 'private-key',
    keywords: ['A3-'],
    pattern:
      'A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'one-password-service-account-token',
    title: '1Password service account token',
    credentialKind: 'token',
    keywords: ['ops_eyJ'],
    pattern: 'ops_eyJ[A-Za-z0-9+/_-]{250,}={0,3}',
    longest: 4_000,
    notFollowedBy: '+/=-',
    decoder: 'embedded-object',
  },
];
