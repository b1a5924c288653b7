import { type ToldTime, timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import { type Credential, type Identity, type Person, type Status, unknown } from '@nonhuman/model';
import type { ApiToken, OauthClient, ServiceAccount, User } from '../schema.ts';

/** A time of Atlassian: its numbers are milliseconds. */
function toldTime(time: ToldTime): ToldTime {
  return typeof time === 'number' ? time / 1000 : time;
}

export function accountKey(scopeKey: string, id: string): string {
  return `${scopeKey}/accounts/${id}`;
}

/** `app` accounts are made for apps, `service` for service accounts. */
export function isPerson({ account_type: type }: User): boolean {
  return type !== 'app' && type !== 'service';
}

/** Atlassian gives every service account an address of this domain. */
export function isServiceAddress(email: string | null | undefined): boolean {
  return email?.toLowerCase().endsWith('@serviceaccount.atlassian.com') ?? false;
}

export function toPerson(scopeKey: string, user: User): Person {
  const email = user.email?.toLowerCase() ?? null;
  const status = user.account_status;
  return {
    key: accountKey(scopeKey, user.account_id),
    provider: 'atlassian',
    name: user.name || email || user.account_id,
    email,
    logins: [user.account_id],
    status: status === 'active' ? 'active' : status ? 'left' : 'unknown',
    leftAt: unknown('Atlassian does not tell when an account was deactivated'),
    lastUsedAt: timeOrNever(user.last_active, 'this list does not tell it'),
  };
}

/** An account that an app or service acts as. */
export function toAppAccount(scopeKey: string, user: User): Identity {
  return {
    key: accountKey(scopeKey, user.account_id),
    provider: 'atlassian',
    kind: 'bot',
    nativeType: `atlassian-${user.account_type ?? 'app'}-account`,
    name: user.name || user.account_id,
    status: user.account_status === 'active' ? 'active' : 'disabled',
    createdAt: unknown('Atlassian does not tell it'),
    lastUsedAt: timeOrNever(user.last_active, 'this list does not tell it'),
    attributes: { personal: false },
  };
}

export function toServiceAccount(scopeKey: string, account: ServiceAccount): Identity {
  const status = account.status?.toLowerCase();
  return {
    key: accountKey(scopeKey, account.atlassianId ?? account.id),
    provider: 'atlassian',
    kind: 'service-account',
    nativeType: 'atlassian-service-account',
    name: account.displayName || account.email || account.id,
    status: status === 'active' ? 'active' : status ? 'disabled' : 'unknown',
    createdAt: unknown('Atlassian tells when a service account was changed, not when it was made'),
    lastUsedAt: unknown('only its tokens tell it'),
    ...(account.description === undefined ? {} : { description: account.description }),
    attributes: toldAttributes({
      personal: false,
      email: account.email,
      serviceAccountId: account.id,
    }),
  };
}

/** The account of a person as holder of tokens. */
export function toTokenHolder(
  scopeKey: string,
  user: NonNullable<ApiToken['user']> & { id: string },
): Identity {
  return {
    key: accountKey(scopeKey, user.id),
    provider: 'atlassian',
    kind: 'machine-user',
    nativeType: 'atlassian-account',
    name: user.email || user.name || user.id,
    status: 'unknown',
    createdAt: unknown('a token does not tell it'),
    lastUsedAt: unknown('a token does not tell it'),
    attributes: { personal: true },
  };
}

const tokenStatuses: Readonly<Record<string, Status>> = {
  ALLOWED: 'active',
  ACTIVE: 'active',
  BLOCKED: 'disabled',
  REVOKED: 'revoked',
  EXPIRED: 'expired',
};

/** An API token. `isOfService`: null when no list tells whose account it is. */
export function toToken(
  scopeKey: string,
  token: ApiToken,
  of: {
    readonly isOfService: boolean | null;
    readonly personStatus: Person['status'] | null;
    readonly now: Date;
  },
): Credential {
  const end = timeOrNever(toldTime(token.expiresAt), 'this list does not tell it');
  const isOver = end.state === 'seen' && end.value <= of.now.toISOString();
  const created = timeOr(toldTime(token.createdAt), 'this list does not tell it');
  const isPersons = of.isOfService === null ? null : !of.isOfService;
  return {
    key: `${scopeKey}/api-tokens/${token.id}`,
    provider: 'atlassian',
    identityKey: token.user?.id ? accountKey(scopeKey, token.user.id) : null,
    kind: 'token',
    nativeType: 'atlassian-api-token',
    name: token.label || `token ${token.id}`,
    status: isOver ? 'expired' : (tokenStatuses[token.status ?? ''] ?? 'unknown'),
    createdAt: created,
    expiresAt: end,
    lastUsedAt: timeOrNever(toldTime(token.lastActiveAt), 'this list does not tell it'),
    lastRotatedAt: created,
    publicId: token.id,
    attributes: toldAttributes({
      tokenType: 'API token',
      boundToPerson: isPersons,
      personStatus: isPersons === true && of.personStatus !== 'unknown' ? of.personStatus : null,
      usageSource: 'list of tokens',
    }),
  };
}

/** An OAuth client of the organization: the application and its secret. */
export function fromOauthClient(
  scopeKey: string,
  client: OauthClient,
): { readonly identity: Identity; readonly credential: Credential } {
  const key = `${scopeKey}/oauth-clients/${client.clientId}`;
  const status: Status =
    client.status === 'ACTIVE' ? 'active' : client.status ? 'disabled' : 'unknown';
  const created = timeOr(toldTime(client.createdAt), 'this list does not tell it');
  const name = client.name || client.clientId;
  return {
    identity: {
      key,
      provider: 'atlassian',
      kind: 'application',
      nativeType: 'atlassian-oauth-client',
      name,
      status,
      createdAt: created,
      lastUsedAt: unknown('Atlassian does not tell it of OAuth clients'),
      attributes: {
        clientId: client.clientId,
        grantTypes: ['client_credentials'],
        personal: false,
      },
    },
    credential: {
      key: `${key}/secret`,
      provider: 'atlassian',
      identityKey: key,
      kind: 'oauth-client-secret',
      nativeType: 'atlassian-oauth-client-secret',
      name: `secret of ${name}`,
      status,
      createdAt: created,
      expiresAt: unknown('Atlassian does not tell it of OAuth clients'),
      lastUsedAt: unknown('Atlassian does not tell it of OAuth clients'),
      lastRotatedAt: unknown('Atlassian tells when a client was changed, not its secret'),
      publicId: client.clientId,
      attributes: { boundToPerson: false },
    },
  };
}
