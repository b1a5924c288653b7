import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { type AnthropicOwn, lists } from './lists.ts';

/** Reads what Anthropic's administration API answers, offline. */
export const importer = defineAnswerImporter<AnthropicOwn>({
  id: 'anthropic',
  title: 'Anthropic',
  description:
    'Set ORG to a name of the organization and ANTHROPIC_ADMIN_KEY to an admin key. Anthropic has no read-only admin key: keep it out of files and revoke it afterwards.',
  permissions: [
    'an admin key (organization role admin)',
    'an OAuth token with org:admin (service accounts and federation)',
  ],
  cannotTell: [
    'Last use of keys, except by the usage report, which reaches back as far as it was asked for.',
    'Admin keys: no list tells of them.',
    'When service accounts and federation rules were used.',
    'What a key is limited to, beyond its workspace.',
    'Who left: the list of users holds members only.',
    'Keys outlive whoever made them.',
  ],
  scope: { kind: 'anthropic-organization', title: 'the Anthropic organization', option: 'org' },
  answers: lists,
  refusal: (answer) =>
    answer['type'] === 'error' ? 'Anthropic refused the call; an admin key is needed' : null,
  start: () => ({
    people: new Map(),
    workspaces: new Map(),
    lastUse: new Map(),
    issuers: new Map(),
  }),
});
