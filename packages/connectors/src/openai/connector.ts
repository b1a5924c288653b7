import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Projects, service accounts, project keys and admin keys. */
export const openai = defineConnector({
  id: 'openai',
  title: 'OpenAI',
  summary: 'Projects, service accounts, project keys and admin keys, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
