import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { lists, type OpenAiOwn } from './lists.ts';

/** Reads what OpenAI's administration API answers, offline. */
export const importer = defineAnswerImporter<OpenAiOwn>({
  id: 'openai',
  title: 'OpenAI',
  description:
    'Set ORG to a name of the organization and OPENAI_ADMIN_KEY to a read-only admin key (All: Read).',
  permissions: ['an admin key with read permissions only'],
  cannotTell: [
    'Which models and calls a key is limited to: lists do not tell the permissions of keys.',
    'User keys from before projects, in organizations that still have them.',
    'Who left: the list of users holds members only.',
    'Whether project keys end.',
  ],
  scope: { kind: 'openai-organization', title: 'the OpenAI organization', option: 'org' },
  answers: lists,
  refusal: (answer) =>
    typeof answer['error'] === 'object' && answer['error'] !== null
      ? 'OpenAI refused the call; the permission is missing'
      : null,
  start: () => ({ projects: new Map() }),
});
