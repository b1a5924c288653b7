import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Service principals, tokens, OAuth secrets, federation policies and secret scopes. */
export const databricks = defineConnector({
  id: 'databricks',
  title: 'Databricks',
  summary:
    'Service principals, tokens, OAuth secrets, federation policies and secret scopes, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
