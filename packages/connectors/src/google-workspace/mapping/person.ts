import { timeOf, timeOr } from '@nonhuman/connector-kit';
import {
  type Identity,
  never,
  type Observed,
  type Person,
  seen,
  type Team,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { Group, User } from '../schema.ts';

/** What other files need to know of a user. */
export interface UserFacts {
  readonly name: string;
  readonly email: string;
  readonly status: Person['status'];
  readonly isSuperAdmin: boolean;
}

/** Suspended, archived and deleted accounts cannot be signed in to. */
function statusOf({ suspended, archived, deletionTime }: User): Person['status'] {
  if (suspended === true || archived === true || deletionTime) return 'left';
  return suspended === undefined && archived === undefined ? 'unknown' : 'active';
}

export function factsOf(user: User): UserFacts {
  const email = user.primaryEmail.toLowerCase();
  const isSuperAdmin = user.isAdmin === true;
  return { name: user.name?.fullName || email, email, status: statusOf(user), isSuperAdmin };
}

/** The key of a user, by the id that tokens, roles and events name. */
export function userKey(id: string): string {
  return `users/${id}`;
}

/** Google writes the start of 1970 for an account that was never signed in to. */
function lastLoginOf(time: string | null | undefined): Observed<Timestamp> {
  if (time?.startsWith('1970-01-01')) return never;
  return timeOr(time, 'the file does not tell the last sign-in');
}

/** A user as a person. */
export function toPerson(user: User): Person {
  const { name, email, status } = factsOf(user);
  const deleted = timeOf(user.deletionTime);
  const manager = user.relations?.find(({ type }) => type === 'manager')?.value;
  const job =
    user.organizations?.find(({ primary }) => primary === true) ?? user.organizations?.[0];
  return {
    key: userKey(user.id),
    provider: 'google-workspace',
    name,
    email,
    logins: [...new Set([user.id, email, ...(user.aliases ?? [])])],
    status,
    leftAt:
      deleted === null
        ? unknown('Google Workspace does not tell when an account was suspended, or will be')
        : seen(deleted),
    lastUsedAt: lastLoginOf(user.lastLoginTime),
    ...(manager?.includes('@') ? { managerEmail: manager.toLowerCase() } : {}),
    ...(job?.title ? { title: job.title } : {}),
    attributes: {
      superAdmin: user.isAdmin === true,
      ...(user.suspended === true ? { suspended: true } : {}),
      ...(user.archived === true ? { archived: true } : {}),
      ...(user.suspensionReason ? { suspensionReason: user.suspensionReason } : {}),
      ...(user.orgUnitPath ? { orgUnitPath: user.orgUnitPath } : {}),
    },
  };
}

/** The account of a user that holds app passwords: what they act as. */
export function toHolder(id: string, facts: UserFacts | null): Identity {
  const statuses = { active: 'active', left: 'disabled', unknown: 'unknown' } as const;
  return {
    key: userKey(id),
    provider: 'google-workspace',
    kind: 'machine-user',
    nativeType: 'google-workspace-user',
    name: facts?.email ?? id,
    status: statuses[facts?.status ?? 'unknown'],
    createdAt: unknown('the file of users tells it of people'),
    lastUsedAt: unknown(
      'Google tells sign-ins of the person and uses of each password, not of both',
    ),
    attributes: { userId: id },
  };
}

/** A group as a team. */
export function toTeam(group: Pick<Group, 'id' | 'email' | 'name' | 'description'>): Team {
  return {
    key: `groups/${group.id}`,
    provider: 'google-workspace',
    name: group.name || group.email,
    email: group.email.toLowerCase(),
    attributes: {
      groupId: group.id,
      ...(group.description ? { description: group.description } : {}),
    },
  };
}
