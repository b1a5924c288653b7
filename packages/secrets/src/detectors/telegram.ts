import type { SecretDetector } from '../detector.ts';

const format = { provider: 'telegram', keywordCase: 'exact', basis: 'format' } as const;

export const telegram: readonly SecretDetector[] = [
  {
    ...format,
    id: 'telegram-bot-token',
    title: 'Telegram bot token',
    credentialKind: 'token',
    keywords: [':AA'],
    pattern: '[0-9]{8,10}:AA[\\w-]{33}',
    keywordAt: [8, 10],
    notFollowedBy: '-',
    entropyAtLeast: 3.5,
    decoder: 'telegram-bot',
  },
];
