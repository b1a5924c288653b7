import { enrichment, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import {
  grantsOfService,
  isBookmark,
  isClient,
  toApiService,
  toApp,
  toAppGrant,
  toAppToken,
  toBookmark,
  toSharedPassword,
  toWebKey,
} from '../mapping/app.ts';
import { toScope } from '../mapping/role.ts';
import { toClientSecret } from '../mapping/token.ts';
import { ApiService, App, AppGrant, AppToken, ClientSecret, WebKey } from '../schema.ts';
import { addTo, each, list, type OktaPlace, pages, withoutSecrets } from './state.ts';

const clientIds = '.[] | select(.credentials.oauthClient.client_id) | .id';

/** The entitlement of a scope, once for each organization. */
function* namedScope(scope: string, { of, own }: OktaPlace): Generator<Observation> {
  const named = `${of.scopeKey} scopes/${scope}`;
  if (own.named.has(named)) return;
  own.named.add(named);
  yield enrichment({ ...of, listing: 'okta.scopes' }, 'entitlement', toScope(scope));
}

export const apps = list({
  id: 'okta.apps',
  title: 'Applications',
  commands: [pages('/api/v1/apps?limit=200', 'apps')],
  emits: ['identity', 'credential', 'resource'],
  what: 'apps',
  members: [''],
  item: App,
  fits: (item) => 'signOnMode' in item,
  nameOf: (app) => (isClient(app) ? app.id : null),
  *read(app, { of, own }) {
    if (isBookmark(app)) {
      yield upsert(of, 'resource', toBookmark(app));
      return;
    }
    const clientId = app.credentials?.oauthClient?.client_id;
    const identity = toApp(app);
    const { key: appKey, name, nativeType } = identity;
    for (const id of [app.id, clientId ?? app.id])
      own.clients.set(id, { key: appKey, name, nativeType });
    yield upsert(of, 'identity', identity);
    const shared = toSharedPassword(app);
    if (shared) yield upsert(of, 'credential', shared);
    for (const key of app.settings?.oauthClient?.jwks?.keys ?? []) {
      const credential = toWebKey(key, { appId: app.id, isOktas: false });
      if (credential) yield upsert(of, 'credential', credential);
    }
  },
});

/** Parts of a client, which their files name. */
const ofClient = { parentListing: 'okta.apps', members: [''] };

export const appSecrets = list({
  ...ofClient,
  id: 'okta.app-secrets',
  title: 'Secrets of each client: dates and status',
  commands: [
    each({
      list: 'apps',
      ids: clientIds,
      path: '/api/v1/apps/$id/credentials/secrets',
      what: 'app-secrets',
      filter: withoutSecrets,
    }),
  ],
  emits: ['credential'],
  what: 'app-secrets',
  item: ClientSecret,
  fits: (item) => 'secret_hash' in item && 'status' in item,
  *read(secret, { of, parent, context }) {
    if (parent === null) return;
    const given = { identityKey: `apps/${parent}`, keeper: context.secrets };
    yield upsert(of, 'credential', toClientSecret(secret, given));
  },
});

export const appClientKeys = list({
  ...ofClient,
  id: 'okta.app-client-keys',
  title: 'Public keys of each client that signs instead of sending a secret',
  commands: [
    each({
      list: 'apps',
      ids: clientIds,
      path: '/api/v1/apps/$id/credentials/jwks',
      what: 'app-client-keys',
    }),
  ],
  emits: ['credential'],
  what: 'app-client-keys',
  members: ['jwks.keys', 'keys', ''],
  item: WebKey,
  fits: () => false,
  *read(key, { of, parent }) {
    const credential = parent === null ? null : toWebKey(key, { appId: parent, isOktas: false });
    if (credential) yield upsert(of, 'credential', credential);
  },
});

export const appSigningKeys = list({
  ...ofClient,
  id: 'okta.app-signing-keys',
  title: 'Certificates by which Okta signs for each application',
  commands: [
    each({
      list: 'apps',
      ids: '.[] | select(.signOnMode | test("^(OPENID_CONNECT|SAML)")) | .id',
      path: '/api/v1/apps/$id/credentials/keys',
      what: 'app-signing-keys',
    }),
  ],
  emits: ['credential'],
  what: 'app-signing-keys',
  item: WebKey,
  fits: () => false,
  *read(key, { of, parent }) {
    const credential = parent === null ? null : toWebKey(key, { appId: parent, isOktas: true });
    if (credential) yield upsert(of, 'credential', credential);
  },
});

export const appGrants = list({
  ...ofClient,
  id: 'okta.app-grants',
  title: "Scopes of Okta's own interfaces that each client was given",
  commands: [
    each({ list: 'apps', ids: clientIds, path: '/api/v1/apps/$id/grants', what: 'app-grants' }),
  ],
  emits: ['grant', 'entitlement', 'identity'],
  what: 'app-grants',
  item: AppGrant,
  fits: (item) => 'scopeId' in item && 'clientId' in item,
  *read(grant, at) {
    const appId = at.parent ?? grant.clientId;
    if (!appId || (grant.status && grant.status !== 'ACTIVE')) return;
    addTo(at.own.scopes, appId, grant.scopeId);
    yield* namedScope(grant.scopeId, at);
    yield upsert(at.of, 'grant', toAppGrant(grant, appId));
  },
});

export const appTokens = list({
  ...ofClient,
  id: 'okta.app-tokens',
  title: 'Refresh tokens that each client holds',
  commands: [
    each({
      list: 'apps',
      ids: clientIds,
      path: '/api/v1/apps/$id/tokens?limit=200',
      what: 'app-tokens',
    }),
  ],
  emits: ['credential'],
  what: 'app-tokens',
  item: AppToken,
  fits: (item) => 'expiresAt' in item && 'clientId' in item && 'scopes' in item,
  *read(token, { of, parent }) {
    const appId = parent ?? token.clientId;
    if (appId) yield upsert(of, 'credential', toAppToken(token, appId));
  },
});

export const apiServices = list({
  id: 'okta.api-services',
  title: 'API service integrations: applications of others that call Okta by themselves',
  commands: [pages('/integrations/api/v1/api-services', 'api-services')],
  emits: ['identity', 'grant', 'entitlement'],
  what: 'api-services',
  members: [''],
  item: ApiService,
  fits: (item) => 'grantedScopes' in item,
  nameOf: (service) => service.id,
  *read(service, at) {
    const identity = toApiService(service);
    const { key, name, nativeType } = identity;
    at.own.clients.set(service.id, { key, name, nativeType });
    yield upsert(at.of, 'identity', identity);
    for (const scope of service.grantedScopes ?? []) yield* namedScope(scope, at);
    for (const grant of grantsOfService(service)) yield upsert(at.of, 'grant', grant);
  },
});

export const apiServiceSecrets = list({
  id: 'okta.api-service-secrets',
  title: 'Secrets of each API service integration: dates and status',
  commands: [
    each({
      list: 'api-services',
      ids: '.[].id',
      path: '/integrations/api/v1/api-services/$id/credentials/secrets',
      what: 'api-service-secrets',
      filter: withoutSecrets,
    }),
  ],
  emits: ['credential'],
  what: 'api-service-secrets',
  members: [''],
  item: ClientSecret,
  fits: () => false,
  parentListing: 'okta.api-services',
  *read(secret, { of, parent, context }) {
    if (parent === null) return;
    const given = { identityKey: `api-services/${parent}`, keeper: context.secrets };
    yield upsert(of, 'credential', toClientSecret(secret, given));
  },
});
