import type { AccessLevel, Entitlement, Grant, Principal } from '@nonhuman/model';
import type { CustomRole, RoleAssignment } from '../schema.ts';

/** How far a scope of Okta's interfaces goes. What a client may do is also bound by its admin roles. */
export function accessOfScope(scope: string): AccessLevel {
  if (/^okta\.roles\.manage$/.test(scope)) return 'admin';
  if (/\.(?:manage|create|delete|update|register|sendActivation)(?:\.self)?$/.test(scope))
    return 'write';
  if (/\.read(?:\.self)?$/.test(scope)) return 'read';
  return /^(?:openid|profile|email|address|phone|groups|offline_access)$/.test(scope)
    ? 'read'
    : 'unknown';
}

/** A scope as an entitlement. */
export function toScope(scope: string): Entitlement {
  return {
    key: `scopes/${scope}`,
    provider: 'okta',
    nativeType: 'okta-scope',
    name: scope,
    access: accessOfScope(scope),
  };
}

/** Okta's own roles. Who administers applications, groups or users can become more. */
const standard: Readonly<Record<string, AccessLevel>> = {
  SUPER_ADMIN: 'admin',
  ORG_ADMIN: 'admin',
  APP_ADMIN: 'admin',
  API_ACCESS_MANAGEMENT_ADMIN: 'admin',
  USER_ADMIN: 'write',
  GROUP_MEMBERSHIP_ADMIN: 'write',
  HELP_DESK_ADMIN: 'write',
  MOBILE_ADMIN: 'write',
  WORKFLOWS_ADMIN: 'admin',
  READ_ONLY_ADMIN: 'read',
  REPORT_ADMIN: 'read',
};
/** The highest access that standard roles give; unknown when a custom one is among them. */
export function accessOfRoles(roles: readonly string[]): AccessLevel {
  const levels = roles.map((role) => standard[role] ?? 'unknown');
  const order: readonly AccessLevel[] = ['admin', 'unknown', 'write', 'read'];
  return order.find((level) => levels.includes(level)) ?? 'none';
}

/** Standard roles that may read the secrets of clients. */
const readsSecrets = new Set([
  'SUPER_ADMIN',
  'APP_ADMIN',
  'API_ACCESS_MANAGEMENT_ADMIN',
  'READ_ONLY_ADMIN',
]);

/** The key of the role that an assignment gives. */
export function roleKeyOf(assignment: RoleAssignment): string {
  return assignment.type === 'CUSTOM' && assignment.role
    ? `roles/${assignment.role}`
    : `roles/${assignment.type}`;
}

/** A role as an assignment names it. */
export function toAssignedRole(assignment: RoleAssignment): Entitlement {
  const isCustom = assignment.type === 'CUSTOM';
  return {
    key: roleKeyOf(assignment),
    provider: 'okta',
    nativeType: isCustom ? 'okta-custom-role' : 'okta-standard-role',
    name: assignment.label || assignment.type,
    access: isCustom ? 'unknown' : (standard[assignment.type] ?? 'unknown'),
    attributes: isCustom ? {} : { readsSecrets: readsSecrets.has(assignment.type) },
  };
}

/** A custom role; its permissions are another list. */
export function toCustomRole(role: CustomRole): Entitlement {
  return {
    key: `roles/${role.id}`,
    provider: 'okta',
    nativeType: 'okta-custom-role',
    name: role.label,
    access: 'unknown',
    attributes: {
      ...(role.description ? { description: role.description } : {}),
      ...(role.created ? { createdAt: role.created } : {}),
    },
  };
}

/** What a custom role may do, to be added to what its listing tells. */
export function toRolePermissions(of: {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
}): Entitlement {
  const sorted = [...new Set(of.permissions)].sort();
  return {
    key: `roles/${of.id}`,
    provider: 'okta',
    nativeType: 'okta-custom-role',
    name: of.name,
    access: accessOfPermissions(sorted),
    document: { permissions: sorted },
    attributes: {
      permissions: sorted,
      readsSecrets: sorted.some((one) =>
        /^okta\.apps\.(?:clientCredentials\.read|manage)$/.test(one),
      ),
    },
  };
}

function accessOfPermissions(permissions: readonly string[]): AccessLevel {
  if (permissions.length === 0) return 'none';
  // Whoever manages roles, or the credentials of administrators, has what they have.
  if (permissions.some((one) => /^okta\.(?:iam\.manage|roles\.manage)$/.test(one))) return 'admin';
  return permissions.every((one) => one.endsWith('.read')) ? 'read' : 'write';
}

/** That somebody has an administrative role. */
export function toRoleGrant(assignment: RoleAssignment, principal: Principal): Grant {
  const set = assignment['resource-set'];
  return {
    key: `${principal.key} ${roleKeyOf(assignment)}${set ? ` in ${set}` : ''}`,
    provider: 'okta',
    principal,
    entitlementKey: roleKeyOf(assignment),
    on: set ? `resource set ${set}` : 'the organization',
    via: assignment.assignmentType === 'GROUP' && principal.type !== 'group' ? 'a group' : null,
    conditional: false,
    attributes: {
      ...(assignment.status ? { status: assignment.status } : {}),
      ...(assignment.created ? { grantedAt: assignment.created } : {}),
    },
  };
}
