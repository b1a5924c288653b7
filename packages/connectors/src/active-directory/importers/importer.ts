import { defineAnswerImporter } from '@nonhuman/connector-kit';
import { bloodhoundLists } from './bloodhound-lists.ts';
import { finish } from './finish.ts';
import { ldifKinds } from './ldif-kinds.ts';
import { type DirectoryState, startState } from './state.ts';

/** Reads what `ldapsearch` and `ldifde` print, and what BloodHound's collectors write. */
export const importer = defineAnswerImporter<DirectoryState>({
  id: 'active-directory',
  title: 'Active Directory',
  description:
    'Set DC to a domain controller, BASE to the name of the domain (DC=acme,DC=example) and DOMAIN to acme.example, and sign in with kinit. On Windows, ldifde needs nothing else; it does not print access lists. Files of BloodHound collections are read as they are, or in their zip.',
  permissions: ['Any account of the domain: everything is read by ordinary LDAP searches'],
  cannotTell: [
    'Whether an account is a person: service names, managed accounts, names and units are evidence.',
    'Sign-ins of the last 14 days: lastLogonTimestamp is that late, lastLogon is of one controller.',
    'Sign-ins with what the account is used for: they are in the logs of domain controllers.',
    'When a password ends, where the policy that applies was not computed (BloodHound).',
    'Rights that are denied again, and rights through groups inside of groups.',
    'When accounts end, key credentials and owners (BloodHound).',
  ],
  scope: {
    kind: 'active-directory-domain',
    title: 'the domain',
    option: 'domain',
    keyOf: (told) => told.toLowerCase(),
  },
  answers: bloodhoundLists,
  otherKinds: ldifKinds,
  start: startState,
  finish,
});
