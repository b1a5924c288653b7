import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Tokens of every level, deploy keys, runners, applications, service accounts and variables. */
export const gitlab = defineConnector({
  id: 'gitlab',
  title: 'GitLab',
  summary:
    'Tokens of every level, deploy keys, runners, applications, service accounts and variables, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
