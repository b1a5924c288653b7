import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Service accounts, managed accounts, delegation and certificate templates of Active Directory domains. */
export const activeDirectory = defineConnector({
  id: 'active-directory',
  title: 'Active Directory',
  summary:
    'Service accounts, managed accounts, computers, delegation, key credentials and certificate templates of domains, from LDIF and BloodHound files.',
  collectors: [],
  fileCollectors: [],
  importer,
});
