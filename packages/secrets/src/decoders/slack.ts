import { type Facts, given } from './facts.ts';

const types: Readonly<Record<string, string>> = {
  xoxb: 'bot token',
  xoxp: 'user token',
  xoxa: 'workspace token',
  xoxr: 'refresh token (legacy)',
  xoxs: 'session token',
  xoxc: 'session token',
  xapp: 'app-level token',
  xoxe: 'rotating token',
};

/** The workspace, app or bot ids that stand between the dashes of a token or webhook. */
export function slackFacts(value: string): Facts {
  const webhook = /\/(?:services|workflows|triggers)\/([TE][A-Z0-9]+)\/([A-Z0-9]+)\//.exec(value);
  if (webhook !== null) return given({ slackTeamId: webhook[1], keyId: webhook[2] });
  const [prefix = '', first = '', second = ''] = value.split('-');
  const tokenType = types[prefix.slice(0, 4)];
  if (prefix === 'xapp') return given({ tokenType, slackAppId: second });
  if (/^\d{9,14}$/.test(first)) {
    return given({ tokenType, slackTeamNumber: first, ...digits({ slackBotNumber: second }) });
  }
  return given({ tokenType });
}

function digits(facts: Readonly<Record<string, string>>): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => /^\d{9,14}$/.test(value)));
}
