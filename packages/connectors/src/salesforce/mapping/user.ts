import { timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Credential,
  type Entitlement,
  type Grant,
  type Identity,
  type IdentityKind,
  type Person,
  type Principal,
  seen,
  unknown,
} from '@nonhuman/model';
import type { PermissionSetAssignment, User } from '../schema.ts';

export type UserKind = 'person' | 'integration' | 'automated' | 'guest';

export function userKey(scopeKey: string, id: string): string {
  return `${scopeKey}/users/${id}`;
}

/** What a user is for: by its type, its license and whether it may only use the API. */
export function kindOf({ UserType: type, Profile: profile }: User): UserKind {
  if (type === 'Guest') return 'guest';
  if (type === 'AutomatedProcess' || type === 'CloudIntegrationUser') return 'automated';
  const isApiOnly = profile?.PermissionsApiUserOnly === true;
  const license = profile?.UserLicense?.Name ?? '';
  return isApiOnly || license === 'Salesforce Integration' ? 'integration' : 'person';
}

interface Rights {
  readonly PermissionsModifyAllData?: boolean | null | undefined;
  readonly PermissionsViewAllData?: boolean | null | undefined;
  readonly PermissionsManageUsers?: boolean | null | undefined;
  readonly PermissionsCustomizeApplication?: boolean | null | undefined;
  readonly PermissionsAuthorApex?: boolean | null | undefined;
}

/** The rights over all data and over others. `unknown` below these: objects have rights of their own. */
export function accessOf(rights: Rights | null | undefined): AccessLevel {
  if (!rights) return 'unknown';
  const isAdmin =
    rights.PermissionsModifyAllData === true ||
    rights.PermissionsManageUsers === true ||
    rights.PermissionsCustomizeApplication === true ||
    rights.PermissionsAuthorApex === true;
  if (isAdmin) return 'admin';
  return rights.PermissionsViewAllData === true ? 'read' : 'unknown';
}

/** A user that is a person. */
export function toPerson(scopeKey: string, user: User): Person {
  return {
    key: userKey(scopeKey, user.Id),
    provider: 'salesforce',
    name: user.Name || user.Username,
    email: user.Email ? user.Email.toLowerCase() : null,
    logins: [user.Username],
    status: user.IsActive === true ? 'active' : user.IsActive === false ? 'left' : 'unknown',
    leftAt: unknown('Salesforce does not tell when a user was deactivated'),
    lastUsedAt: timeOrNever(user.LastLoginDate, 'this query does not ask for it'),
    ...(user.Manager ? { managerEmail: user.Manager.Email?.toLowerCase() ?? null } : {}),
    ...(user.Title === undefined ? {} : { title: user.Title }),
    attributes: toldAttributes({ profile: user.Profile?.Name, userType: user.UserType }),
  };
}

const identityKinds: Readonly<Record<UserKind, IdentityKind>> = {
  person: 'machine-user',
  integration: 'service-account',
  automated: 'service-account',
  guest: 'machine-user',
};

/** A user that is not a person. */
export function toIdentity(scopeKey: string, user: User, kind: UserKind): Identity {
  const access = accessOf(user.Profile);
  return {
    key: userKey(scopeKey, user.Id),
    provider: 'salesforce',
    kind: identityKinds[kind],
    nativeType: `salesforce-${kind}-user`,
    name: user.Username,
    status: user.IsActive === true ? 'active' : user.IsActive === false ? 'disabled' : 'unknown',
    createdAt: timeOr(user.CreatedDate, 'this query does not ask for it'),
    lastUsedAt: timeOrNever(user.LastLoginDate, 'this query does not ask for it'),
    ...(user.CreatedBy?.Username ? { createdBy: seen(user.CreatedBy.Username) } : {}),
    ...(user.Name ? { description: user.Name } : {}),
    access,
    attributes: toldAttributes({
      login: user.Username,
      personal: false,
      providerManaged: kind === 'automated' ? true : null,
      consoleAccess:
        typeof user.Profile?.PermissionsApiUserOnly === 'boolean'
          ? !user.Profile.PermissionsApiUserOnly
          : null,
      profile: user.Profile?.Name,
      usageSource: 'last login',
    }),
  };
}

/** The password of an integration user; whether one is set is not told, but the day of its last change. */
export function toPassword(scopeKey: string, user: User): Credential | null {
  if (!user.LastPasswordChangeDate) return null;
  const changed = timeOr(user.LastPasswordChangeDate, 'this query does not ask for it');
  const key = userKey(scopeKey, user.Id);
  return {
    key: `${key}/password`,
    provider: 'salesforce',
    identityKey: key,
    kind: 'password',
    nativeType: 'salesforce-password',
    name: `password of ${user.Username}`,
    status: user.IsActive === false ? 'disabled' : 'active',
    createdAt: changed,
    expiresAt: unknown('the password policy of the profile decides, which is not read'),
    lastUsedAt: unknown('a login does not tell whether it was by password'),
    lastRotatedAt: changed,
    publicId: user.Username,
  };
}

/** A permission set or a profile. */
export function toEntitlement(
  scopeKey: string,
  { PermissionSet: set }: PermissionSetAssignment,
): Entitlement {
  const isProfile = set.IsOwnedByProfile === true;
  return {
    key: entitlementKey(scopeKey, set.Name),
    provider: 'salesforce',
    nativeType: isProfile ? 'salesforce-profile' : 'salesforce-permission-set',
    name: (isProfile ? set.Profile?.Name : set.Label) || set.Label || set.Name,
    access: accessOf(set),
  };
}

function entitlementKey(scopeKey: string, name: string): string {
  return `${scopeKey}/permission-sets/${name}`;
}

export function toGrant(
  scopeKey: string,
  principal: Principal,
  assignment: PermissionSetAssignment,
): Grant {
  return {
    key: `${scopeKey}/permission-set-assignments/${assignment.Id}`,
    provider: 'salesforce',
    principal,
    entitlementKey: entitlementKey(scopeKey, assignment.PermissionSet.Name),
    on: scopeKey,
    via: null,
    conditional: false,
    ...(assignment.ExpirationDate ? { attributes: { expiresAt: assignment.ExpirationDate } } : {}),
  };
}
