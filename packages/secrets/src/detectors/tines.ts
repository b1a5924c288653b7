import type { SecretDetector } from '../detector.ts';

const format = { provider: 'tines', keywordCase: 'exact', basis: 'format' } as const;

export const tines: readonly SecretDetector[] = [
  {
    ...format,
    id: 'tines-webhook-url',
    title: 'Tines webhook URL',
    credentialKind: 'webhook-url',
    keywords: ['.tines.com/webhook/'],
    pattern: 'https://[a-z0-9-]{1,60}\\.tines\\.com/webhook/[0-9a-f]{32}/[0-9a-f]{32}',
    keywordAt: [9, 68],
  },
];
