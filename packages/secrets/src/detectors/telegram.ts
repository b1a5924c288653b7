import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const names = ['telegram', 'tg_bot', 'tgram'];

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
  {
    ...format,
    id: 'telegram-bot-token-in-context',
    title: 'Telegram bot token',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(names, '[0-9]{8,10}:[\\w-]{35}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 4,
    decoder: 'telegram-bot',
  },
];
