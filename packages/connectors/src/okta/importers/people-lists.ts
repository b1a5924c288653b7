import { enrichment, upsert } from '@nonhuman/connector-kit';
import type { Observation, Principal } from '@nonhuman/model';
import { z } from 'zod';
import { factsOf, toPerson, toTeam, userKey } from '../mapping/person.ts';
import { roleKeyOf, toAssignedRole, toCustomRole, toRoleGrant } from '../mapping/role.ts';
import { CustomRole, Group, RoleAssignment, RolePermission, User } from '../schema.ts';
import { addTo, each, list, type OktaPlace, pages } from './state.ts';

function* readUser(user: User, { of, own }: OktaPlace): Generator<Observation> {
  own.users.set(user.id, factsOf(user));
  yield upsert(of, 'person', toPerson(user));
}

const isUser = (item: Readonly<Record<string, unknown>>) =>
  'profile' in item && 'status' in item && 'lastLogin' in item;

export const users = list({
  id: 'okta.users',
  title: 'Users who are not deactivated',
  commands: [pages('/api/v1/users?limit=200', 'users')],
  emits: ['person'],
  what: 'users',
  members: [''],
  item: User,
  fits: (item) => isUser(item) && item['status'] !== 'DEPROVISIONED',
  read: readUser,
});

export const leftUsers = list({
  id: 'okta.left-users',
  title: 'Deactivated users, whom the list of users leaves out',
  commands: [
    pages('/api/v1/users?limit=200&search=status%20eq%20%22DEPROVISIONED%22', 'left-users'),
  ],
  emits: ['person'],
  what: 'left-users',
  members: [''],
  item: User,
  fits: (item) => isUser(item) && item['status'] === 'DEPROVISIONED',
  read: readUser,
});

export const groups = list({
  id: 'okta.groups',
  title: 'Groups',
  commands: [pages('/api/v1/groups?limit=200', 'groups')],
  emits: ['team'],
  what: 'groups',
  members: [''],
  item: Group,
  fits: (item) => 'objectClass' in item && 'profile' in item,
  nameOf: (group) => group.id,
  *read(group, { of, own }) {
    own.groupNames.set(group.id, group.profile?.name || group.id);
    yield upsert(of, 'team', toTeam(group));
  },
});

export const groupMembers = list({
  id: 'okta.group-members',
  title: 'Members of each group',
  commands: [
    each({
      list: 'groups',
      ids: '.[].id',
      path: '/api/v1/groups/$id/users?limit=200',
      what: 'group-members',
    }),
  ],
  emits: ['team'],
  what: 'group-members',
  members: [''],
  item: z.object({ id: z.string().min(1) }),
  fits: () => false,
  parentListing: 'okta.groups',
  read(member, { own, parent }) {
    if (parent !== null) addTo(own.members, parent, userKey(member.id));
    return [];
  },
});

/** The role, once for each scope, and that the principal has it. */
function* readRole(
  assignment: RoleAssignment,
  { principal, at }: { readonly principal: Principal; readonly at: OktaPlace },
): Generator<Observation> {
  const { of, own } = at;
  const named = `${of.scopeKey} ${roleKeyOf(assignment)}`;
  if (!own.named.has(named)) {
    own.named.add(named);
    const listing = { ...of, listing: 'okta.assigned-roles' };
    yield enrichment(listing, 'entitlement', toAssignedRole(assignment));
  }
  yield upsert(of, 'grant', toRoleGrant(assignment, principal));
}

export const customRoles = list({
  id: 'okta.custom-roles',
  title: 'Custom admin roles',
  commands: [pages('/api/v1/iam/roles', 'custom-roles')],
  emits: ['entitlement'],
  what: 'custom-roles',
  members: ['roles', ''],
  next: ['_links.next.href'],
  item: CustomRole,
  fits: (item) => String(item['id']).startsWith('cr0') && 'label' in item,
  nameOf: (role) => role.id,
  *read(role, { of, own }) {
    own.roleNames.set(role.id, role.label);
    yield upsert(of, 'entitlement', toCustomRole(role));
  },
});

