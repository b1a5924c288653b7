import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { managersOf, scimGroups, scimUsers } from './scim.ts';
import { type PeopleOwn, startPeople } from './state.ts';
import { leavers, roster, teamsOf } from './tables.ts';

/** Reads who is there, who has left and who works with whom, offline. */
export const importer = defineAnswerImporter<PeopleOwn>({
  id: 'people',
  title: 'People',
  description: `A CSV file needs a column for the e-mail address; status, manager, team, title, login and last day are read where a column is named like one of them, in its common spellings.

  email,name,status,manager,team,last day
  ada@acme.example,Ada Example,active,grace@acme.example,Payments,

For SCIM set SCIM_URL to the base URL of the server, SCIM_TOKEN to a token that may read, and ORG to a name of your own.`,
  permissions: ['read access to Users and Groups of the SCIM server'],
  cannotTell: [
    'Whether somebody of whom no list tells is there: they stay unknown.',
    'Whether a list holds everybody, unless --option complete=true says so.',
    'When an account of a SCIM server was shut.',
  ],
  scope: {
    kind: 'people-directory',
    title: 'the organization',
    option: 'org',
    keyOf: (told) => told.toLowerCase(),
  },
  answers: [scimUsers, scimGroups],
  otherKinds: [roster, leavers],
  options: [
    { name: 'days', title: 'How days are written: DD/MM/YYYY or MM/DD/YYYY.', from: 'value' },
    { name: 'complete', title: 'true: the list of people holds everybody.', from: 'value' },
  ],
  refusal: (answer) =>
    Array.isArray(answer['schemas']) && String(answer['schemas']).includes(':messages:2.0:Error')
      ? 'The SCIM server refused the call; the token may not read this'
      : null,
  start: startPeople,
  *finish({ state }) {
    yield* managersOf(state.own);
    yield* teamsOf(state.own);
  },
});
