import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Role assignments, managed identities, access keys and vaults of Azure subscriptions. */
export const azure = defineConnector({
  id: 'azure',
  title: 'Azure',
  summary:
    'Role assignments and definitions, managed identities, access keys of resources and vault contents of subscriptions, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
