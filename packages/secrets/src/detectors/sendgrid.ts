import type { SecretDetector } from '../detector.ts';

const format = { provider: 'sendgrid', keywordCase: 'exact', basis: 'format' } as const;

export const sendGrid: readonly SecretDetector[] = [
  {
    ...format,
    id: 'sendgrid-api-key',
    title: 'SendGrid API key',
    credentialKind: 'api-key',
    keywords: ['SG.'],
    pattern: 'SG\\.[\\w-]{22}\\.[\\w-]{43}',
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
];
