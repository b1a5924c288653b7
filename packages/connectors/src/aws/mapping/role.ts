import {
  type Identity,
  type Instance,
  never,
  type Observed,
  seen,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { InstanceProfile, Role } from '../schema.ts';
import { accountOf } from './arn.ts';
import { observedTime, timeOf } from './moment.ts';
import { environmentOf, tagRecord } from './tags.ts';

/** IAM remembers the last use of a role for so many days. */
const windowDays = 400;

/** A role. `asOf` is when the export was made. */
export function toRole(role: Role, asOf: Timestamp): Identity {
  const tags = tagRecord(role.Tags);
  const environment = environmentOf(role.Tags);
  return {
    key: role.Arn,
    provider: 'aws',
    kind: 'role',
    nativeType: 'aws-iam-role',
    name: role.RoleName,
    status: 'active',
    createdAt: observedTime(role.CreateDate, 'this export does not tell when the role was made'),
    lastUsedAt: lastUsedOf(role, asOf),
    ...(role.Description === undefined ? {} : { description: role.Description }),
    ...(environment ? { environment } : {}),
    ...(tags ? { tags } : {}),
    attributes: factsOf(role),
  };
}

/** Empty means "not in the window": that is "never" only for a role younger than the window. */
function lastUsedOf(role: Role, asOf: Timestamp): Observed<Timestamp> {
  if (role.RoleLastUsed === undefined)
    return unknown('this export does not carry the last use of roles');
  const used = timeOf(role.RoleLastUsed.LastUsedDate);
  if (used !== null) return seen(used);
  const created = timeOf(role.CreateDate);
  const windowStart = Date.parse(asOf) - windowDays * 86_400_000;
  if (created !== null && Date.parse(created) > windowStart) return never;
  return unknown(`not used in the last ${windowDays} days; IAM remembers no longer`);
}

function factsOf(role: Role): Record<string, string | number | boolean> {
  const accountId = accountOf(role.Arn);
  const path = role.Path ?? '/';
  return {
    ...(accountId === null ? {} : { accountId }),
    path,
    ...(path.startsWith('/aws-service-role/') ? { providerManaged: true } : {}),
    ...(path.startsWith('/aws-reserved/sso.amazonaws.com/') ? { identityCenter: true } : {}),
    ...(role.RoleId === undefined ? {} : { roleId: role.RoleId }),
    ...(role.MaxSessionDuration === undefined
      ? {}
      : { maxSessionSeconds: role.MaxSessionDuration }),
    ...(role.PermissionsBoundary
      ? { permissionsBoundary: role.PermissionsBoundary.PermissionsBoundaryArn }
      : {}),
    ...(role.RoleLastUsed
      ? {
          lastUsedWindowDays: windowDays,
          usedInWindow: role.RoleLastUsed.LastUsedDate !== undefined,
        }
      : {}),
    ...(role.RoleLastUsed?.Region ? { lastUsedRegion: role.RoleLastUsed.Region } : {}),
  };
}

/** A role as it is offered to machines of EC2. */
export function toInstance(profile: InstanceProfile, roleArn: string): Instance {
  const locator = profile.Arn ?? profileArn(roleArn, profile.InstanceProfileName);
  return {
    key: `${locator} for ${roleArn}`,
    provider: 'aws',
    identityKey: roleArn,
    nativeType: 'aws-instance-profile',
    name: profile.InstanceProfileName,
    status: 'active',
    place: { kind: 'provider', locator },
  };
}

/** Right for profiles without a path, which are those that the console makes. */
function profileArn(roleArn: string, name: string): string {
  return `${roleArn.split(':').slice(0, 5).join(':')}:instance-profile/${name}`;
}
