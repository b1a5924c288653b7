import type { AccessLevel, Entitlement } from '@nonhuman/model';
import type { Role } from '../schema.ts';

/** Permissions by which one gives oneself, or an account that one may become, any other. */
const escalating =
  /^(?:resourcemanager\.(?:projects|folders|organizations)\.setIamPolicy|iam\.roles\.update|iam\.serviceAccounts\.(?:getAccessToken|signBlob|signJwt|implicitDelegation|setIamPolicy)|iam\.serviceAccountKeys\.create|iam\.workloadIdentityPoolProviders\.(?:create|update)|deploymentmanager\.deployments\.(?:create|update)|iam\.denypolicies\.delete)$/;
const reading =
  /\.(?:get|list|view|search|query|read|lookup|fetch|analyze|export|test|check|count|describe|aggregate|compare|preview|validate|estimate|consume)[A-Za-z]*$/;
/** Named like reading, but they hand out something to act with. */
const givesSecrets = /^(?:secretmanager\.versions\.access|apikeys\.keys\.getKeyString)$/;
const givesTokens = /^iam\.serviceAccounts\.get(?:AccessToken|OpenIdToken)$|\.getCredentials$/;

/** Whether the permission leads to every other. */
function escalates(permission: string): boolean {
  return escalating.test(permission);
}

function accessOfPermissions(permissions: readonly string[]): AccessLevel {
  if (permissions.some(escalates)) return 'admin';
  const isRead = (one: string) =>
    givesSecrets.test(one) || (reading.test(one) && !givesTokens.test(one));
  if (permissions.length === 0) return 'none';
  return permissions.every(isRead) ? 'read' : 'write';
}

/** Predefined roles that hold escalating permissions, or collapse to them. */
const adminRoles: ReadonlySet<string> = new Set([
  'roles/owner',
  'roles/editor',
  'roles/deploymentmanager.editor',
  'roles/iam.admin',
  'roles/iam.denyAdmin',
  'roles/iam.organizationRoleAdmin',
  'roles/iam.roleAdmin',
  'roles/iam.securityAdmin',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.workloadIdentityPoolAdmin',
  'roles/resourcemanager.folderAdmin',
  'roles/resourcemanager.folderIamAdmin',
  'roles/resourcemanager.organizationAdmin',
  'roles/resourcemanager.projectIamAdmin',
]);
const readingRole =
  /(?:^roles\/(?:viewer|browser)|viewer|reader|accessor|reviewer|auditor|analyzer|scanner)$/i;
const writingRole =
  /(?:admin|editor|writer|creator|user|owner|publisher|subscriber|developer|operator|manager|invoker|agent|builder|runner|deployer|contributor|client|publish|worker|approver|enqueuer|appender|encrypter|decrypter|encrypterdecrypter)$/i;

/** How far a predefined role goes by its name; its permissions are Google's and change. */
function accessOfName(name: string): AccessLevel {
  if (adminRoles.has(name)) return 'admin';
  if (readingRole.test(name)) return 'read';
  return writingRole.test(name) ? 'write' : 'unknown';
}

/** Where a role is held: a role over a project collapses to all in it, one over a bucket does not. */
export type RoleReach = 'container' | 'resource';

/** The key of a role as it is held. Administrative roles over one resource are entitlements of their own. */
export function roleKey(name: string, reach: RoleReach): string {
  return reach === 'resource' && adminRoles.has(name) ? `${name} on one resource` : name;
}

/** A predefined role, as a binding names it. */
export function toBoundRole(name: string, reach: RoleReach): Entitlement {
  const isCustom = !name.startsWith('roles/');
  const access = isCustom ? 'unknown' : accessOfName(name);
  const isLimited = reach === 'resource' && access === 'admin';
  return {
    key: roleKey(name, reach),
    provider: 'gcp',
    nativeType: isCustom ? 'gcp-custom-role' : 'gcp-predefined-role',
    name,
    access: isLimited ? 'write' : access,
    attributes: {
      ...(isCustom ? {} : { judgedBy: 'name' }),
      ...(/^roles\/(?:owner|editor|viewer)$/.test(name) ? { basicRole: true } : {}),
      ...(/^roles\/secretmanager\.(?:secretAccessor|admin)$/.test(name)
        ? { readsSecrets: true }
        : {}),
    },
  };
}

/** A role with what its listing tells. */
export function toRole(role: Role): Entitlement {
  const permissions = role.includedPermissions;
  const isCustom = !role.name.startsWith('roles/');
  if (!permissions && !isCustom) {
    const bound = toBoundRole(role.name, 'container');
    return { ...bound, attributes: { ...bound.attributes, ...titleOf(role) } };
  }
  return {
    key: role.name,
    provider: 'gcp',
    nativeType: isCustom ? 'gcp-custom-role' : 'gcp-predefined-role',
    name: role.name,
    access:
      role.deleted === true || role.stage === 'DISABLED'
        ? 'none'
        : permissions
          ? accessOfPermissions(permissions)
          : 'unknown',
    ...(permissions ? { document: { includedPermissions: [...permissions].sort() } } : {}),
    attributes: {
      ...titleOf(role),
      ...(permissions
        ? {
            readsSecrets: permissions.some((one) => givesSecrets.test(one)),
            escalatesBy: permissions.filter(escalates).sort(),
          }
        : {}),
      ...(role.deleted === true ? { deleted: true } : {}),
      ...(role.stage ? { stage: role.stage } : {}),
    },
  };
}

function titleOf({ title }: Role) {
  return title ? { title } : {};
}
