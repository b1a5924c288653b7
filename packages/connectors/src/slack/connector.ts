import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Apps with their scopes, bots, legacy integrations and webhooks. */
export const slack = defineConnector({
  id: 'slack',
  title: 'Slack',
  summary: 'Apps with their scopes, bots, legacy integrations and webhooks, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
