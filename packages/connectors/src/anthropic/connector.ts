import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Workspaces, API keys and members. */
export const anthropic = defineConnector({
  id: 'anthropic',
  title: 'Anthropic',
  summary: 'Workspaces, API keys and members, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
