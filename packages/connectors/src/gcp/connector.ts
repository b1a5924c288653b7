import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Service accounts, keys, federated logins and policies of Google Cloud organizations and projects. */
export const gcp = defineConnector({
  id: 'gcp',
  title: 'Google Cloud',
  summary:
    'Service accounts, keys, API keys, federation and IAM policies of Google Cloud, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
