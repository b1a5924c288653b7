import type { SecretDetector } from '../detector.ts';
import { assigned, spellings } from '../pattern.ts';

const google = { provider: 'google', keywordCase: 'exact', basis: 'format' } as const;
const secretNames = spellings('client', 'secret');
const clientId = {
  pattern: '([0-9]{6,21}-[0-9a-z]{32}\\.apps\\.googleusercontent\\.com)',
  within: 600,
  as: 'pairedId',
} as const;

export const googleCloud: readonly SecretDetector[] = [
  {
    ...google,
    id: 'google-api-key',
    title: 'Google API key',
    credentialKind: 'api-key',
    keywords: ['AIza'],
    pattern: 'AIza[0-9A-Za-z_-]{35}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...google,
    id: 'google-api-key-bound',
    title: 'Google API key bound to a service account',
    credentialKind: 'api-key',
    keywords: ['AQ.Ab8RN6'],
    pattern: 'AQ\\.Ab8RN6[0-9A-Za-z_-]{44}',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...google,
    id: 'google-oauth-access-token',
    title: 'Google OAuth access token',
    credentialKind: 'session',
    keywords: ['ya29.'],
    pattern: 'ya29\\.[0-9A-Za-z_-]{40,}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
  {
    ...google,
    id: 'google-oauth-client-secret',
    title: 'Google OAuth client secret',
    credentialKind: 'oauth-client-secret',
    keywords: ['GOCSPX-'],
    pattern: 'GOCSPX-[0-9A-Za-z_-]{28}',
    notFollowedBy: '-',
    nearby: [{ ...clientId, required: false }],
  },
  {
    ...google,
    id: 'google-oauth-client-secret-legacy',
    title: 'Google OAuth client secret (form before 2021)',
    credentialKind: 'oauth-client-secret',
    keywords: secretNames,
    keywordCase: 'any',
    pattern: assigned(secretNames, '[0-9A-Za-z_-]{24}'),
    secretGroup: 1,
    basis: 'context',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
    nearby: [{ ...clientId, required: true }],
  },
  {
    ...google,
    id: 'google-oauth-refresh-token',
    title: 'Google OAuth refresh token',
    credentialKind: 'session',
    keywords: ['1//0'],
    pattern: '1//0[0-9A-Za-z_-]{60,}',
    notFollowedBy: '-/',
    entropyAtLeast: 4,
  },
  {
    ...google,
    id: 'google-service-account-key',
    title: 'Google Cloud service account key',
    credentialKind: 'private-key',
    keywords: ['-----BEGIN PRIVATE KEY-----'],
    pattern: '-----BEGIN PRIVATE KEY-----[^-]*(?:-[^-]+)*-----END PRIVATE KEY-----(?:\\\\n)?',
    longest: 8_000,
    decoder: 'private-key-block',
    nearby: [
      {
        pattern: 'private_key_id[\\\\"\']{1,4}\\s*:\\s*[\\\\"\']{1,4}([0-9a-f]{40})',
        within: 1_000,
        required: true,
        as: 'pairedId',
      },
      {
        pattern: '([a-z0-9-]{1,63}@[a-z0-9.-]{1,80}\\.gserviceaccount\\.com)',
        within: 1_000,
        required: false,
        as: 'subject',
      },
      {
        pattern: 'project_id[\\\\"\']{1,4}\\s*:\\s*[\\\\"\']{1,4}([a-z0-9:.-]{4,63})',
        within: 1_000,
        required: false,
        as: 'projectId',
      },
    ],
  },
];
