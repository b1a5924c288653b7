import { timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import {
  type Credential,
  type Identity,
  type Observed,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import type { ConnectedApplication, ExternalClientApplication, OauthToken } from '../schema.ts';
import { userKey } from './user.ts';

/** The key of an application: tokens name it by nothing but its name. */
export function appKey(scopeKey: string, name: string): string {
  return `${scopeKey}/apps/${name.toLowerCase()}`;
}

const unused = unknown('only the tokens of an application tell when it was used');

/** A connected app that is installed here. */
export function fromConnected(scopeKey: string, app: ConnectedApplication): Identity {
  const approvedOnly = app.OptionsAllowAdminApprovedUsersOnly ?? null;
  const period = app.RefreshTokenValidityPeriod ?? null;
  return {
    key: appKey(scopeKey, app.Name),
    provider: 'salesforce',
    kind: 'application',
    nativeType: 'salesforce-connected-app',
    name: app.Name,
    status: 'active',
    createdAt: timeOr(app.CreatedDate, 'this query does not ask for it'),
    lastUsedAt: unused,
    attributes: toldAttributes({
      appId: app.Id,
      approved: true,
      adminConsented: approvedOnly,
      selfAuthorised: approvedOnly === null ? null : !approvedOnly,
      // No period is told both for "until revoked" and for apps without refresh tokens.
      refreshForever: period !== null && period > 0 ? false : null,
      refreshTokenPeriod: period,
      refreshTokenPeriodStarts:
        period === null || typeof app.OptionsRefreshTokenValidityMetric !== 'boolean'
          ? null
          : app.OptionsRefreshTokenValidityMetric
            ? 'last use'
            : 'issue',
      tokenExchange: app.OptionsTokenExchangeManageBitEnabled,
      highAssurance: app.OptionsHasSessionLevelPolicy,
    }),
  };
}

/** An external client app, the successor of connected apps. */
export function fromExternal(scopeKey: string, app: ExternalClientApplication): Identity {
  const state = app.DistributionState;
  return {
    key: appKey(scopeKey, app.MasterLabel || app.DeveloperName),
    provider: 'salesforce',
    kind: 'application',
    nativeType: 'salesforce-external-client-app',
    name: app.MasterLabel || app.DeveloperName,
    status: 'active',
    createdAt: timeOr(app.CreatedDate, 'this query does not ask for it'),
    lastUsedAt: unused,
    ...(app.Description === undefined ? {} : { description: app.Description }),
    attributes: toldAttributes({
      appId: app.Id,
      approved: true,
      thirdParty: state ? state !== 'Local' : null,
      distribution: state,
    }),
  };
}

/** An application as its tokens show it; `isInstalled`: null when the lists of apps were not read. */
export function fromTokens(
  key: string,
  of: {
    readonly name: string;
    readonly isInstalled: boolean | null;
    readonly lastUsedAt: Observed<Timestamp>;
  },
): Identity {
  return {
    key,
    provider: 'salesforce',
    kind: 'application',
    nativeType: 'salesforce-connected-app',
    name: of.name,
    status: 'active',
    createdAt: unknown('tokens do not tell when an application was made'),
    lastUsedAt: of.lastUsedAt,
    attributes: toldAttributes({
      // Nobody installed it: users let it in by themselves.
      approved: of.isInstalled === false ? false : null,
      selfAuthorised: of.isInstalled === false ? true : null,
      usageSource: 'OAuth tokens',
    }),
  };
}

/** What tokens need of the user that they act as. */
export interface TokenUser {
  readonly isPerson: boolean;
  readonly status: 'active' | 'left' | null;
  readonly isAdmin: boolean | null;
}

/** A refresh token: the application may act as the user until somebody revokes it. */
export function toCredential(
  scopeKey: string,
  token: OauthToken,
  user: TokenUser | null,
): Credential {
  const created = timeOr(token.CreatedDate, 'this query does not ask for it');
  return {
    key: tokenKey(scopeKey, token),
    provider: 'salesforce',
    identityKey: appKey(scopeKey, token.AppName),
    kind: 'oauth-grant',
    nativeType: 'salesforce-oauth-token',
    name: `${token.AppName} for ${token.User?.Username ?? token.UserId}`,
    status: 'active',
    createdAt: created,
    expiresAt: unknown('the policy of the application decides'),
    lastUsedAt:
      token.UseCount === 0
        ? timeOrNever(null, '')
        : timeOr(token.LastUsedDate, 'this query does not ask for it'),
    lastRotatedAt: created,
    attributes: toldAttributes({
      subject: token.User?.Username ?? userKey(scopeKey, token.UserId),
      useCount: token.UseCount,
      boundToPerson: user?.isPerson,
      personStatus: user?.isPerson === true ? user.status : null,
      personRoles:
        user?.isPerson === true && user.isAdmin !== null
          ? user.isAdmin
            ? ['administrator']
            : []
          : null,
    }),
  };
}

/** Salesforce gives tokens no number of their own in older versions. */
function tokenKey(scopeKey: string, token: OauthToken): string {
  const own = token.Id ?? `${token.AppName}/${token.UserId}/${token.CreatedDate ?? 'unknown'}`;
  return `${scopeKey}/oauth-tokens/${own}`;
}
