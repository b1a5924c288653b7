import { timeOr } from '@nonhuman/connector-kit';
import {
  type Credential,
  type Grant,
  type Identity,
  never,
  type Resource,
  type Status,
  unknown,
} from '@nonhuman/model';
import type { ApiService, App, AppGrant, AppToken, WebKey } from '../schema.ts';
import { accessOfScope } from './role.ts';

const statuses: Readonly<Record<string, Status>> = {
  ACTIVE: 'active',
  INACTIVE: 'disabled',
  REVOKED: 'revoked',
};

/** A status as Okta writes it. */
export function statusOf(status: string | null | undefined): Status {
  return statuses[status ?? ''] ?? 'unknown';
}

/** Whether the application only links somewhere: it authenticates to nothing. */
export function isBookmark({ signOnMode }: App): boolean {
  return signOnMode === 'BOOKMARK';
}

/** Whether the application is a client of OpenID Connect, with secrets, keys, scopes and tokens of its own. */
export function isClient({ signOnMode, credentials }: App): boolean {
  return signOnMode === 'OPENID_CONNECT' && Boolean(credentials?.oauthClient?.client_id);
}

/** Applications that Okta itself makes in every organization. */
const own =
  /^(?:saasure|okta_enduser|okta_browser_plugin|flow|okta_flow_sso|okta_iga_reviewer|okta_access_requests_resource_catalog|okta_atspoke_sso)$/;

function nativeTypeOf(app: App): string {
  if (app.signOnMode === 'OPENID_CONNECT')
    return app.settings?.oauthClient?.application_type === 'service'
      ? 'okta-service-app'
      : 'okta-oidc-app';
  return app.signOnMode.startsWith('SAML') ? 'okta-saml-app' : 'okta-password-app';
}

