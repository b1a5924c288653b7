import type { AccessLevel, Entitlement, Grant, Principal } from '@nonhuman/model';
import type { Role, RoleAssignment } from '../schema.ts';

/** Only super administrators give roles, or change other administrators. */
function accessOf(role: Role): AccessLevel {
  if (role.isSuperAdminRole === true) return 'admin';
  const privileges = role.rolePrivileges;
  if (!privileges) return 'unknown';
  if (privileges.length === 0) return 'none';
  const isRead = privileges.every(({ privilegeName }) =>
    /(?:_RETRIEVE|_READ|_READ_ONLY|_VIEW|_ACCESS_REPORTS?)$|^(?:VIEW|READ)_/.test(privilegeName),
  );
  return isRead ? 'read' : 'write';
}

/** Google writes `_SEED_ADMIN_ROLE` for what the console calls a super admin. */
export function nameOfRole(role: Role): string {
  return role.isSuperAdminRole === true ? 'Super Admin' : role.roleName || role.roleId;
}

/** An administrative role. */
export function toRole(role: Role): Entitlement {
  const privileges = (role.rolePrivileges ?? []).map(({ privilegeName }) => privilegeName).sort();
  return {
    key: `roles/${role.roleId}`,
    provider: 'google-workspace',
    nativeType: role.isSystemRole === true ? 'google-system-role' : 'google-custom-role',
    name: nameOfRole(role),
    access: accessOf(role),
    ...(role.rolePrivileges ? { document: { privileges } } : {}),
    attributes: {
      superAdmin: role.isSuperAdminRole === true,
      ...(role.roleDescription ? { description: role.roleDescription } : {}),
    },
  };
}

/** That somebody has an administrative role. */
export function toRoleGrant(assignment: RoleAssignment, principal: Principal): Grant {
  return {
    key: `role-assignments/${assignment.roleAssignmentId}`,
    provider: 'google-workspace',
    principal,
    entitlementKey: `roles/${assignment.roleId}`,
    on: assignment.orgUnitId ? `organizational unit ${assignment.orgUnitId}` : 'the domain',
    via: null,
    conditional: Boolean(assignment.condition),
    attributes: {
      ...(assignment.scopeType ? { scopeType: assignment.scopeType } : {}),
      ...(assignment.condition ? { condition: assignment.condition } : {}),
    },
  };
}
