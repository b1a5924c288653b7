import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** What Terraform and OpenTofu made, and the secrets that their states hold. */
export const terraform = defineConnector({
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  summary:
    'Identities, credentials and access that states show, and every secret that lies in them.',
  collectors: [],
  fileCollectors: [],
  importer,
});
