import type { SecretDetector } from '../detector.ts';

const format = { provider: 'figma', keywordCase: 'exact', basis: 'format' } as const;

export const figma: readonly SecretDetector[] = [
  {
    ...format,
    id: 'figma-personal-access-token',
    title: 'Figma personal access token',
    credentialKind: 'token',
    keywords: ['figd_'],
    pattern: 'figd_[\\w-]{38,42}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
];
