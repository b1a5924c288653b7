import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Who answers for things, and who has left. */
export const people = defineConnector({
  id: 'people',
  title: 'People',
  summary:
    'Who is there, who has left and who is in which team, from CSV, SCIM and lists of leavers.',
  collectors: [],
  fileCollectors: [],
  importer,
});
