import { upsert } from '@nonhuman/connector-kit';
import type { Observation, Principal } from '@nonhuman/model';
import { clientKey } from '../mapping/client.ts';
import { factsOf, toPerson, toTeam, userKey } from '../mapping/person.ts';
import { nameOfRole, toRole, toRoleGrant } from '../mapping/role.ts';
import { Group, Member, Role, RoleAssignment, User } from '../schema.ts';
import { directory, each, list, pages, type WorkspacePlace } from './state.ts';

function* readUser(user: User, { of, own }: WorkspacePlace): Generator<Observation> {
  own.users.set(user.id, factsOf(user));
  yield upsert(of, 'person', toPerson(user));
}

const isUser = (item: Readonly<Record<string, unknown>>) => 'primaryEmail' in item;

export const users = list({
  id: 'google-workspace.users',
  title: 'Users, suspended and archived ones included',
  commands: [pages(`${directory}/users?customer=my_customer&maxResults=500`, 'users')],
  emits: ['person'],
  what: 'users',
  members: ['users'],
  leavesOutEmpty: true,
  next: ['nextPageToken'],
  item: User,
  fits: (item) => isUser(item) && !('deletionTime' in item),
  nameOf: (user) => user.id,
  read: readUser,
});

export const deletedUsers = list({
  id: 'google-workspace.deleted-users',
  title: 'Users who were deleted in the last 20 days',
  commands: [
    pages(
      `${directory}/users?customer=my_customer&showDeleted=true&maxResults=500`,
      'deleted-users',
    ),
  ],
  emits: ['person'],
  what: 'deleted-users',
  members: ['users'],
  leavesOutEmpty: true,
  next: ['nextPageToken'],
  item: User,
  fits: (item) => isUser(item) && 'deletionTime' in item,
  read: readUser,
});

export const groups = list({
  id: 'google-workspace.groups',
  title: 'Groups',
  commands: [pages(`${directory}/groups?customer=my_customer&maxResults=200`, 'groups')],
  emits: ['team'],
  what: 'groups',
  members: ['groups'],
  leavesOutEmpty: true,
  next: ['nextPageToken'],
  item: Group,
  fits: (item) => item['kind'] === 'admin#directory#group' || 'directMembersCount' in item,
  nameOf: (group) => group.id,
  *read(group, { of, own }) {
    own.groups.set(group.id, { email: group.email, name: group.name || group.email });
    yield upsert(of, 'team', toTeam(group));
  },
});

export const groupMembers = list({
  id: 'google-workspace.group-members',
  title: 'Members of each group',
  commands: [
    each({
      list: 'groups',
      ids: '.groups[]?.id',
      url: `${directory}/groups/$id/members?maxResults=200`,
      what: 'group-members',
    }),
  ],
  emits: ['team'],
  what: 'group-members',
  members: ['members'],
  leavesOutEmpty: true,
  next: ['nextPageToken'],
  item: Member,
  fits: (item) => item['kind'] === 'admin#directory#member',
  parentListing: 'google-workspace.groups',
  read(member, { own, parent }) {
    if (parent === null || !member.id || (member.type && member.type !== 'USER')) return [];
    const known = own.members.get(parent);
    if (known) known.push(userKey(member.id));
    else own.members.set(parent, [userKey(member.id)]);
    return [];
  },
});

export const roles = list({
  id: 'google-workspace.roles',
  title: 'Administrative roles',
  commands: [pages(`${directory}/customer/my_customer/roles?maxResults=100`, 'roles')],
  emits: ['entitlement'],
  what: 'roles',
  members: ['items'],
  leavesOutEmpty: true,
  next: ['nextPageToken'],
  item: Role,
  fits: (item) => 'roleId' in item && 'rolePrivileges' in item,
  *read(role, { of, own }) {
    own.roleNames.set(role.roleId, nameOfRole(role));
    yield upsert(of, 'entitlement', toRole(role));
  },
});

export const roleAssignments = list({
  id: 'google-workspace.role-assignments',
  title: 'Who has administrative roles',
  commands: [
    pages(`${directory}/customer/my_customer/roleassignments?maxResults=200`, 'role-assignments'),
  ],
  emits: ['grant'],
  what: 'role-assignments',
  members: ['items'],
  leavesOutEmpty: true,
  next: ['nextPageToken'],
  item: RoleAssignment,
  fits: (item) => 'roleAssignmentId' in item,
  *read(assignment, at) {
    const { own, of } = at;
    const principal = assigneeOf(assignment, at);
    if (principal.type === 'person') {
      const name = own.roleNames.get(assignment.roleId) ?? assignment.roleId;
      const known = own.rolesOfUsers.get(assignment.assignedTo) ?? new Set();
      own.rolesOfUsers.set(assignment.assignedTo, known.add(name));
    }
    if (principal.type === 'group') own.scopesWithGroupRoles.add(at.scopeKey);
    yield upsert(of, 'grant', toRoleGrant(assignment, principal));
  },
});

/** Service accounts are assigned by the unique id that makes them clients; the answer calls them users. */
function assigneeOf(
  { assignedTo, assigneeType }: RoleAssignment,
  { own }: WorkspacePlace,
): Principal {
  if (assigneeType?.toLowerCase() === 'group' || own.groups.has(assignedTo)) {
    const name = own.groups.get(assignedTo)?.email ?? assignedTo;
    return { type: 'group', key: `groups/${assignedTo}`, name };
  }
  const user = own.users.get(assignedTo);
  if (user === undefined && assigneeType?.toLowerCase() === 'service_account')
    return { type: 'identity', key: clientKey(assignedTo), name: assignedTo };
  return { type: 'person', key: userKey(assignedTo), name: user?.email ?? assignedTo };
}
