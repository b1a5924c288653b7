import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Applications, service principals, managed and agent identities of Microsoft Entra tenants. */
export const entra = defineConnector({
  id: 'entra',
  title: 'Microsoft Entra ID',
  summary:
    'Applications, service principals, managed and agent identities, their secrets, certificates, permissions, roles and owners, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
