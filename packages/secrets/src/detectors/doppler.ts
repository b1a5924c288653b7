import type { SecretDetector } from '../detector.ts';

const format = { provider: 'doppler', keywordCase: 'exact', basis: 'format' } as const;

export const doppler: readonly SecretDetector[] = [
  {
    ...format,
    id: 'doppler-audit-token',
    title: 'Doppler audit token',
    credentialKind: 'token',
    keywords: ['dp.audit.'],
    pattern: 'dp\\.audit\\.[0-9A-Za-z]{40,44}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'doppler-cli-token',
    title: 'Doppler CLI token',
    credentialKind: 'token',
    keywords: ['dp.ct.'],
    pattern: 'dp\\.ct\\.[0-9A-Za-z]{40,44}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'doppler-personal-token',
    title: 'Doppler personal token',
    credentialKind: 'token',
    keywords: ['dp.pt.'],
    pattern: 'dp\\.pt\\.[0-9A-Za-z]{40,44}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'doppler-scim-token',
    title: 'Doppler SCIM token',
    credentialKind: 'token',
    keywords: ['dp.scim.'],
    pattern: 'dp\\.scim\\.[0-9A-Za-z]{40,44}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'doppler-service-account-token',
    title: 'Doppler service account token',
    credentialKind: 'token',
    keywords: ['dp.sa.'],
    pattern: 'dp\\.sa\\.[0-9A-Za-z]{40,44}',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'doppler-service-token',
    title: 'Doppler service token',
    credentialKind: 'token',
    keywords: ['dp.st.'],
    pattern: 'dp\\.st\\.(?:[a-z0-9_-]{2,35}\\.)?[0-9A-Za-z]{40,44}',
    entropyAtLeast: 3.5,
  },
];
