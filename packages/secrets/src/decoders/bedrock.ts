import { awsAccountIdOf } from '../aws-account.ts';
import { base64Text } from '../base64.ts';
import { type Facts, given } from './facts.ts';

/**
 * What a Bedrock API key says: a short-lived one is a pre-signed URL that names key id, region and
 * lifetime; a long-lived one names the IAM user it stands for.
 */
export function bedrockFacts(value: string): Facts {
  if (value.startsWith('ABSK')) {
    const user = /^([\w+=,.@-]{1,64}):/.exec(base64Text(value.slice(4)) ?? '')?.[1];
    return given({ tokenType: 'long-lived Bedrock API key', subject: user });
  }
  const url = base64Text(value.replace(/^bedrock-api-key-/, '')) ?? '';
  const scope =
    /X-Amz-Credential=((?:AKIA|ASIA)[A-Z2-7]{16})(?:%2F|\/)(\d{8})(?:%2F|\/)([a-z0-9-]+)/i;
  const [, keyId = '', , region] = scope.exec(url) ?? [];
  return given({
    tokenType: 'short-lived Bedrock API key',
    keyId,
    awsAccountId: awsAccountIdOf(keyId),
    region,
    expiresAt: expiryOf(url),
  });
}

function expiryOf(url: string): string | null {
  const at = /X-Amz-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(url);
  const seconds = Number(/X-Amz-Expires=(\d{1,7})/.exec(url)?.[1] ?? Number.NaN);
  if (at === null || Number.isNaN(seconds)) return null;
  const [, year, month, day, hour, minute, second] = at.map(Number);
  const start = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return new Date(start + seconds * 1_000).toISOString();
}
