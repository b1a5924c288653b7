import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const names = ['figma'];

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
  {
    ...format,
    id: 'figma-token-legacy',
    title: 'Figma personal access token (older form)',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(
      names,
      '[0-9]{4,8}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 3,
  },
];
