import { base64Text } from '../base64.ts';
import { type Facts, given } from './facts.ts';

/** The bot's user id: the first part of a bot token is that number in base64. */
export function discordBotFacts(value: string): Facts | null {
  const id = base64Text(value.slice(0, value.indexOf('.')));
  return id !== null && /^\d{17,20}$/.test(id) ? given({ keyId: id }) : null;
}
