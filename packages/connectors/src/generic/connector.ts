import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Whatever a system of one's own can print as a table. */
export const generic = defineConnector({
  id: 'generic',
  title: 'Any system, as CSV or JSON',
  summary: 'Identities, credentials, owners and grants of any system, by a mapping of its columns.',
  collectors: [],
  fileCollectors: [],
  importer,
});
