import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Users and roles of MongoDB deployments and Atlas projects. */
export const mongodb = defineConnector({
  id: 'mongodb',
  title: 'MongoDB',
  summary: 'Logins by password, certificate, cloud role and token, with their roles, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
