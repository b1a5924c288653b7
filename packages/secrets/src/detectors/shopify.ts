import type { SecretDetector } from '../detector.ts';

const format = { provider: 'shopify', keywordCase: 'exact', basis: 'format' } as const;

export const shopify: readonly SecretDetector[] = [
  {
    ...format,
    id: 'shopify-access-token',
    title: 'Shopify Admin API access token',
    credentialKind: 'token',
    keywords: ['shpat_'],
    pattern: 'shpat_[0-9A-Za-z]{32,38}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'shopify-app-secret',
    title: 'Shopify app shared secret',
    credentialKind: 'oauth-client-secret',
    keywords: ['shpss_'],
    pattern: 'shpss_[0-9A-Za-z]{32,38}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'shopify-custom-app-token',
    title: 'Shopify custom app access token',
    credentialKind: 'token',
    keywords: ['shpca_'],
    pattern: 'shpca_[0-9A-Za-z]{32,38}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'shopify-private-app-password',
    title: 'Shopify private app password',
    credentialKind: 'password',
    keywords: ['shppa_'],
    pattern: 'shppa_[0-9A-Za-z]{32,38}',
    entropyAtLeast: 3,
  },
];
