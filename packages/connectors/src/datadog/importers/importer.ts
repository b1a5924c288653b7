import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { type DatadogOwn, lists } from './lists.ts';

/** Reads what Datadog's API answers, offline. */
export const importer = defineAnswerImporter<DatadogOwn>({
  id: 'datadog',
  title: 'Datadog',
  description:
    'Set ORG to a name of the organization, DD_SITE to its site (DD_SITE=datadoghq.eu), DD_API_KEY and DD_APP_KEY to keys of a service account.',
  permissions: ['api_keys_read', 'org_app_keys_read', 'user_access_read'],
  cannotTell: [
    'Which hosts and programs send with an API key.',
    'Last use before Datadog recorded it: a key without one may be used or not.',
    'OAuth applications, and keys of other organizations below the same parent.',
  ],
  scope: { kind: 'datadog-organization', title: 'the Datadog organization', option: 'org' },
  answers: lists,
  refusal: (answer) =>
    Array.isArray(answer['errors']) ? 'Datadog refused the call; the permission is missing' : null,
  start: () => ({ permissions: new Map(), roles: new Map(), users: new Map() }),
});
