import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Apps, tokens, deploy keys, webhooks, runners and secrets of organizations. */
export const github = defineConnector({
  id: 'github',
  title: 'GitHub',
  summary:
    'Apps, tokens, deploy keys, webhooks, runners and secrets of organizations, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
