import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Login roles, entities, tokens, policies, leases and secret paths of HashiCorp Vault and OpenBao. */
export const vault = defineConnector({
  id: 'vault',
  title: 'HashiCorp Vault and OpenBao',
  summary:
    'Login roles, entities, tokens, policies, leases, database and PKI roles, and the paths of secrets, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
