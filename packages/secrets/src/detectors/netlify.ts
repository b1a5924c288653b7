import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const names = ['netlify'];

const format = { provider: 'netlify', keywordCase: 'exact', basis: 'format' } as const;

export const netlify: readonly SecretDetector[] = [
  {
    ...format,
    id: 'netlify-personal-access-token',
    title: 'Netlify personal access token',
    credentialKind: 'token',
    keywords: ['nfp_'],
    pattern: 'nfp_[0-9A-Za-z_]{36,48}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'netlify-token-legacy',
    title: 'Netlify access token (form before 2023)',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(names, '[0-9A-Za-z_-]{43,45}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
];
