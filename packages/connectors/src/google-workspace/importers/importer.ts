import {
  type AnswerState,
  defineAnswerImporter,
  enrichment,
  type ImportContext,
  isRecord,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { toTeam } from '../mapping/person.ts';
import { appPasswords, tokens } from './access-lists.ts';
import { adminEvents, joined, tokenEvents } from './audit-lists.ts';
import {
  deletedUsers,
  groupMembers,
  groups,
  roleAssignments,
  roles,
  users,
} from './people-lists.ts';
import { startWorkspace, type WorkspaceState } from './state.ts';

/** Reads what the Directory and Reports interfaces of Google Workspace answer. */
export const importer = defineAnswerImporter<WorkspaceState>({
  id: 'google-workspace',
  title: 'Google Workspace',
  description:
    'Set DOMAIN to the primary domain and GOOGLE_TOKEN to an access token of an administrator with the scopes below. Lists of parts are asked for each user or group, by jq.',
  permissions: [
    'https://www.googleapis.com/auth/admin.directory.user.readonly',
    'https://www.googleapis.com/auth/admin.directory.user.security',
    'https://www.googleapis.com/auth/admin.directory.group.readonly',
    'https://www.googleapis.com/auth/admin.directory.rolemanagement.readonly',
    'https://www.googleapis.com/auth/admin.reports.audit.readonly',
  ],
  cannotTell: [
    'Domain-wide delegation that was given more than six months ago: no interface lists it, only the Admin console shows it.',
    'When somebody let an application in, and when it last used its access, beyond the audit of six months.',
    'Whether Google has verified who publishes an application.',
    'What a service account did through domain-wide delegation: it is logged as the user it acted as.',
    'Which applications are of the own organization, unless its projects are named by an option.',
  ],
  scope: {
    kind: 'google-workspace-domain',
    title: 'the Google Workspace domain',
    option: 'domain',
    keyOf: (told) => told.toLowerCase(),
  },
  options: [
    {
      name: 'own-projects',
      title:
        'Numbers of the Google Cloud projects of the own organization, with commas between them.',
      from: 'value',
    },
  ],
  answers: [
    users,
    deletedUsers,
    groups,
    groupMembers,
    roles,
    roleAssignments,
    tokens,
    appPasswords,
    adminEvents,
    tokenEvents,
  ],
  refusal(answer) {
    const { error } = answer;
    if (!isRecord(error)) return null;
    const { status, code } = error;
    return `Google refused the call (${typeof status === 'string' ? status : String(code)})`;
  },
  start: startWorkspace,
  *finish(context) {
    const told = context.options['own-projects'];
    const ownProjects = told === undefined ? null : new Set(told.split(/[\s,]+/).filter(Boolean));
    yield* joined(context.state.own, { ownProjects });
    yield* teams(context);
  },
});

/** Groups with their members, of which the lists tell one at a time. */
function* teams({ state }: ImportContext<AnswerState<WorkspaceState>>): Generator<Observation> {
  const { own, readParents } = state;
  for (const [key, read] of readParents) {
    const [scopeKey = '', listing = ''] = JSON.parse(key) as string[];
    if (listing !== groupMembers.id) continue;
    for (const id of [...read].sort()) {
      const group = own.groups.get(id);
      if (group === undefined) continue;
      const memberKeys = [...new Set(own.members.get(id))].sort();
      yield enrichment({ scopeKey, listing }, 'team', {
        ...toTeam({ id, ...group }),
        memberKeys,
      });
    }
  }
}
