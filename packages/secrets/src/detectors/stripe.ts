import type { SecretDetector } from '../detector.ts';

const format = { provider: 'stripe', keywordCase: 'exact', basis: 'format' } as const;

export const stripe: readonly SecretDetector[] = [
  {
    ...format,
    id: 'stripe-restricted-key',
    title: 'Stripe restricted key',
    credentialKind: 'api-key',
    keywords: ['rk_live_', 'rk_test_'],
    pattern: 'rk_(?:live|test)_[0-9A-Za-z]{16,247}',
    entropyAtLeast: 3.5,
    decoder: 'stripe-key',
  },
  {
    ...format,
    id: 'stripe-secret-key',
    title: 'Stripe secret key',
    credentialKind: 'api-key',
    keywords: ['sk_live_', 'sk_test_'],
    pattern: 'sk_(?:live|test)_[0-9A-Za-z]{16,247}',
    entropyAtLeast: 3.5,
    decoder: 'stripe-key',
  },
  {
    ...format,
    id: 'stripe-webhook-secret',
    title: 'Webhook signing secret (Stripe and Standard Webhooks)',
    credentialKind: 'token',
    keywords: ['whsec_'],
    pattern: 'whsec_[0-9A-Za-z+/]{32,64}={0,2}',
    notFollowedBy: '+/=',
    entropyAtLeast: 3.5,
  },
];
