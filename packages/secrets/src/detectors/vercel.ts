import type { SecretDetector } from '../detector.ts';

const format = { provider: 'vercel', keywordCase: 'exact', basis: 'format' } as const;

export const vercel: readonly SecretDetector[] = [
  {
    ...format,
    id: 'vercel-ai-gateway-key',
    title: 'Vercel AI Gateway key',
    credentialKind: 'api-key',
    keywords: ['vck_'],
    pattern: 'vck_[\\w-]{56}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'vercel-app-token',
    title: 'Vercel app access or refresh token',
    credentialKind: 'token',
    keywords: ['vca_', 'vcr_'],
    pattern: 'vc[ar]_[\\w-]{56}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'vercel-integration-token',
    title: 'Vercel integration token',
    credentialKind: 'token',
    keywords: ['vci_'],
    pattern: 'vci_[\\w-]{56}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'vercel-personal-access-token',
    title: 'Vercel personal access token',
    credentialKind: 'token',
    keywords: ['vcp_'],
    pattern: 'vcp_[\\w-]{56}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
];