export const rolePermissions = list({
  id: 'okta.role-permissions',
  title: 'Permissions of each custom admin role',
  commands: [
    each({
      list: 'custom-roles',
      ids: '.roles[].id',
      path: '/api/v1/iam/roles/$id/permissions',
      what: 'role-permissions',
    }),
  ],
  emits: ['entitlement'],
  what: 'role-permissions',
  members: ['permissions'],
  item: RolePermission,
  fits: (item) => /^okta\.[\w.]+$/.test(String(item['label'])),
  parentListing: 'okta.custom-roles',
  read(permission, { own, parent }) {
    if (parent !== null) addTo(own.permissions, parent, permission.label);
    return [];
  },
});

const isAssignment = (item: Readonly<Record<string, unknown>>) =>
  'assignmentType' in item && 'type' in item;

export const roleHolders = list({
  id: 'okta.role-holders',
  title: 'Users who have administrative roles',
  commands: [pages('/api/v1/iam/assignees/users?limit=100', 'role-holders')],
  emits: ['grant'],
  what: 'role-holders',
  members: ['value'],
  next: ['_links.next.href'],
  item: z.object({ id: z.string().min(1) }),
  fits: (item) => 'orn' in item && !('signOnMode' in item),
  nameOf: (holder) => holder.id,
  read: () => [],
});

export const userRoles = list({
  id: 'okta.user-roles',
  title: 'Administrative roles of each user who has any',
  commands: [
    each({
      list: 'role-holders',
      ids: '.value[].id',
      path: '/api/v1/users/$id/roles',
      what: 'user-roles',
    }),
  ],
  emits: ['grant', 'entitlement'],
  what: 'user-roles',
  members: [''],
  item: RoleAssignment,
  fits: (item) => isAssignment(item) && item['assignmentType'] === 'USER',
  parentListing: 'okta.role-holders',
  *read(assignment, at) {
    const { own, parent } = at;
    if (parent === null) return;
    const known = own.rolesOfUsers.get(parent) ?? new Set();
    own.rolesOfUsers.set(parent, known.add(assignment.type));
    const name = own.users.get(parent)?.email ?? parent;
    yield* readRole(assignment, {
      principal: { type: 'person', key: userKey(parent), name },
      at,
    });
  },
});

export const groupRoles = list({
  id: 'okta.group-roles',
  title: 'Administrative roles of each group',
  commands: [
    each({
      list: 'groups',
      ids: '.[].id',
      path: '/api/v1/groups/$id/roles',
      what: 'group-roles',
    }),
  ],
  emits: ['grant', 'entitlement'],
  what: 'group-roles',
  members: [''],
  item: RoleAssignment,
  fits: (item) => isAssignment(item) && item['assignmentType'] === 'GROUP',
  parentListing: 'okta.groups',
  *read(assignment, at) {
    if (at.parent === null) return;
    yield* readRole(assignment, {
      principal: {
        type: 'group',
        key: `groups/${at.parent}`,
        name: at.own.groupNames.get(at.parent) ?? at.parent,
      },
      at,
    });
  },
});

export const clientRoles = list({
  id: 'okta.client-roles',
  title: 'Administrative roles of each client',
  commands: [
    each({
      list: 'apps',
      ids: '.[] | select(.credentials.oauthClient.client_id) | .id',
      path: '/oauth2/v1/clients/$id/roles',
      what: 'client-roles',
    }),
  ],
  emits: ['grant', 'entitlement'],
  what: 'client-roles',
  members: [''],
  item: RoleAssignment,
  fits: (item) => isAssignment(item) && item['assignmentType'] === 'CLIENT',
  parentListing: 'okta.apps',
  *read(assignment, at) {
    if (at.parent === null) return;
    yield* readRole(assignment, {
      principal: { type: 'identity', key: `apps/${at.parent}`, name: at.parent },
      at,
    });
  },
});
