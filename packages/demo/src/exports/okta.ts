import { type OktaApp, type OktaToken, type OktaWorld, oktaUserId } from '../world/okta.ts';
import { activePeople, leavers, type Person, type Staff } from '../world/people.ts';
import type { Folder } from './writing.ts';

/** As Okta writes moments. */
const time = (moment: Date) => `${moment.toISOString().slice(0, 19)}.000Z`;

function userOf(person: Person, status: string) {
  const [firstName = '', ...rest] = person.name.split(' ');
  return {
    id: oktaUserId(person),
    status,
    created: time(person.startedAt),
    statusChanged: time(person.startedAt),
    lastLogin: time(person.startedAt),
    passwordChanged: null,
    profile: {
      firstName,
      lastName: rest.join(' '),
      login: person.email,
      email: person.email,
      title: person.title,
    },
  };
}

function appOf(app: OktaApp) {
  return {
    id: app.id,
    name: 'oidc_client',
    label: app.label,
    status: 'ACTIVE',
    created: time(app.createdAt),
    lastUpdated: time(app.createdAt),
    features: [],
    signOnMode: 'OPENID_CONNECT',
    credentials: { oauthClient: { client_id: app.id, token_endpoint_auth_method: app.proof } },
    settings: {
      notes: { admin: app.note === '' ? null : app.note, enduser: null },
      oauthClient: {
        application_type: app.type,
        grant_types: app.grantTypes,
        redirect_uris: app.redirects,
      },
    },
  };
}

const assignment = (type: string, assignmentType: string, of: { readonly created: string }) => ({
  id: `ra-${type}`,
  label: type,
  type,
  status: 'ACTIVE',
  created: of.created,
  lastUpdated: of.created,
  assignmentType,
});

function grantOf(app: OktaApp, scopeId: string, domain: string) {
  return {
    id: `oag-${app.id}-${scopeId}`,
    status: 'ACTIVE',
    created: time(app.createdAt),
    lastUpdated: time(app.createdAt),
    issuer: `https://${domain}`,
    clientId: app.id,
    scopeId,
    source: 'ADMIN',
  };
}

function tokenOf(token: OktaToken) {
  return {
    id: token.id,
    name: `token ${token.id.slice(-4)}`,
    userId: oktaUserId(token.maker),
    clientName: 'Okta API',
    tokenWindow: 'P30D',
    network: token.anywhere
      ? { connection: 'ANYWHERE' }
      : { connection: 'ZONE', include: ['nzo1'] },
    created: time(token.createdAt),
    expiresAt: time(token.expiresAt),
    lastUpdated: time(token.createdAt),
  };
}

type Write = (parts: readonly string[], value: unknown) => Promise<void>;

/** The lists that are asked for each client. */
async function writeParts(write: Write, { domain, apps }: OktaWorld): Promise<void> {
  for (const app of apps) {
    const at = { created: time(app.credentialAt), lastUpdated: time(app.credentialAt) };
    const bySecret = app.proof === 'client_secret_basic';
    const secret = { id: app.credentialId, status: 'ACTIVE', ...at, secret_hash: 'yk4SVx4sUWVJV' };
    const key = {
      id: `pks-${app.credentialId}`,
      kid: app.credentialId,
      kty: 'EC',
      crv: 'P-256',
      status: 'ACTIVE',
      ...at,
    };
    await write([app.id, 'app-secrets'], bySecret ? [secret] : []);
    await write([app.id, 'app-client-keys'], { jwks: { keys: bySecret ? [] : [key] } });
    await write([app.id, 'app-signing-keys'], []);
    await write(
      [app.id, 'app-grants'],
      app.scopes.map((scope) => grantOf(app, scope, domain)),
    );
    await write([app.id, 'app-tokens'], []);
    await write(
      [app.id, 'client-roles'],
      app.roles.map((role) => assignment(role, 'CLIENT', at)),
    );
  }
}

/** What Okta's interfaces answer. Who left is suspended, and forgotten so. */
export async function writeOkta(folder: Folder, world: OktaWorld, staff: Staff): Promise<void> {
  const { domain, apps, tokens, hooks } = world;
  const write: Write = (parts, value) =>
    folder.write(`okta/${[domain, ...parts].join('__')}.json`, JSON.stringify(value));
  const suspended = leavers(staff).filter((one) => tokens.some(({ maker }) => maker === one));
  await write(
    ['users'],
    [
      ...activePeople(staff).map((person) => userOf(person, 'ACTIVE')),
      ...suspended.map((person) => userOf(person, 'SUSPENDED')),
    ],
  );
  await write(['left-users'], []);
  await write(['groups'], []);
  await write(['custom-roles'], { roles: [] });
  const holders = tokens.filter(({ roles }) => roles.length > 0);
  await write(['role-holders'], {
    value: holders.map(({ maker }) => ({
      id: oktaUserId(maker),
      orn: `orn:okta:directory:x:users:${oktaUserId(maker)}`,
    })),
  });
  for (const { maker, roles, createdAt } of holders)
    await write(
      [oktaUserId(maker), 'user-roles'],
      roles.map((role) => assignment(role, 'USER', { created: time(createdAt) })),
    );
  await write(['apps'], apps.map(appOf));
  await writeParts(write, world);
  await write(['api-services'], []);
  await write(['api-tokens'], tokens.map(tokenOf));
  await write(
    ['event-hooks'],
    hooks.map((hook) => ({
      id: hook.id,
      status: hook.active ? 'ACTIVE' : 'INACTIVE',
      name: `hook ${hook.id}`,
      created: time(hook.maker.startedAt),
      createdBy: oktaUserId(hook.maker),
      events: { type: 'EVENT_TYPE', items: ['user.lifecycle.create'] },
      channel: {
        type: 'HTTP',
        config: {
          uri: hook.uri,
          ...(hook.signed ? { authScheme: { type: 'HEADER', key: 'Authorization' } } : {}),
        },
      },
    })),
  );
  await write(['inline-hooks'], []);
  await write(['system-log'], []);
}
