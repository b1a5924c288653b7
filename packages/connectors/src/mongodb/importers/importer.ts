import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { atlasUsers, type MongoState, roles, users } from './lists.ts';

/** Reads what `mongosh` and `atlas` print of users and roles. */
export const importer = defineAnswerImporter<MongoState>({
  id: 'mongodb',
  title: 'MongoDB',
  description:
    'Set SERVER to a name for the deployment and MONGODB_URI to its address; for Atlas, whose clusters do not answer usersInfo, set PROJECT to the id of the project. Stored passwords are not asked for.',
  permissions: [
    'viewUser and viewRole on every database, listDatabases (a role of your own; userAdminAnyDatabase has them, and much more)',
    'Atlas: Project Read Only',
  ],
  cannotTell: [
    'When a user was last used, was made, or had its password set.',
    'Whether a user is a person: personHints and machineHints say what its name looks like.',
    'From which addresses users may come: usersInfo tells it of single users only. Atlas has one access list for a project.',
    'The certificate behind an x.509 user; its subject is told.',
    'How a user of $external is proven, beyond what its name looks like.',
  ],
  scope: { kind: 'mongodb-deployment', title: 'the MongoDB deployment', option: 'server' },
  answers: [roles, users, atlasUsers],
  refusal: (answer) =>
    answer['ok'] === 0 || answer['codeName'] === 'Unauthorized'
      ? 'MongoDB refused the command'
      : null,
  start: () => new Map(),
});
