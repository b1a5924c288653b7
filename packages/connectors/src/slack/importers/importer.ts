import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { lists, type SlackOwn, whatWasLogged } from './lists.ts';

/** Reads what Slack's Web API answers, offline. */
export const importer = defineAnswerImporter<SlackOwn>({
  id: 'slack',
  title: 'Slack',
  description:
    'Set TEAM to the number of the workspace or organization (TEAM=T0123ABCD, as auth.test tells it) and SLACK_TOKEN to a token; lists of apps need the token of an administrator of an Enterprise organization.',
  permissions: [
    'users:read',
    'users:read.email',
    'admin.apps:read (Enterprise)',
    'admin (integration logs)',
  ],
  cannotTell: [
    'Tokens of apps: neither their number nor their age, use or rotation.',
    'When an app or a webhook was used.',
    'The addresses of incoming webhooks.',
    'Below Enterprise, which apps are installed, except by the log of integrations.',
  ],
  scope: {
    kind: 'slack-workspace',
    title: 'the Slack workspace',
    option: 'team',
    keyOf: (told) => told.toUpperCase(),
  },
  answers: lists,
  refusal: (answer) =>
    answer['ok'] === false
      ? 'Slack refused the call: the scope, the plan or the role is missing'
      : null,
  start: () => ({ people: new Map(), logged: new Map(), decided: new Set() }),
  finish: ({ state }) => whatWasLogged(state.own),
});
