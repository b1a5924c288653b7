import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Users by type, keys, tokens, roles, integrations and network policies of accounts. */
export const snowflake = defineConnector({
  id: 'snowflake',
  title: 'Snowflake',
  summary:
    'Users by type, key pairs, access tokens, roles, integrations and network policies, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
