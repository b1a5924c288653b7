import type { DecoderName } from '../detector.ts';
import { isPlaceholder } from '../placeholder.ts';
import { awsKeyFacts, awsSecretFacts } from './aws.ts';
import { entraSecretFacts, sasFacts } from './azure.ts';
import { bedrockFacts } from './bedrock.ts';
import { discordBotFacts } from './discord.ts';
import { embeddedObjectFacts } from './embedded-object.ts';
import type { Facts } from './facts.ts';
import { githubFacts } from './github.ts';
import { routableFacts } from './gitlab.ts';
import { jwtFacts } from './jwt.ts';
import { basicLoginFacts, connectionFacts } from './login.ts';
import { privateKeyFacts } from './private-key.ts';
import { macaroonFacts } from './pypi.ts';
import { slackFacts } from './slack.ts';

/** A secret as it was found. */
export interface FoundSecret {
  readonly value: string;
  /** All that the detector's pattern matched around it. */
  readonly whole: string;
  /** Up to 600 units of text that end where the secret ends. */
  readonly before: string;
}

const decoders: Readonly<Record<DecoderName, (found: FoundSecret) => Facts | null>> = {
  'aws-bedrock-key': ({ value }) => bedrockFacts(value),
  'aws-key-id': ({ value }) => awsKeyFacts(value),
  'aws-secret': ({ value }) => awsSecretFacts(value),
  'azure-sas': ({ before }) => sasFacts(before),
  'basic-login': ({ value }) => basicLoginFacts(value),
  'connection-string': ({ value }) => connectionFacts(value),
  'discord-bot': ({ value }) => discordBotFacts(value),
  'embedded-object': ({ value }) => embeddedObjectFacts(value),
  'entra-client-secret': ({ value }) => entraSecretFacts(value),
  'github-token': ({ value }) => githubFacts(value),
  'gitlab-routable': ({ value }) => routableFacts(value),
  jwt: ({ value }) => jwtFacts(value),
  'plain-password': ({ value }) => (isPlaceholder(value) ? null : {}),
  'private-key-block': ({ value }) => privateKeyFacts(value),
  'pypi-macaroon': ({ value }) => macaroonFacts(value),
  'slack-ids': ({ value }) => slackFacts(value),
  'stripe-key': ({ value }) => ({ mode: value.includes('_live_') ? 'live' : 'test' }),
  'telegram-bot': ({ value }) => ({ keyId: value.slice(0, value.indexOf(':')) }),
  'url-password': ({ whole }) => connectionFacts(whole),
};

/**
 * What a secret says about itself, without network; null when its inside is not what its shape
 * promised, so that it is no match at all.
 */
export function decode(name: DecoderName, found: FoundSecret): Facts | null {
  return decoders[name](found);
}
