import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Accounts, roles and what they may do in MySQL and MariaDB servers. */
export const mysql = defineConnector({
  id: 'mysql',
  title: 'MySQL and MariaDB',
  summary: 'Logins with host, plugin and password age, roles and grants, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
