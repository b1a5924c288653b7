import {
  type AnswerState,
  defineAnswerImporter,
  type ImportContext,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { accessLists } from './access-lists.ts';
import { credentialLists, whatWasDescribed } from './credential-lists.ts';
import type { SnowflakeOwn } from './state.ts';
import { leftOver, userLists } from './user-lists.ts';

function* finish({ state }: ImportContext<AnswerState<SnowflakeOwn>>): Generator<Observation> {
  const { own } = state;
  for (const [scopeKey, account] of own.accounts) {
    yield* whatWasDescribed(account.described.values());
    yield* leftOver({ own, scopeKey });
  }
}

/** Reads the usage views and listings of an account, offline. */
export const importer = defineAnswerImporter<SnowflakeOwn>({
  id: 'snowflake',
  title: 'Snowflake',
  description:
    'Set ACCOUNT to the account identifier (ACCOUNT=acme-prod). Views may also be given as the CSV that Snowsight downloads, under the same names. Names of users that need quotes must be given quoted to SHOW and DESCRIBE.',
  permissions: [
    'database roles SNOWFLAKE.SECURITY_VIEWER and SNOWFLAKE.GOVERNANCE_VIEWER, or IMPORTED PRIVILEGES on the database SNOWFLAKE',
    'MONITOR on users (DESCRIBE USER, SHOW USER PROGRAMMATIC ACCESS TOKENS)',
    'USAGE on integrations (DESCRIBE INTEGRATION)',
  ],
  cannotTell: [
    'Views are 45 minutes to 3 hours late, the view of credentials up to a day.',
    'Logins older than a year.',
    'Whether a user without a type is a person or a machine.',
    'When passwords end: a password policy decides.',
    'When integrations were used and their client secrets changed.',
    'Network rules are named, not resolved to addresses.',
  ],
  scope: {
    kind: 'snowflake-account',
    title: 'the Snowflake account',
    option: 'account',
    keyOf: (told) => told.toLowerCase(),
  },
  answers: [...accessLists, ...userLists, ...credentialLists],
  refusal: (answer) =>
    'error' in answer ? 'Snowflake refused the query; the role lacks a privilege' : null,
  start: () => ({ accounts: new Map() }),
  finish,
});
