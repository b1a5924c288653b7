import type { SecretDetector } from '../detector.ts';

const format = { provider: 'supabase', keywordCase: 'exact', basis: 'format' } as const;

export const supabase: readonly SecretDetector[] = [
  {
    ...format,
    id: 'supabase-management-token',
    title: 'Supabase personal access token',
    credentialKind: 'token',
    keywords: ['sbp_'],
    pattern: 'sbp_[0-9a-f]{40}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'supabase-secret-key',
    title: 'Supabase project secret key',
    credentialKind: 'api-key',
    keywords: ['sb_secret_'],
    pattern: 'sb_secret_[\\w-]{31}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
];
