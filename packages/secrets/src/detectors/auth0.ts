import type { SecretDetector } from '../detector.ts';
import { assigned, spellings } from '../pattern.ts';

const names = ['auth0', ...spellings('client', 'secret')];
const tenant = {
  pattern: '([\\w.-]{1,80}\\.auth0\\.com)',
  within: 400,
  required: true,
  as: 'host',
} as const;

const format = { provider: 'auth0', keywordCase: 'exact', basis: 'format' } as const;

export const auth0: readonly SecretDetector[] = [
  {
    ...format,
    id: 'auth0-client-secret',
    title: 'Auth0 client secret',
    credentialKind: 'oauth-client-secret',
    keywords: names,
    pattern: assigned(names, '[\\w-]{64}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 4,
    nearby: [tenant],
  },
];
