import type { SecretDetector } from '../detector.ts';

const classic = {
  provider: 'github',
  keywordCase: 'exact',
  basis: 'format',
  checksum: 'github-crc32',
  decoder: 'github-token',
} as const;

/** Formats: github.blog 2021-04-05; the long installation token: changelog of 27 April 2026. */
export const github: readonly SecretDetector[] = [
  {
    ...classic,
    id: 'github-personal-access-token',
    title: 'GitHub personal access token (classic)',
    credentialKind: 'token',
    keywords: ['ghp_'],
    pattern: 'ghp_[0-9A-Za-z]{36}',
  },
  {
    ...classic,
    id: 'github-oauth-access-token',
    title: 'GitHub OAuth access token',
    credentialKind: 'token',
    keywords: ['gho_'],
    pattern: 'gho_[0-9A-Za-z]{36}',
  },
  {
    ...classic,
    id: 'github-app-user-token',
    title: 'GitHub App user access token',
    credentialKind: 'token',
    keywords: ['ghu_'],
    pattern: 'ghu_[0-9A-Za-z]{36}',
  },
  {
    ...classic,
    id: 'github-app-refresh-token',
    title: 'GitHub App refresh token',
    credentialKind: 'token',
    keywords: ['ghr_'],
    pattern: 'ghr_(?:[0-9A-Za-z]{76}|[0-9A-Za-z]{36})',
  },
  {
    ...classic,
    id: 'github-app-installation-token-short',
    title: 'GitHub App installation access token (form before April 2026)',
    credentialKind: 'session',
    keywords: ['ghs_'],
    pattern: 'ghs_[0-9A-Za-z]{36}',
    notFollowedBy: '.-',
  },
  {
    id: 'github-app-installation-token',
    title: 'GitHub App installation access token',
    provider: 'github',
    credentialKind: 'session',
    keywords: ['ghs_'],
    keywordCase: 'exact',
    pattern: 'ghs_[0-9A-Za-z_-]{8,}(?:\\.[0-9A-Za-z_-]{8,})+',
    basis: 'format',
    decoder: 'github-token',
  },
  {
    id: 'github-fine-grained-token',
    title: 'GitHub personal access token (fine-grained)',
    provider: 'github',
    credentialKind: 'token',
    keywords: ['github_pat_'],
    keywordCase: 'exact',
    pattern: 'github_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59}',
    basis: 'format',
    decoder: 'github-token',
  },
];
