import type { SecretDetector } from '../detector.ts';

const format = { provider: 'docker', keywordCase: 'exact', basis: 'format' } as const;

export const docker: readonly SecretDetector[] = [
  {
    ...format,
    id: 'docker-hub-organization-token',
    title: 'Docker Hub organization access token',
    credentialKind: 'token',
    keywords: ['dckr_oat_'],
    pattern: 'dckr_oat_[\\w-]{32}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'docker-hub-personal-access-token',
    title: 'Docker Hub personal access token',
    credentialKind: 'token',
    keywords: ['dckr_pat_'],
    pattern: 'dckr_pat_[\\w-]{27}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'docker-registry-login',
    title: 'Container registry login in a Docker configuration',
    credentialKind: 'password',
    keywords: ['auth"'],
    pattern: 'auth\\\\?"\\s{0,5}:\\s{0,5}\\\\?"([A-Za-z0-9+/]{12,1000}={0,2})',
    basis: 'context',
    secretGroup: 1,
    decoder: 'basic-login',
  },
];
