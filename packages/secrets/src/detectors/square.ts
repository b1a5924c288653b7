import type { SecretDetector } from '../detector.ts';

const format = { provider: 'square', keywordCase: 'exact', basis: 'format' } as const;

export const square: readonly SecretDetector[] = [
  {
    ...format,
    id: 'square-access-token',
    title: 'Square access token',
    credentialKind: 'token',
    keywords: ['EAAA', 'sq0atp-'],
    pattern: '(?:EAAA[\\w-]{60}|sq0atp-[\\w-]{22})',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'square-oauth-secret',
    title: 'Square OAuth application secret',
    credentialKind: 'oauth-client-secret',
    keywords: ['sq0csp-'],
    pattern: 'sq0csp-[\\w-]{43}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
];
