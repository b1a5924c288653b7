import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const names = ['vault'];

const format = { provider: 'vault', keywordCase: 'exact', basis: 'format' } as const;

export const vault: readonly SecretDetector[] = [
  {
    ...format,
    id: 'vault-batch-token',
    title: 'Vault batch token',
    credentialKind: 'token',
    keywords: ['hvb.'],
    pattern: 'hvb\\.[\\w-]{138,300}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
  {
    ...format,
    id: 'vault-recovery-token',
    title: 'Vault recovery token',
    credentialKind: 'token',
    keywords: ['hvr.'],
    pattern: 'hvr\\.[\\w-]{90,300}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
  {
    ...format,
    id: 'vault-service-token',
    title: 'Vault service token',
    credentialKind: 'token',
    keywords: ['hvs.'],
    pattern: 'hvs\\.(?:[\\w-]{90,120}|[0-9A-Za-z]{24})',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'vault-service-token-legacy',
    title: 'Vault service token (before 1.10)',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(names, 's\\.[0-9A-Za-z]{24}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    entropyAtLeast: 3.5,
  },
];
