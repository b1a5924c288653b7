import { timeOf, timeOr } from '@nonhuman/connector-kit';
import { type Identity, type Person, seen, type Team, unknown } from '@nonhuman/model';
import type { Group, User } from '../schema.ts';

/** What other files need to know of a user. */
export interface UserFacts {
  readonly name: string;
  readonly email: string | null;
  readonly status: Person['status'];
  /** Deactivated: API tokens that the user made are refused. */
  readonly isGone: boolean;
}

const here = new Set([
  'ACTIVE',
  'PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'RECOVERY',
  'PROVISIONED',
  'STAGED',
]);

function statusOf(user: User): Person['status'] {
  if (user.status === 'DEPROVISIONED' || user.status === 'SUSPENDED') return 'left';
  return here.has(user.status ?? '') ? 'active' : 'unknown';
}

function nameOf({ id, profile }: User): string {
  const full = [profile?.firstName, profile?.lastName].filter(Boolean).join(' ');
  return profile?.displayName || full || profile?.login || profile?.email || id;
}

/** The facts of a user. */
export function factsOf(user: User): UserFacts {
  return {
    name: nameOf(user),
    email: user.profile?.email?.toLowerCase() || null,
    status: statusOf(user),
    isGone: user.status === 'DEPROVISIONED',
  };
}

/** The key of a user, by which everything in Okta names them. */
export function userKey(id: string): string {
  return `users/${id}`;
}

/** A user as a person. Okta does not tell people from accounts that machines use. */
export function toPerson(user: User): Person {
  const { profile } = user;
  const { name, email, status } = factsOf(user);
  const left = timeOf(user.statusChanged);
  return {
    key: userKey(user.id),
    provider: 'okta',
    name,
    email,
    logins: [...new Set([user.id, profile?.login ?? user.id])],
    status,
    leftAt:
      status === 'left' && left !== null
        ? seen(left)
        : unknown('Okta tells when a status changed, not when somebody is going to leave'),
    lastUsedAt:
      user.lastLogin === null
        ? { state: 'never' }
        : timeOr(user.lastLogin, 'the file does not tell the last sign-in'),
    ...(profile?.title ? { title: profile.title } : {}),
    ...(profile?.manager?.includes('@') ? { managerEmail: profile.manager.toLowerCase() } : {}),
    attributes: {
      ...(user.status ? { oktaStatus: user.status } : {}),
      ...(profile?.userType ? { userType: profile.userType } : {}),
    },
  };
}

/** The account of a user that holds API tokens: what the tokens act as. */
export function toTokenHolder(id: string, facts: UserFacts | null): Identity {
  const statuses = { active: 'active', left: 'disabled', unknown: 'unknown' } as const;
  return {
    key: userKey(id),
    provider: 'okta',
    kind: 'machine-user',
    nativeType: 'okta-user',
    name: facts?.email ?? facts?.name ?? id,
    status: statuses[facts?.status ?? 'unknown'],
    createdAt: unknown('the file of users tells it of people'),
    lastUsedAt: unknown('Okta tells sign-ins of the person and uses of each token, not of both'),
    attributes: { userId: id },
  };
}

/** A group as a team. */
export function toTeam(group: Group): Team {
  return {
    key: `groups/${group.id}`,
    provider: 'okta',
    name: group.profile?.name || group.id,
    attributes: {
      groupId: group.id,
      ...(group.type ? { type: group.type } : {}),
      ...(group.profile?.description ? { description: group.profile.description } : {}),
    },
  };
}
