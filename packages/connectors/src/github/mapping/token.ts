import { type Credential, type Identity, never, unknown } from '@nonhuman/model';
import type { CredentialAuthorization, FineGrainedToken } from '../schema.ts';
import { accessOf, accessOfScopes } from './permissions.ts';
import { type GitHubPlace, pathOf, timeOr, timeOrNever } from './place.ts';

/** The key of an account, the same in every organization. */
function userKey(login: string): string {
  return `users/${login.toLowerCase()}`;
}

/** The account that a token acts as. Whether a person or a machine uses it is not told. */
export function toHolder(login: string, type?: string | null): Identity {
  const isBot = type === 'Bot' || login.endsWith('[bot]');
  return {
    key: userKey(login),
    provider: 'github',
    kind: isBot ? 'bot' : 'machine-user',
    nativeType: isBot ? 'github-bot' : 'github-user',
    name: login,
    status: 'active',
    createdAt: unknown('an organization is not told when an account was made'),
    lastUsedAt: unknown('an organization is not told when an account was used'),
  };
}

/** A fine-grained token. `pending`: its access has been asked for but not given. */
export function toFineGrained(
  place: GitHubPlace,
  token: FineGrainedToken,
  { pending }: { readonly pending: boolean },
): Credential {
  const permissions = Object.fromEntries(
    Object.values(token.permissions ?? {}).flatMap((levels) => Object.entries(levels ?? {})),
  );
  return {
    key: `${pathOf(place)}/personal-access-tokens/${token.token_id ?? `grant-${token.id}`}`,
    provider: 'github',
    identityKey: userKey(token.owner.login),
    kind: 'token',
    nativeType: 'github-fine-grained-token',
    name: token.token_name ?? `token of ${token.owner.login}`,
    status: token.token_expired ? 'expired' : 'active',
    createdAt: unknown('an organization is told when access was given, not when a token was made'),
    expiresAt: timeOrNever(token.token_expires_at, 'this export does not tell it'),
    lastUsedAt: timeOrNever(token.token_last_used_at, 'this export does not tell it'),
    lastRotatedAt: unknown('GitHub does not tell when a token was renewed'),
    scopes: Object.entries(permissions)
      .map(([name, level]) => `${name}:${level}`)
      .sort(),
    ...(token.permissions ? { access: pending ? 'none' : accessOf(permissions) } : {}),
    attributes: {
      classic: false,
      boundToPerson: token.owner.type !== 'Bot',
      ...(token.repository_selection
        ? { allRepositories: token.repository_selection === 'all' }
        : {}),
      ...(token.access_granted_at ? { accessGrantedAt: token.access_granted_at } : {}),
      ...(pending ? { pending: true } : {}),
    },
  };
}

/** A classic token or SSH key that was authorized for single sign-on. */
export function toAuthorized(place: GitHubPlace, told: CredentialAuthorization): Credential {
  const isKey = /ssh/i.test(told.credential_type);
  const title = told.authorized_credential_note ?? told.authorized_credential_title;
  const kind = isKey ? 'SSH key' : 'token';
  return {
    key: `${pathOf(place)}/credential-authorizations/${told.credential_id}`,
    provider: 'github',
    identityKey: userKey(told.login),
    kind: isKey ? 'ssh-key' : 'token',
    nativeType: isKey ? 'github-ssh-key' : 'github-classic-token',
    name: title ?? `${kind} of ${told.login}`,
    status: 'active',
    createdAt: unknown('an organization is told when it was authorized, not when it was made'),
    expiresAt: isKey
      ? never
      : timeOrNever(told.authorized_credential_expires_at, 'this export does not tell it'),
    lastUsedAt: timeOrNever(told.credential_accessed_at, 'this export does not tell it'),
    lastRotatedAt: unknown('GitHub does not tell when a credential was renewed'),
    ...(told.fingerprint ? { publicId: told.fingerprint } : {}),
    ...(told.token_last_eight ? { preview: `••••${told.token_last_eight.slice(-4)}` } : {}),
    ...(told.scopes
      ? { scopes: [...told.scopes].sort(), access: accessOfScopes(told.scopes) }
      : {}),
    attributes: {
      boundToPerson: true,
      ...(isKey ? {} : { classic: true }),
      ...(timeOr(told.credential_authorized_at, '').state === 'seen'
        ? { authorizedAt: told.credential_authorized_at ?? '' }
        : {}),
    },
  };
}
