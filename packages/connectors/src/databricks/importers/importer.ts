import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { type DatabricksOwn, lists } from './lists.ts';

/** Reads what the `databricks` command line prints as JSON, offline. */
export const importer = defineAnswerImporter<DatabricksOwn>({
  id: 'databricks',
  title: 'Databricks',
  description:
    'Set WORKSPACE to the host name of the workspace that `databricks auth login` has signed in to. Commands of `databricks account` need a profile of the account (DATABRICKS_CONFIG_PROFILE).',
  permissions: [
    'workspace administrator (lists of service principals and of all tokens)',
    'account administrator, or manager of a service principal (OAuth secrets, federation policies)',
    'READ on secret scopes (names only)',
  ],
  cannotTell: [
    'When service principals and OAuth secrets were made or used; system.access.audit does.',
    'Last use of tokens is told by the day. Without a day: never used, or not since Databricks records it.',
    'Rights on catalogs, clusters and jobs: they are not read.',
    'Tokens of other workspaces of the same account.',
  ],
  scope: {
    kind: 'databricks-workspace',
    title: 'the Databricks workspace',
    option: 'workspace',
    keyOf: (told) => told.toLowerCase(),
  },
  answers: lists,
  refusal: (answer) =>
    'error_code' in answer ? 'Databricks refused the call; the right is missing' : null,
  start: () => ({ holders: new Map(), byName: new Map() }),
});
