import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** API tokens, service accounts, OAuth clients, apps, and access keys of Bitbucket. */
export const atlassian = defineConnector({
  id: 'atlassian',
  title: 'Atlassian',
  summary:
    'API tokens, service accounts, OAuth clients, apps, and access keys of Bitbucket, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
