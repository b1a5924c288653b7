import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Applications, their access to people's data, domain-wide delegation and people of Google Workspace. */
export const googleWorkspace = defineConnector({
  id: 'google-workspace',
  title: 'Google Workspace',
  summary:
    'OAuth applications, domain-wide delegation, app passwords, roles and people of Google Workspace, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
