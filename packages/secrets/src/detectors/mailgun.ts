import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const names = ['mailgun', 'mg_api'];

const format = { provider: 'mailgun', keywordCase: 'exact', basis: 'format' } as const;

export const mailgun: readonly SecretDetector[] = [
  {
    ...format,
    id: 'mailgun-private-key',
    title: 'Mailgun private API key',
    credentialKind: 'api-key',
    keywords: ['key-'],
    pattern: 'key-[0-9a-f]{32}',
    entropyAtLeast: 3,
  },
  {
    ...format,
    id: 'mailgun-sending-key',
    title: 'Mailgun sending or domain key',
    credentialKind: 'api-key',
    keywords: names,
    pattern: assigned(names, '[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    notFollowedBy: '-',
    entropyAtLeast: 3,
  },
];
