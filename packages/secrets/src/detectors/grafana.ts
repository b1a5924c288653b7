import type { SecretDetector } from '../detector.ts';

const format = { provider: 'grafana', keywordCase: 'exact', basis: 'format' } as const;

export const grafana: readonly SecretDetector[] = [
  {
    ...format,
    id: 'grafana-api-key-legacy',
    title: 'Grafana API key (before service accounts)',
    credentialKind: 'api-key',
    keywords: ['eyJrIjoi'],
    pattern: 'eyJrIjoi[A-Za-z0-9+/]{60,400}={0,2}',
    notFollowedBy: '+/=.',
    decoder: 'embedded-object',
  },
  {
    ...format,
    id: 'grafana-cloud-access-policy-token',
    title: 'Grafana Cloud access policy token',
    credentialKind: 'token',
    keywords: ['glc_eyJ'],
    pattern: 'glc_eyJ[A-Za-z0-9+/]{60,400}={0,2}',
    notFollowedBy: '+/=',
    decoder: 'embedded-object',
  },
  {
    ...format,
    id: 'grafana-service-account-token',
    title: 'Grafana service account token',
    credentialKind: 'token',
    keywords: ['glsa_'],
    pattern: 'glsa_[0-9A-Za-z]{32}_[0-9a-f]{8}',
    entropyAtLeast: 3,
  },
];
