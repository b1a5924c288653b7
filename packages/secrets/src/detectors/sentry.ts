import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const names = ['sentry'];

const format = { provider: 'sentry', keywordCase: 'exact', basis: 'format' } as const;

export const sentry: readonly SecretDetector[] = [
  {
    ...format,
    id: 'sentry-organization-token',
    title: 'Sentry organization auth token',
    credentialKind: 'token',
    keywords: ['sntrys_eyJ'],
    pattern: 'sntrys_eyJ[A-Za-z0-9+/]{20,400}={0,2}_[A-Za-z0-9+/]{43}',
    notFollowedBy: '+/=',
    decoder: 'embedded-object',
  },
  {
    ...format,
    id: 'sentry-user-token',
    title: 'Sentry user auth token',
    credentialKind: 'token',
    keywords: ['sntryu_'],
    pattern: 'sntryu_[0-9a-f]{64}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'sentry-token-legacy',
    title: 'Sentry auth token (form before 2023)',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(names, '[0-9a-f]{64}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    entropyAtLeast: 3,
  },
];
