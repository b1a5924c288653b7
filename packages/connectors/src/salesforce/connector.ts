import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Connected apps, OAuth tokens, integration users, permission sets and named credentials. */
export const salesforce = defineConnector({
  id: 'salesforce',
  title: 'Salesforce',
  summary:
    'Connected apps, OAuth tokens, integration users, permission sets and named credentials, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
