import type { SecretDetector } from '../detector.ts';

const format = { provider: 'infisical', keywordCase: 'exact', basis: 'format' } as const;

export const infisical: readonly SecretDetector[] = [
  {
    ...format,
    id: 'infisical-service-token',
    title: 'Infisical service token',
    credentialKind: 'token',
    keywords: ['st.'],
    pattern: 'st\\.[\\w-]{20,48}\\.[\\w-]{16,64}\\.[0-9a-f]{16,64}',
    notFollowedBy: '.-',
    entropyAtLeast: 3.5,
  },
];
