import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Applications, their secrets and keys, API tokens, admin roles and people of Okta organizations. */
export const okta = defineConnector({
  id: 'okta',
  title: 'Okta',
  summary: 'Applications, secrets, keys, API tokens, admin roles and people of Okta, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
