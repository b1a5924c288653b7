import { toldAttributes, toldOwner } from '@nonhuman/connector-kit';
import { type Identity, type Ownership, type Person, unknown } from '@nonhuman/model';
import { typeOf } from '../graph.ts';
import type { DirectoryObject, User } from '../schema.ts';
import { graphTime, latestOf } from './moment.ts';

/** The key of a user, as owners and managers are told. */
export function personKey(userId: string): string {
  return `users/${userId.toLowerCase()}`;
}

/** What a user account is: most are people's. */
export function kindOfUser(user: User): 'agent' | 'synchronisation' | 'person' {
  if (typeOf(user) === 'agentuser' || user.identityParentId) return 'agent';
  // The connector makes these itself: Sync_<host>_<id> and, in newer versions, ADToAADSyncServiceAccount.
  return /^(?:Sync_[\w-]+_[0-9a-f]+|ADToAADSyncServiceAccount)@/i.test(user.userPrincipalName ?? '')
    ? 'synchronisation'
    : 'person';
}

/** A person. `left`: the account is shut, or the day of leaving has passed. */
export function userToPerson(user: User, now: Date): Person {
  const leftAt = graphTime(user.employeeLeaveDateTime, 'no day of leaving is kept for this user');
  const hasLeft = leftAt.state === 'seen' && Date.parse(leftAt.value) <= now.getTime();
  const signedIn = latestOf(
    user.signInActivity?.lastSuccessfulSignInDateTime,
    user.signInActivity?.lastSignInDateTime,
    user.signInActivity?.lastNonInteractiveSignInDateTime,
  );
  const logins = [user.userPrincipalName, user.onPremisesSamAccountName, user.mailNickname];
  return {
    key: personKey(user.id),
    provider: 'entra',
    name: user.displayName || user.userPrincipalName || user.id,
    email: emailOf(user),
    logins: [...new Set(logins.filter((login) => !!login).map((login) => `${login}`))],
    status: statusOf(user.accountEnabled, hasLeft),
    leftAt,
    lastUsedAt:
      signedIn === null
        ? unknown('Graph told no sign-in of this user')
        : { state: 'seen', value: signedIn },
    ...(user.manager ? { managerEmail: emailOf(user.manager) } : {}),
    ...(user.jobTitle ? { title: user.jobTitle } : {}),
    attributes: toldAttributes({
      objectId: user.id.toLowerCase(),
      userType: user.userType,
      department: user.department,
      employeeId: user.employeeId,
    }),
  };
}

/** A user account that no person signs in with. */
export function userToIdentity(user: User): Identity {
  const isAgent = kindOfUser(user) === 'agent';
  return {
    key: user.id.toLowerCase(),
    provider: 'entra',
    kind: isAgent ? 'agent' : 'machine-user',
    nativeType: isAgent ? 'entra-agent-user' : 'entra-synchronisation-account',
    name: user.displayName || user.userPrincipalName || user.id,
    status: user.accountEnabled === false ? 'disabled' : user.accountEnabled ? 'active' : 'unknown',
    createdAt: graphTime(user.createdDateTime, 'this export does not tell when it was made'),
    lastUsedAt: graphTime(
      latestOf(
        user.signInActivity?.lastSignInDateTime,
        user.signInActivity?.lastNonInteractiveSignInDateTime,
      ),
      'Graph told no sign-in of this account',
    ),
    attributes: toldAttributes({
      objectId: user.id.toLowerCase(),
      userPrincipalName: user.userPrincipalName,
      agentIdentity: user.identityParentId?.toLowerCase(),
    }),
  };
}

/** In lower case: the mailbox, else the sign-in name that has the form of one. */
function emailOf(of: {
  readonly mail?: string | null | undefined;
  readonly userPrincipalName?: string | null | undefined;
}): string | null {
  const address = of.mail || of.userPrincipalName || '';
  return address.includes('@') && !address.includes('#EXT#') ? address.toLowerCase() : null;
}

/** An owner or sponsor of the object `subject.id` as evidence; null when it is no person and no group. */
export function ownershipOf(
  subject: { readonly key: string; readonly id: string },
  owner: DirectoryObject,
  signal: 'provider-owner' | 'sponsor',
): Ownership | null {
  const type = typeOf(owner);
  const isGroup = type === 'group';
  const isPerson = type === 'user' || (type === null && !!owner.userPrincipalName);
  if (!isGroup && !isPerson) return null;
  return {
    ...toldOwner({
      provider: 'entra',
      subject: { type: 'identity', key: subject.key },
      owner: {
        type: isGroup ? 'team' : 'person',
        name: owner.displayName || owner.userPrincipalName || owner.id,
        email: emailOf(owner),
        status: statusOf(owner.accountEnabled, false),
      },
      signal,
      confidence: 0.8,
    }),
    key: `${signal}s/${subject.id}/${owner.id.toLowerCase()}`,
  };
}

function statusOf(isEnabled: boolean | null | undefined, hasLeft: boolean) {
  if (hasLeft || isEnabled === false) return 'left';
  return isEnabled === true ? 'active' : 'unknown';
}
