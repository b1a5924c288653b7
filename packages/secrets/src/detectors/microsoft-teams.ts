import type { SecretDetector } from '../detector.ts';

const format = { provider: 'microsoft-teams', keywordCase: 'exact', basis: 'format' } as const;

export const microsoftTeams: readonly SecretDetector[] = [
  {
    ...format,
    id: 'microsoft-teams-webhook-url',
    title: 'Microsoft Teams webhook URL',
    credentialKind: 'webhook-url',
    keywords: ['.webhook.office.com/webhookb2/'],
    pattern:
      'https://[a-z0-9-]{1,60}\\.webhook\\.office\\.com/webhookb2/[0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f-]{36}',
    keywordAt: [9, 68],
  },
];
