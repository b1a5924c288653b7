import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** API tokens of accounts and users, service tokens of Access, and members. */
export const cloudflare = defineConnector({
  id: 'cloudflare',
  title: 'Cloudflare',
  summary: 'API tokens of accounts and users, service tokens of Access, and members, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
