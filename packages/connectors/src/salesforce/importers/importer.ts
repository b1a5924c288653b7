import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { appsOfTokens, lists, type SalesforceOwn } from './lists.ts';

/** Reads what `sf data query --json` prints, offline. */
export const importer = defineAnswerImporter<SalesforceOwn>({
  id: 'salesforce',
  title: 'Salesforce',
  description:
    'Set ORG to an alias or user name of an organization that `sf org login web` has signed in to.',
  permissions: [
    'View Setup and Configuration',
    'Customize Application (tokens of all users; without it Salesforce answers only your own)',
    'View All Users',
    'API Enabled',
  ],
  cannotTell: [
    'Tokens without a refresh token: an application that signs in anew each time (JWT, client credentials, user name and password) holds none.',
    'Scopes and IP relaxation of connected apps, and their consumer keys and secrets: the metadata tells them, queries do not.',
    'Whether a refresh token is valid until revoked.',
    'What permission sets allow on single objects: access below all data is unknown.',
    'Without Customize Application the list of tokens looks complete and is not.',
  ],
  scope: {
    kind: 'salesforce-organization',
    title: 'the Salesforce organization',
    option: 'org',
  },
  answers: lists,
  refusal: (answer) =>
    'exitCode' in answer || ('errorCode' in answer && 'message' in answer)
      ? 'Salesforce refused the query: the permission or the object is missing'
      : null,
  start: () => ({
    users: new Map(),
    usersOf: new Set(),
    appsOf: new Set(),
    installed: new Set(),
    seenApps: new Map(),
  }),
  finish: ({ state }) => appsOfTokens(state.own),
});
