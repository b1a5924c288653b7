import { defineAnswerImporter, noteProblem } from '@nonhuman/connector-kit';
import { accounts, connections, grants, type MysqlState } from './lists.ts';

/** Reads what `mysql --batch` prints of accounts and grants. */
export const importer = defineAnswerImporter<MysqlState>({
  id: 'mysql',
  title: 'MySQL and MariaDB',
  description:
    'Set SERVER to a name for the server (its host name); the login stands in ~/.my.cnf as usual. Where two commands are printed, the first is for MySQL and the second for MariaDB. The stored form of passwords is not asked for; MariaDB prints it with grants, and sed takes it out before it is written. jq is needed.',
  permissions: [
    'SELECT on mysql.* (SHOW GRANTS of others needs it)',
    'SELECT on performance_schema.accounts',
  ],
  cannotTell: [
    'When a login was last used: connections are told while they last, and their number since the start.',
    'When an account was made; MySQL below 5.7 also when a password was set.',
    'Whether an account is a person: personHints and machineHints say what its name looks like.',
    'In MySQL, whether a locked account without a password is a role; CREATE ROLE makes such ones.',
    'What partial revokes take away.',
  ],
  scope: { kind: 'mysql-server', title: 'the MySQL server', option: 'server' },
  answers: [grants, connections, accounts],
  start: () => new Map(),
  finish({ state: { ledger } }) {
    for (const { scopeKey, listing } of ledger.entries.values())
      if (listing === grants.id && !ledger.entries.has(`${scopeKey} ${accounts.id}`))
        noteProblem(ledger, scopeKey, {
          listing,
          reason: 'not-asked',
          message: 'The list of accounts was not read: which of these are roles is not known',
        });
    return [];
  },
});
