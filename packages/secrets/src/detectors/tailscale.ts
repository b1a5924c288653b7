import type { SecretDetector } from '../detector.ts';

const format = { provider: 'tailscale', keywordCase: 'exact', basis: 'format' } as const;

export const tailscale: readonly SecretDetector[] = [
  {
    ...format,
    id: 'tailscale-key',
    title: 'Tailscale key',
    credentialKind: 'api-key',
    keywords: ['tskey-'],
    pattern: 'tskey-(?:api|auth|client|scim|webhook)-[0-9A-Za-z]{6,30}-[0-9A-Za-z]{16,60}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
];
