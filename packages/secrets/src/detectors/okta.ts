import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const names = ['okta'];
const organization = {
  pattern: '([\\w-]{1,60}\\.okta(?:preview|-emea)?\\.com)',
  within: 400,
  required: false,
  as: 'host',
} as const;

const format = { provider: 'okta', keywordCase: 'exact', basis: 'format' } as const;

export const okta: readonly SecretDetector[] = [
  {
    ...format,
    id: 'okta-api-token',
    title: 'Okta API token',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(names, '00[\\w-]{40}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 4,
    nearby: [organization],
  },
  {
    ...format,
    id: 'okta-api-token-header',
    title: 'Okta API token',
    credentialKind: 'token',
    keywords: ['SSWS '],
    pattern: 'SSWS (00[\\w-]{40})',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 4,
    nearby: [organization],
  },
];
