import type { SecretDetector } from '../detector.ts';

const format = { provider: 'anthropic', keywordCase: 'exact', basis: 'format' } as const;

export const anthropic: readonly SecretDetector[] = [
  {
    ...format,
    id: 'anthropic-admin-key',
    title: 'Anthropic admin API key',
    credentialKind: 'api-key',
    keywords: ['sk-ant-admin'],
    pattern: 'sk-ant-admin[0-9]{2,4}-[\\w-]{93}AA',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'anthropic-api-key',
    title: 'Anthropic API key',
    credentialKind: 'api-key',
    keywords: ['sk-ant-api'],
    pattern: 'sk-ant-api[0-9]{2,4}-[\\w-]{93}AA',
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
  },
  {
    ...format,
    id: 'anthropic-oauth-access-token',
    title: 'Claude OAuth access token',
    credentialKind: 'session',
    keywords: ['sk-ant-oat01-'],
    pattern: 'sk-ant-oat01-[\\w-]{40,200}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
  {
    ...format,
    id: 'anthropic-oauth-refresh-token',
    title: 'Claude OAuth refresh token',
    credentialKind: 'session',
    keywords: ['sk-ant-ort01-'],
    pattern: 'sk-ant-ort01-[\\w-]{40,200}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
];
