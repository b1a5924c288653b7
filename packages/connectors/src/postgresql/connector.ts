import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Logins, group roles and what they may do in PostgreSQL servers. */
export const postgresql = defineConnector({
  id: 'postgresql',
  title: 'PostgreSQL',
  summary: 'Logins with their passwords, roles, privileges and client rules, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
