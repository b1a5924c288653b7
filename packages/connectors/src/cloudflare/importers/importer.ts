import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { lists } from './lists.ts';

/** Reads what Cloudflare's API answers, offline. */
export const importer = defineAnswerImporter<null>({
  id: 'cloudflare',
  title: 'Cloudflare',
  description:
    'Set ACCOUNT to the id of the account and CLOUDFLARE_API_TOKEN to a token with the permissions below. For tokens of a user, that user runs the command with a token of their own.',
  permissions: [
    'Account API Tokens Read',
    'Account Settings Read',
    'Access: Service Tokens Read',
    'API Tokens Read (tokens of the user who asks)',
  ],
  cannotTell: [
    'Global API keys: every member has one, with all rights of the member, and no list tells of them.',
    'API tokens of other users.',
    'Last use from before Cloudflare recorded it: a token without one may be used or not.',
    'When a token was rolled or a service token got a new secret.',
    'A caller that may list only its own account tokens gets a list that looks complete.',
  ],
  scope: { kind: 'cloudflare-account', title: 'the Cloudflare account', option: 'account' },
  answers: lists,
  refusal: (answer) =>
    answer['success'] === false ? 'Cloudflare refused the call; the permission is missing' : null,
  start: () => null,
});
