import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** API keys, application keys, service accounts and roles. */
export const datadog = defineConnector({
  id: 'datadog',
  title: 'Datadog',
  summary: 'API keys, application keys, service accounts and roles, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
