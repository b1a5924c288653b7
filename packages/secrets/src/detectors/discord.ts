import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const names = ['discord', 'bot_token', 'bottoken'];

const format = { provider: 'discord', keywordCase: 'exact', basis: 'format' } as const;

export const discord: readonly SecretDetector[] = [
  {
    ...format,
    id: 'discord-bot-token',
    title: 'Discord bot token',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(names, '[MNO][0-9A-Za-z]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,38}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 4,
    decoder: 'discord-bot',
  },
  {
    ...format,
    id: 'discord-webhook-url',
    title: 'Discord webhook URL',
    credentialKind: 'webhook-url',
    keywords: ['/api/webhooks/'],
    pattern:
      'https://(?:(?:canary|ptb)\\.)?discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{17,20}/[\\w-]{60,72}',
    keywordAt: [19, 29],
    notFollowedBy: '-',
    entropyAtLeast: 4,
  },
];
