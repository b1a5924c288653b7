import { timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import { type Credential, type Status, seen, unknown } from '@nonhuman/model';
import type { AccessToken } from '../schema.ts';
import type { Holder } from './account.ts';
import { type GitLabPlace, placeName, userKey } from './place.ts';
import { accessOfScopes, roleOf } from './role.ts';

export type TokenKind = 'personal' | 'impersonation' | 'service-account' | 'project' | 'group';

/** Whether the token works; expired when GitLab calls it inactive after its last day. */
function statusOf(token: AccessToken, now: Date): Status {
  if (token.revoked === true) return 'revoked';
  if (token.expires_at && Date.parse(token.expires_at) <= now.getTime()) return 'expired';
  if (token.active === true) return 'active';
  return token.active === false ? 'disabled' : 'unknown';
}

/** The key of a token; personal, project and group tokens are numbered together. */
export function tokenKey(scopeKey: string, id: string): string {
  return `${scopeKey}/access-tokens/${id}`;
}

/** The key of what the token acts as: its account, or the token itself when none is told. */
export function holderKeyOf(scopeKey: string, token: AccessToken): string {
  return token.user_id ? userKey(scopeKey, token.user_id) : tokenKey(scopeKey, token.id);
}

/** Which kind a token is that the list of all tokens shows, by the account that it acts as. */
export function kindByHolder(token: AccessToken, holder: Holder | null): TokenKind {
  if (token.impersonation === true) return 'impersonation';
  if (holder?.kind === 'service-account') return 'service-account';
  if (holder?.kind === 'bot') return holder.name.startsWith('group_') ? 'group' : 'project';
  return 'personal';
}

/** Personal tokens act as a person; those of bots and service accounts do not. */
function boundToPerson(kind: TokenKind, holder: Holder | null): boolean | null {
  if (kind === 'impersonation') return true;
  if (kind !== 'personal') return false;
  return holder === null ? null : holder.kind === 'person';
}

/** A token, as a credential of the account that it acts as. */
export function toCredential(
  token: AccessToken,
  of: {
    readonly kind: TokenKind;
    readonly place: GitLabPlace;
    readonly holder: Holder | null;
    readonly now: Date;
  },
): Credential {
  const { kind, place, holder, now } = of;
  const role = typeof token.access_level === 'number' ? roleOf(token.access_level) : null;
  const isPersons = boundToPerson(kind, holder);
  const isLimited = kind === 'project' || kind === 'group';
  const created = timeOr(token.created_at, 'this list does not tell it');
  return {
    key: tokenKey(place.scopeKey, token.id),
    provider: 'gitlab',
    identityKey: holderKeyOf(place.scopeKey, token),
    kind: 'token',
    nativeType: `gitlab-${kind}-access-token`,
    name: token.name || `token ${token.id}`,
    status: statusOf(token, now),
    createdAt: created,
    expiresAt: timeOrNever(token.expires_at, 'this list does not tell it'),
    lastUsedAt: timeOrNever(token.last_used_at, 'this version of GitLab does not tell it'),
    // A rotated token is a new one with a new number.
    lastRotatedAt:
      created.state === 'seen' ? seen(created.value) : unknown('this list does not tell it'),
    publicId: `${place.scopeKey} access token ${token.id}`,
    ...(token.scopes ? { scopes: [...token.scopes].sort() } : {}),
    access: accessOfScopes(
      token.scopes,
      role?.access ?? (holder?.isAdmin === true ? 'admin' : null),
    ),
    attributes: toldAttributes({
      tokenId: token.id,
      tokenType: `${kind} access token`,
      boundToPerson: isPersons,
      role: role?.name,
      limitedTo: isLimited ? [placeName(place)] : null,
      unscoped: isLimited ? false : token.scopes?.includes('api'),
      personRoles:
        isPersons === true && typeof holder?.isAdmin === 'boolean'
          ? holder.isAdmin
            ? ['administrator']
            : []
          : null,
      personStatus:
        isPersons === true && holder && holder.status !== 'unknown' ? holder.status : null,
      description: token.description || null,
      usageSource: token.last_used_at === undefined ? null : 'GitLab token list',
      usageLagDays: token.last_used_at === undefined ? null : 1,
    }),
  };
}
