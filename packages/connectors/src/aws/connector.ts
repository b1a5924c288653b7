import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Users, roles, keys, policies and trusts of AWS accounts and their organization. */
export const aws = defineConnector({
  id: 'aws',
  title: 'Amazon Web Services',
  summary: 'Users, roles, access keys, policies and trusts of AWS accounts, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