/** Whether an address lets others receive what is meant for the application. */
function isOpenRedirect(uri: string): boolean {
  return (
    uri.includes('*') || /^http:\/\/(?!(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/i.test(uri)
  );
}

/** An application. */
export function toApp(app: App): Identity {
  const client = app.credentials?.oauthClient;
  const oauth = app.settings?.oauthClient;
  const redirects = oauth?.redirect_uris;
  return {
    key: `apps/${app.id}`,
    provider: 'okta',
    kind: 'application',
    nativeType: nativeTypeOf(app),
    name: app.label || app.name || app.id,
    status: statusOf(app.status),
    createdAt: timeOr(app.created, 'the file does not tell when the application was made'),
    lastUsedAt: unknown('Okta tells the use of applications in the System Log only'),
    ...(app.settings?.notes?.admin ? { description: app.settings.notes.admin } : {}),
    attributes: {
      appId: app.id,
      signOnMode: app.signOnMode,
      ...(app.name ? { catalogName: app.name } : {}),
      ...(app.name && own.test(app.name) ? { providerManaged: true } : {}),
      ...(isClient(app) && app.name ? { thirdParty: app.name !== 'oidc_client' } : {}),
      // Only administrators add applications to an organization.
      approved: true,
      selfAuthorised: false,
      ...(client?.client_id ? { clientId: client.client_id } : {}),
      ...(client?.token_endpoint_auth_method
        ? {
            clientAuthentication: client.token_endpoint_auth_method,
            strongerAuthentication: ['private-key-jwt'],
          }
        : {}),
      ...(oauth?.grant_types ? { grantTypes: oauth.grant_types } : {}),
      ...(oauth?.application_type ? { applicationType: oauth.application_type } : {}),
      ...(typeof oauth?.dpop_bound_access_tokens === 'boolean'
        ? { dpopBound: oauth.dpop_bound_access_tokens }
        : {}),
      ...(redirects
        ? {
            redirectsAnywhere:
              redirects.some(isOpenRedirect) || oauth?.wildcard_redirect === 'SUBDOMAIN',
          }
        : {}),
      ...(app.features && app.features.length > 0 ? { features: app.features } : {}),
    },
  };
}

/** A bookmark: a place in the list of applications that nothing signs in to. */
export function toBookmark(app: App): Resource {
  return {
    key: `apps/${app.id}`,
    provider: 'okta',
    nativeType: 'okta-bookmark',
    name: app.label || app.name || app.id,
    attributes: { appId: app.id },
  };
}

const noUse = 'Okta tells the use of secrets and keys in the System Log only';

/** One password that everybody signs in to an application with. */
export function toSharedPassword(app: App): Credential | null {
  const { scheme } = app.credentials ?? {};
  if (scheme !== 'SHARED_USERNAME_AND_PASSWORD') return null;
  return {
    key: `apps/${app.id}/shared-password`,
    provider: 'okta',
    identityKey: `apps/${app.id}`,
    kind: 'password',
    nativeType: 'okta-shared-password',
    name: `shared password of ${app.label || app.id}`,
    status: statusOf(app.status),
    createdAt: unknown('Okta does not tell when a shared password was set'),
    expiresAt: never,
    lastUsedAt: unknown(noUse),
    lastRotatedAt: unknown('Okta does not tell when a shared password was changed'),
    attributes: { scheme },
  };
}

/** A public key that a client signs with. `isOktas`: the private half is held by Okta, to sign for the application. */
export function toWebKey(
  key: WebKey,
  { appId, isOktas }: { readonly appId: string; readonly isOktas: boolean },
): Credential | null {
  const id = key.kid || key.id;
  if (!id) return null;
  const made = timeOr(key.created, 'the file does not tell when the key was added');
  const bits = key.n ? Math.floor((key.n.length * 6) / 8) * 8 : curveBits[key.crv ?? ''];
  return {
    key: `apps/${appId}/keys/${id}`,
    provider: 'okta',
    identityKey: `apps/${appId}`,
    kind: isOktas ? 'certificate' : 'private-key',
    nativeType: isOktas ? 'okta-signing-certificate' : 'okta-client-key',
    name: id,
    status: key.status ? statusOf(key.status) : 'active',
    createdAt: made,
    expiresAt: isOktas
      ? timeOr(key.expiresAt, 'the file does not tell when the certificate ends')
      : never,
    lastUsedAt: unknown(noUse),
    lastRotatedAt: made,
    publicId: key['x5t#S256'] || id,
    attributes: {
      kid: id,
      ...(isOktas ? { providerManaged: true } : {}),
      ...(key.kty ? { algorithm: key.kty === 'EC' ? 'ECDSA' : key.kty } : {}),
      ...(bits ? { bits } : {}),
    },
  };
}

const curveBits: Readonly<Record<string, number>> = { 'P-256': 256, 'P-384': 384, 'P-521': 521 };

/** That an application may use a scope of Okta's own interfaces. */
export function toAppGrant(grant: AppGrant, appId: string): Grant {
  return {
    key: `apps/${appId} ${grant.scopeId} ${grant.id}`,
    provider: 'okta',
    principal: { type: 'identity', key: `apps/${appId}`, name: appId },
    entitlementKey: `scopes/${grant.scopeId}`,
    on: grant.issuer || 'the organization',
    via: null,
    conditional: false,
    attributes: {
      ...(grant.status ? { status: grant.status } : {}),
      ...(grant.source ? { source: grant.source } : {}),
      ...(grant.created ? { grantedAt: grant.created } : {}),
      ...(grant.createdBy?.id ? { grantedBy: grant.createdBy.id } : {}),
    },
  };
}

/** A refresh token that an application holds for a user. */
export function toAppToken(token: AppToken, appId: string): Credential {
  const scopes = [...(token.scopes ?? [])].sort();
  return {
    key: `apps/${appId}/tokens/${token.id}`,
    provider: 'okta',
    identityKey: `apps/${appId}`,
    kind: 'oauth-grant',
    nativeType: 'okta-refresh-token',
    name: token.id,
    status: statusOf(token.status),
    createdAt: timeOr(token.created, 'the file does not tell when the token was issued'),
    expiresAt: timeOr(token.expiresAt, 'the file does not tell when the token ends'),
    lastUsedAt: unknown('Okta does not tell when a refresh token was used'),
    lastRotatedAt: unknown('Okta does not tell when a refresh token was rotated'),
    publicId: token.id,
    scopes,
    attributes: {
      boundToPerson: Boolean(token.userId),
      ...(token.userId ? { userId: token.userId } : {}),
      ...(scopes.includes('offline_access') ? { offline: true } : {}),
    },
  };
}

/** An integration from Okta's catalogue that calls Okta's interfaces by itself. */
export function toApiService(service: ApiService): Identity {
  const scopes = service.grantedScopes ?? [];
  return {
    key: `api-services/${service.id}`,
    provider: 'okta',
    kind: 'application',
    nativeType: 'okta-api-service-integration',
    name: service.name || service.type || service.id,
    status: 'active',
    createdAt: timeOr(service.createdAt, 'the file does not tell when it was added'),
    lastUsedAt: unknown('Okta tells the use of integrations in the System Log only'),
    ...(service.createdBy
      ? { createdBy: { state: 'seen' as const, value: `users/${service.createdBy}` } }
      : {}),
    attributes: {
      appId: service.id,
      clientId: service.id,
      thirdParty: true,
      approved: true,
      selfAuthorised: false,
      ...(service.type ? { catalogName: service.type } : {}),
      ...(service.grantedScopes ? { applicationPermissions: [...scopes].sort() } : {}),
    },
  };
}

/** The scopes that an integration was given, as grants. */
export function grantsOfService(service: ApiService): Grant[] {
  return (service.grantedScopes ?? []).map((scope) => ({
    key: `api-services/${service.id} ${scope}`,
    provider: 'okta',
    principal: {
      type: 'identity' as const,
      key: `api-services/${service.id}`,
      name: service.name || service.id,
    },
    entitlementKey: `scopes/${scope}`,
    on: 'the organization',
    via: null,
    conditional: false,
    attributes: { access: accessOfScope(scope) },
  }));
}
