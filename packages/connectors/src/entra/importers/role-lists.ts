import { provisionally, toldAttributes, upsert } from '@nonhuman/connector-kit';
import type { Grant, Observation } from '@nonhuman/model';
import { hasMember, typeOf } from '../graph.ts';
import { definitionToEntitlement, roleById } from '../mapping/directory-role.ts';
import { personKey } from '../mapping/person.ts';
import {
  DirectoryObject,
  DirectoryRoleAssignment,
  DirectoryRoleDefinition,
  Group,
} from '../schema.ts';
import { allPages, forEach } from './commands.ts';
import { type EntraPlace, isNew, list } from './state.ts';

const roleDefinitions = list({
  id: 'entra.directory-role-definitions',
  title: 'Directory roles',
  commands: [
    allPages('v1.0/roleManagement/directory/roleDefinitions', 'directory-role-definitions'),
  ],
  emits: ['entitlement'],
  what: 'directory-role-definitions',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: DirectoryRoleDefinition,
  fits: (item) => hasMember(item, 'rolePermissions') && hasMember(item, 'displayName'),
  *read(role, { of, own }) {
    const entitlement = definitionToEntitlement(role);
    own.definitions.set(role.id.toLowerCase(), entitlement);
    yield upsert(of, 'entitlement', entitlement);
  },
});

function principalTold(told: DirectoryRoleAssignment, { own }: EntraPlace): Grant['principal'] {
  const id = told.principalId.toLowerCase();
  const known = own.principals.get(id);
  if (known) return { type: 'identity', key: known.key, name: known.name };
  const { principal } = told;
  const name = principal?.displayName || id;
  const type = principal ? typeOf(principal) : null;
  if (type === 'group') return { type: 'group', key: id, name };
  if (type === 'user' || principal?.userPrincipalName)
    return { type: 'person', key: personKey(id), name };
  if (type === 'serviceprincipal')
    return { type: 'identity', key: (principal?.appId || id).toLowerCase(), name };
  return { type: 'external', key: id, name };
}

function readAssignment(eligible: boolean) {
  return function* (told: DirectoryRoleAssignment, at: EntraPlace): Generator<Observation> {
    const { own, of, scopeKey } = at;
    const definition = own.definitions.get(told.roleDefinitionId.toLowerCase());
    const entitlement = definition ?? roleById(told.roleDefinitionId);
    if (definition === undefined && isNew(own, `${of.listing} ${entitlement.key}`))
      yield upsert(of, 'entitlement', entitlement);
    const principal = principalTold(told, at);
    const scope = told.appScopeId || told.directoryScopeId || '/';
    const on = scope === '/' ? 'the tenant' : scope;
    const role = { scopeKey, entitlementKey: entitlement.key, on, eligible };
    if (principal.type === 'group')
      own.groupRoles.push({
        ...role,
        groupId: principal.key,
        groupName: principal.name,
        assignmentId: told.id,
      });
    const grant = upsert(of, 'grant', {
      key: `directory-role-${eligible ? 'eligibilities' : 'assignments'}/${told.id}`,
      provider: 'entra',
      principal,
      entitlementKey: entitlement.key,
      on,
      via: null,
      conditional: eligible,
      attributes: toldAttributes({ type: 'directory-role', eligible: eligible || undefined }),
    });
    const isGuess = principal.type === 'identity' || principal.type === 'external';
    yield isGuess && !own.principals.has(told.principalId.toLowerCase())
      ? provisionally(grant, ['principal'])
      : grant;
  };
}

const roleAssignments = list({
  id: 'entra.directory-role-assignments',
  title: 'Who has directory roles',
  commands: [
    allPages(
      'v1.0/roleManagement/directory/roleAssignments?$expand=principal',
      'directory-role-assignments',
    ),
  ],
  emits: ['grant', 'entitlement'],
  what: 'directory-role-assignments',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: DirectoryRoleAssignment,
  fits: (item) =>
    hasMember(item, 'roleDefinitionId') &&
    hasMember(item, 'directoryScopeId') &&
    !hasMember(item, 'scheduleInfo', 'memberType'),
  read: readAssignment(false),
});

const roleEligibilities = list({
  id: 'entra.directory-role-eligibilities',
  title: 'Who may activate directory roles',
  commands: [
    allPages(
      'v1.0/roleManagement/directory/roleEligibilitySchedules?$expand=principal',
      'directory-role-eligibilities',
    ),
  ],
  emits: ['grant', 'entitlement'],
  what: 'directory-role-eligibilities',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: DirectoryRoleAssignment,
  fits: (item) => hasMember(item, 'roleDefinitionId') && hasMember(item, 'scheduleInfo'),
  read: readAssignment(true),
});

const groups = list({
  id: 'entra.groups',
  title: 'Groups',
  commands: ['az ad group list > "${TENANT}__groups.json"'],
  emits: ['team'],
  what: 'groups',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: Group,
  fits: (item) => hasMember(item, 'securityEnabled', 'groupTypes'),
  nameOf: ({ id }) => id,
  *read(group, { of }) {
    yield upsert(of, 'team', {
      key: `groups/${group.id.toLowerCase()}`,
      provider: 'entra',
      name: group.displayName || group.id,
      email: group.mail?.toLowerCase() ?? null,
      attributes: toldAttributes({
        objectId: group.id.toLowerCase(),
        assignableToRoles: group.isAssignableToRole,
        microsoft365: group.groupTypes?.includes('Unified'),
      }),
    });
  },
});

const groupMembers = list({
  id: 'entra.group-members',
  title: 'Service principals in each group',
  commands: [
    forEach(
      'group',
      'v1.0/groups/$id/members/microsoft.graph.servicePrincipal?\\$top=999',
      'group-members',
    ),
  ],
  emits: ['grant'],
  what: 'group-members',
  members: ['value'],
  next: ['@odata.nextLink'],
  item: DirectoryObject,
  fits: () => false,
  parentListing: 'entra.groups',
  read(member, { own, parent }) {
    const type = typeOf(member);
    const isMachine = type === 'serviceprincipal' || member.servicePrincipalType || member.appId;
    if (parent === null || !isMachine) return [];
    const group = parent.toLowerCase();
    const members = own.groupPrincipals.get(group) ?? new Set();
    own.groupPrincipals.set(group, members.add(member.id.toLowerCase()));
    return [];
  },
});

/** Who may administer the tenant, directly and through groups. */
export const roleLists = [
  roleDefinitions,
  roleAssignments,
  roleEligibilities,
  groups,
  groupMembers,
];
