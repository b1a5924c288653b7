import {
  type Credential,
  type Grant,
  type Identity,
  type Observed,
  seen,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { Token } from '../schema.ts';
import type { UserFacts } from './person.ts';
import { userKey } from './person.ts';
import { accessOfScopes } from './scope.ts';

/** The key of an application, by the id that everything in Google names it by. */
export function clientKey(clientId: string): string {
  return `clients/${clientId}`;
}

/** The key of what a user gave an application. */
export function tokenKey(userId: string, clientId: string): string {
  return `${userKey(userId)}/tokens/${clientId}`;
}

/** Domain-wide delegation of a client, as the last event about it tells. */
export interface WideDelegation {
  readonly scopes: readonly string[];
  readonly at: Timestamp;
  readonly by: string | null;
  /** False once it was taken away. */
  readonly isGiven: boolean;
}

/** All that several files tell of one application. */
export interface ClientFacts {
  readonly clientId: string;
  name: string | null;
  readonly scopes: Set<string>;
  users: number;
  isAnonymous: boolean | null;
  isNative: boolean | null;
  /** `WEB`, `NATIVE_ANDROID`…, as the token audit writes it. */
  type: string | null;
  lastUsedAt: Timestamp | null;
  delegation: WideDelegation | null;
  /** An administrator trusts or blocks it; null when no event tells. */
  trust: { readonly isTrusted: boolean; readonly at: Timestamp } | null;
}

export function noFacts(clientId: string): ClientFacts {
  return {
    clientId,
    name: null,
    scopes: new Set(),
    users: 0,
    isAnonymous: null,
    isNative: null,
    type: null,
    lastUsedAt: null,
    delegation: null,
    trust: null,
  };
}

/** The number of the project that a client was made in; null for clients of an older or another form. */
function projectOf(clientId: string): string | null {
  return /^(\d{6,})(?:-[a-z0-9]+)?\.apps\.googleusercontent\.com$/.exec(clientId)?.[1] ?? null;
}

/** Service accounts are clients under their unique id, a number. */
function isServiceAccount(clientId: string): boolean {
  return /^\d{15,}$/.test(clientId);
}

/** An application, with what all files together tell of it. `ownProjects` is null when nobody told which are. */
export function toClient(facts: ClientFacts, ownProjects: ReadonlySet<string> | null): Identity {
  const { clientId, delegation, trust, isAnonymous, lastUsedAt } = facts;
  const project = projectOf(clientId);
  const isAccount = isServiceAccount(clientId);
  const used: Observed<Timestamp> =
    lastUsedAt === null
      ? unknown('only the audit of tokens tells when an application used its access')
      : seen(lastUsedAt);
  return {
    key: clientKey(clientId),
    provider: 'google-workspace',
    kind: isAccount ? 'service-account' : 'application',
    nativeType: isAccount ? 'google-service-account-client' : 'google-oauth-client',
    name: facts.name ?? clientId,
    status: trust?.isTrusted === false ? 'disabled' : 'active',
    createdAt: unknown('Google Workspace does not tell when an application was made'),
    lastUsedAt: used,
    attributes: {
      clientId,
      ...(isAccount ? { uniqueId: clientId } : {}),
      ...(project === null ? {} : { projectNumber: project }),
      ...(project !== null && ownProjects ? { thirdParty: !ownProjects.has(project) } : {}),
      ...(facts.users > 0
        ? { delegatedPermissions: [...facts.scopes].sort(), users: facts.users }
        : {}),
      // Not registered with Google, so that nobody can have verified who publishes it.
      ...(isAnonymous === null ? {} : { anonymous: isAnonymous }),
      ...(isAnonymous === true ? { publisherVerified: false } : {}),
      ...(facts.isNative === null ? {} : { nativeApp: facts.isNative }),
      ...(facts.type === null ? {} : { clientType: facts.type }),
      ...(lastUsedAt === null ? {} : { usageSource: 'audit of tokens', usageWindowDays: 180 }),
      ...(trust === null ? {} : { approved: trust.isTrusted }),
      ...(delegation === null ? {} : delegationFacts(delegation)),
    },
  };
}

function delegationFacts({ isGiven, scopes, at, by }: WideDelegation) {
  return {
    actsAsAnyUser: isGiven,
    ...(isGiven ? { actsAsAnyUserScopes: [...scopes].sort(), adminConsented: true } : {}),
    delegationChangedAt: at,
    ...(by === null ? {} : { delegationChangedBy: by }),
  };
}

/** What domain-wide delegation gives a client: each scope, as any user. */
export function grantsOfDelegation({ clientId, name, delegation }: ClientFacts): Grant[] {
  if (delegation === null || !delegation.isGiven) return [];
  return [...new Set(delegation.scopes)].sort().map((scope) => ({
    key: `${clientKey(clientId)} ${scope} as any user`,
    provider: 'google-workspace',
    principal: { type: 'identity' as const, key: clientKey(clientId), name: name ?? clientId },
    entitlementKey: `scopes/${scope}`,
    on: 'every user of the domain',
    via: 'domain-wide delegation',
    conditional: false,
    attributes: {
      grantedAt: delegation.at,
      ...(delegation.by === null ? {} : { grantedBy: delegation.by }),
    },
  }));
}

/** What a user gave an application: access to their data until they or an administrator take it back. */
export function toUserToken(
  token: Token,
  of: { readonly user: UserFacts | null; readonly roles: readonly string[] | null },
): Credential {
  const { user, roles } = of;
  const scopes = [...new Set(token.scopes)].sort();
  return {
    key: tokenKey(token.userKey, token.clientId),
    provider: 'google-workspace',
    identityKey: clientKey(token.clientId),
    kind: 'oauth-grant',
    nativeType: 'google-oauth-grant',
    name: `${token.displayText || token.clientId} for ${user?.email ?? token.userKey}`,
    status: 'active',
    createdAt: unknown('the list of tokens does not tell when access was given; the audit does'),
    expiresAt: unknown('Google does not tell when the access of an application ends'),
    lastUsedAt: unknown('the list of tokens does not tell their use; the audit does'),
    lastRotatedAt: unknown('Google does not tell when a token was renewed'),
    scopes,
    access: accessOfScopes(scopes),
    attributes: {
      clientId: token.clientId,
      userId: token.userKey,
      boundToPerson: true,
      ...(user === null ? {} : { personEmail: user.email }),
      ...(user === null || user.status === 'unknown' ? {} : { personStatus: user.status }),
      ...(roles === null ? {} : { personRoles: [...roles].sort() }),
      ...(typeof token.anonymous === 'boolean' ? { anonymous: token.anonymous } : {}),
      ...(typeof token.nativeApp === 'boolean' ? { nativeApp: token.nativeApp } : {}),
    },
  };
}
