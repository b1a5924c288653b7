import { timeOf, timeOr } from '@nonhuman/connector-kit';
import {
  type Credential,
  never,
  type Observed,
  type Ownership,
  redactText,
  seen,
  type Timestamp,
  timestampOf,
  unknown,
} from '@nonhuman/model';
import { type SecretKeeper, SecretValue } from '@nonhuman/runtime';
import type { ApiToken, ClientSecret, Hook } from '../schema.ts';
import { statusOf } from './app.ts';
import { type UserFacts, userKey } from './person.ts';
import { accessOfRoles } from './role.ts';

const dayMs = 86_400_000;
/** Every use starts the 30 days anew; some answers leave the window out. */
const documentedWindowDays = 30;

/** The days of `P30D`; null for a duration of another form. */
function daysOf(duration: string | null | undefined): number | null {
  if (!duration) return documentedWindowDays;
  const days = /^P(\d+)D$/.exec(duration)?.[1];
  return days === undefined ? null : Number(days);
}

/** A use in the first minute cannot be told from the making. */
const makingMs = 60_000;

/**
 * The last use of an API token. It is refused when it lay unused for the window, and each use moves its
 * end, so the end less the window is the last use, or the making when there was none.
 */
function lastUseOf({ expiresAt, created, tokenWindow }: ApiToken): Observed<Timestamp> {
  const ends = timeOf(expiresAt);
  const days = daysOf(tokenWindow);
  if (ends === null || days === null)
    return unknown(
      'the end of the token or its window is not told, by which Okta tells the last use',
    );
  const at = Date.parse(ends) - days * dayMs;
  const made = timeOf(created);
  if (made !== null && at - Date.parse(made) < makingMs) return never;
  const used = timestampOf(at);
  return used === null ? unknown('the end of the token is no date') : seen(used);
}

/** An API token, with what its maker is and may do. It dies with its maker's account. */
export function toApiToken(
  token: ApiToken,
  of: {
    readonly maker: UserFacts | null;
    /** Administrative roles of the maker; null when they were not read. */
    readonly roles: readonly string[] | null;
    readonly now: Date;
  },
): Credential {
  const { maker, roles, now } = of;
  const ends = timeOf(token.expiresAt);
  const connection = token.network?.connection;
  const isOver = ends !== null && ends <= now.toISOString();
  return {
    key: `api-tokens/${token.id}`,
    provider: 'okta',
    identityKey: token.userId ? userKey(token.userId) : null,
    kind: 'token',
    nativeType: 'okta-api-token',
    name: token.name || token.id,
    // Okta lists tokens that work; one whose end has come since may have been used and prolonged.
    status: maker?.isGone ? 'disabled' : isOver ? 'unknown' : 'active',
    createdAt: timeOr(token.created, 'the file does not tell when the token was made'),
    expiresAt: timeOr(token.expiresAt, 'the file does not tell when the token ends'),
    lastUsedAt: lastUseOf(token),
    // The value of a token never changes.
    lastRotatedAt: timeOr(token.created, 'the file does not tell when the token was made'),
    publicId: token.id,
    ...(roles === null ? {} : { access: accessOfRoles(roles) }),
    attributes: {
      boundToPerson: true,
      legacy: true,
      unscoped: true,
      rollingExpiry: true,
      usageSource: 'end of the token less its window',
      ...(daysOf(token.tokenWindow) === null ? {} : { windowDays: daysOf(token.tokenWindow) }),
      ...(token.clientName ? { clientName: token.clientName } : {}),
      ...(connection ? { networkRestricted: connection !== 'ANYWHERE', network: connection } : {}),
      ...(token.userId ? { userId: token.userId } : {}),
      ...(maker?.email ? { personEmail: maker.email } : {}),
      ...(maker && maker.status !== 'unknown' ? { personStatus: maker.status } : {}),
      ...(roles === null ? {} : { personRoles: [...roles].sort() }),
    },
  };
}

/** The maker of an API token answers for it. */
export function makerOf(token: ApiToken, maker: UserFacts | null): Ownership[] {
  if (!token.userId) return [];
  return [
    {
      key: `api-tokens/${token.id}#creator`,
      provider: 'okta',
      subject: { type: 'credential', key: `api-tokens/${token.id}` },
      owner: {
        type: 'person',
        name: maker?.name ?? token.userId,
        email: maker?.email ?? null,
        status: maker?.status ?? 'unknown',
      },
      basis: 'inferred',
      signal: 'creator',
      confidence: 0.8,
    },
  ];
}

/** A secret of a client. The value, when the file holds it, leaves only its fingerprint. */
export function toClientSecret(
  secret: ClientSecret,
  { identityKey, keeper }: { readonly identityKey: string; readonly keeper: SecretKeeper },
): Credential {
  const made = timeOr(secret.created, 'the file does not tell when the secret was made');
  const value = secret.client_secret;
  const isWhole = typeof value === 'string' && value !== '' && !/[*•]/.test(value);
  return {
    key: `${identityKey}/secrets/${secret.id}`,
    provider: 'okta',
    identityKey,
    kind: 'oauth-client-secret',
    nativeType: 'okta-client-secret',
    name: secret.id,
    status: statusOf(secret.status),
    createdAt: made,
    expiresAt: never,
    lastUsedAt: unknown('Okta tells the use of secrets in the System Log only'),
    lastRotatedAt: made,
    publicId: secret.id,
    ...(isWhole ? { fingerprint: keeper.fingerprint(new SecretValue(value)) } : {}),
    attributes: secret.secret_hash ? { secretHash: secret.secret_hash } : {},
  };
}

/** A hook: a call that Okta makes to a server of the organization, with a secret in a header. */
export function toHook(hook: Hook, kind: 'event' | 'inline') {
  const config = hook.channel?.config;
  const uri = config?.uri ?? null;
  const address = uri === null ? null : addressOf(uri);
  return {
    key: `${kind}-hooks/${hook.id}`,
    provider: 'okta',
    kind: 'application' as const,
    nativeType: `okta-${kind}-hook`,
    name: hook.name || hook.id,
    status: statusOf(hook.status),
    createdAt: timeOr(hook.created, 'the file does not tell when the hook was made'),
    lastUsedAt: unknown('Okta does not tell when a hook was last called'),
    ...(hook.createdBy ? { createdBy: seen(userKey(hook.createdBy)) } : {}),
    attributes: {
      ...(address === null ? {} : { url: address, plainHttp: address.startsWith('http://') }),
      ...(config ? { hasSecret: Boolean(config.authScheme?.key) } : {}),
      ...(hook.events?.items ? { events: hook.events.items } : {}),
      ...(hook.type ? { hookType: hook.type } : {}),
    },
  };
}

/** Without userinfo and query, where secrets stand. */
function addressOf(uri: string): string {
  try {
    const url = new URL(uri);
    return redactText(`${url.origin}${url.pathname}`);
  } catch {
    return 'no valid address';
  }
}
