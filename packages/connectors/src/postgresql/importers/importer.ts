import { defineAnswerImporter, noteProblem } from '@nonhuman/connector-kit';
import {
  databases,
  laterPrivileges,
  memberships,
  passwords,
  privileges,
  roles,
  rules,
  sessions,
} from './lists.ts';
import type { PostgresState } from './state.ts';

/** Reads what `psql --csv` prints of the catalog. */
export const importer = defineAnswerImporter<PostgresState>({
  id: 'postgresql',
  title: 'PostgreSQL',
  description:
    'Set SERVER to a name for the server (its host name), and PGHOST, PGUSER, PGPASSWORD… as usual. No command reads a password, not even its stored form.',
  permissions: [
    'pg_monitor: sessions of others',
    'connect to each database: privileges',
    'pg_hba_file_rules and pg_authid are for superusers unless granted: without them it stays unknown from where a login may come, and how its password is stored',
  ],
  cannotTell: [
    'When a login was last used; sessions are told while they last. Logs, pgaudit or the cloud provider may tell.',
    'When a role was made and when a password was set.',
    'Whether a login is a person: personHints and machineHints say what its name and the programs of its sessions look like.',
    'Privileges on single columns and rows, functions, sequences and large objects.',
  ],
  scope: { kind: 'postgresql-server', title: 'the PostgreSQL server', option: 'server' },
  answers: [databases, passwords, rules, sessions, memberships, privileges, laterPrivileges, roles],
  start: () => new Map(),
  finish({ state }) {
    for (const { scopeKey, listing } of state.ledger.entries.values())
      if (
        /memberships|privileges/.test(listing) &&
        !state.ledger.entries.has(`${scopeKey} ${roles.id}`)
      )
        noteProblem(state.ledger, scopeKey, {
          listing,
          reason: 'not-asked',
          message: 'The list of roles was not read: whose these are is not known',
        });
    return [];
  },
});
