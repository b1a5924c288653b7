import type { SecretDetector } from '../detector.ts';
import { assigned } from '../pattern.ts';

const hexDigits = Array.from('0123456789abcdef');
const names = ['twilio'];
const account = {
  pattern: '(AC[0-9a-f]{32})',
  within: 400,
  required: false,
  as: 'pairedId',
} as const;

const format = { provider: 'twilio', keywordCase: 'exact', basis: 'format' } as const;

export const twilio: readonly SecretDetector[] = [
  {
    ...format,
    id: 'twilio-api-key-sid',
    title: 'Twilio API key SID',
    credentialKind: 'api-key',
    keywords: hexDigits.map((digit) => `SK${digit}`),
    pattern: 'SK[0-9a-f]{32}',
    entropyAtLeast: 3,
    nearby: [{ ...account, as: 'account' }],
  },
  {
    ...format,
    id: 'twilio-auth-token',
    title: 'Twilio auth token',
    credentialKind: 'token',
    keywords: names,
    pattern: assigned(names, '[0-9a-f]{32}'),
    keywordCase: 'any',
    basis: 'context',
    secretGroup: 1,
    entropyAtLeast: 3,
    nearby: [account],
  },
];
