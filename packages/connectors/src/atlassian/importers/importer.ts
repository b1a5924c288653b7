import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { type AtlassianOwn, lists } from './lists.ts';

/** Reads what Atlassian's administration API, a site and Bitbucket answer, offline. */
export const importer = defineAnswerImporter<AtlassianOwn>({
  id: 'atlassian',
  title: 'Atlassian',
  description:
    'Set ORG to the id of the organization and ATLASSIAN_API_KEY to an API key of it. For the apps of a site set SITE and ATLASSIAN_BASIC (address and API token of an administrator, in Base64); for Bitbucket set WORKSPACE and BITBUCKET_TOKEN.',
  permissions: [
    'read:tokens:admin',
    'read:service-accounts:admin',
    'read:service-accounts-tokens:admin',
    'read:accounts:admin',
    'site administrator (apps)',
    'Bitbucket: repository:admin (access keys)',
  ],
  cannotTell: [
    'Tokens of accounts that the organization does not manage.',
    'API keys of the organization itself, and app passwords and access tokens of Bitbucket.',
    'Scopes of API tokens and of apps.',
    'Which service account an OAuth client belongs to, its end and its use.',
    'The list of service accounts is experimental at Atlassian and may change.',
  ],
  scope: { kind: 'atlassian-organization', title: 'the Atlassian organization', option: 'org' },
  answers: lists,
  refusal: (answer) =>
    ('errors' in answer && !('data' in answer)) ||
    answer['type'] === 'error' ||
    'errorMessages' in answer ||
    (typeof answer['code'] === 'number' && 'message' in answer)
      ? 'Atlassian refused the call; the permission is missing'
      : null,
  start: () => ({ accounts: new Map(), repositories: new Map() }),
});
