/** The organization of the fixtures. */
const domain = 'acme.okta.com';
const ada = '00uada1example0000001';
const grace = '00ugrace1example00002';
export const service = '0oaservice00000000001';
const web = '0oaweb00000000000001';
const integration = '0oaintegration000001';
const customRole = 'cr0helper000000000001';

/** The value of a client's secret; none may come out. */
export const clientSecret = ['n0t', 'a', 'real', 'secret', 'x'.repeat(40)].join('_');

const at = (day: string) => `${day}T08:00:00.000Z`;

const users = [
  {
    id: ada,
    status: 'ACTIVE',
    created: at('2020-01-01'),
    statusChanged: at('2020-01-02'),
    lastLogin: at('2026-01-29'),
    passwordChanged: null,
    profile: {
      firstName: 'Ada',
      lastName: 'Lovelace',
      login: 'ada@example.com',
      email: 'Ada@example.com',
      title: 'Engineer',
      manager: 'boss@example.com',
    },
  },
];
const left = [
  {
    id: grace,
    status: 'DEPROVISIONED',
    created: at('2019-01-01'),
    statusChanged: at('2025-06-30'),
    lastLogin: null,
    passwordChanged: null,
    profile: {
      firstName: 'Grace',
      lastName: 'Hopper',
      login: 'grace@example.com',
      email: 'grace@example.com',
    },
  },
];

const app = (id: string, label: string, more: object) => ({
  id,
  name: 'oidc_client',
  label,
  status: 'ACTIVE',
  created: at('2023-02-01'),
  lastUpdated: at('2024-02-01'),
  features: [],
  ...more,
});

const apps = [
  app(service, 'payroll sync', {
    signOnMode: 'OPENID_CONNECT',
    credentials: {
      oauthClient: {
        client_id: service,
        token_endpoint_auth_method: 'private_key_jwt',
        autoKeyRotation: true,
      },
    },
    settings: {
      oauthClient: {
        application_type: 'service',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        dpop_bound_access_tokens: true,
        jwks: {
          keys: [{ kty: 'RSA', kid: 'inline-key', use: 'sig', e: 'AQAB', n: 'u'.repeat(342) }],
        },
      },
    },
  }),
  app(web, 'intranet', {
    signOnMode: 'OPENID_CONNECT',
    credentials: {
      oauthClient: { client_id: web, token_endpoint_auth_method: 'client_secret_basic' },
    },
    settings: {
      oauthClient: {
        application_type: 'web',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['http://intranet.example.com/callback'],
      },
    },
  }),
  app('0oasaml0000000000001', 'Zoom', {
    name: 'zoomus',
    signOnMode: 'SAML_2_0',
    credentials: { signing: { kid: 'x' } },
    features: ['PUSH_NEW_USERS'],
  }),
  app('0oaswa00000000000001', 'Bank', {
    name: 'template_swa',
    status: 'INACTIVE',
    signOnMode: 'BROWSER_PLUGIN',
    credentials: { scheme: 'SHARED_USERNAME_AND_PASSWORD', userName: 'acme' },
  }),
  app('0oabookmark000000001', 'Wiki', { name: 'bookmark', signOnMode: 'BOOKMARK' }),
];

const token = (id: string, userId: string, more: object) => ({
  id,
  name: `token ${id}`,
  userId,
  clientName: 'Okta API',
  tokenWindow: 'P30D',
  network: { connection: 'ANYWHERE' },
  ...more,
});

const tokens = [
  token('00Tused', ada, {
    created: at('2024-03-01'),
    expiresAt: at('2026-02-20'),
    lastUpdated: at('2026-01-21'),
  }),
  token('00Tnever', ada, {
    created: at('2026-01-10'),
    expiresAt: at('2026-02-09'),
    lastUpdated: at('2026-01-10'),
    network: { connection: 'ZONE', include: ['nzo1'] },
  }),
  token('00Torphan', grace, {
    created: at('2024-03-01'),
    expiresAt: at('2026-02-20'),
    lastUpdated: at('2026-01-21'),
    tokenWindow: null,
  }),
];

const assignment = (type: string, assignmentType: string, more: object = {}) => ({
  id: `ra-${type}`,
  label: type,
  type,
  status: 'ACTIVE',
  created: at('2024-01-01'),
  lastUpdated: at('2024-01-01'),
  assignmentType,
  ...more,
});

const grant = (id: string, scopeId: string, clientId: string) => ({
  id,
  status: 'ACTIVE',
  created: at('2024-02-02'),
  createdBy: { id: ada, type: 'User' },
  lastUpdated: at('2024-02-02'),
  issuer: `https://${domain}`,
  clientId,
  scopeId,
  source: 'ADMIN',
});

const secret = (id: string, status: string, more: object = {}) => ({
  id,
  status,
  created: at('2023-02-01'),
  lastUpdated: at('2023-02-01'),
  secret_hash: 'yk4SVx4sUWVJVbHt6M-UPA',
  ...more,
});

const text = (value: unknown) => JSON.stringify(value, null, 2);
const file = (...parts: readonly string[]) => `${[domain, ...parts].join('__')}.json`;

/** Every kind of file, as the printed commands name them. */
export const exports: Readonly<Record<string, string>> = {
  [file('users')]: text(users),
  [file('left-users')]: text(left),
  [file('groups')]: text([
    {
      id: '00gplatform',
      objectClass: ['okta:user_group'],
      type: 'OKTA_GROUP',
      profile: { name: 'platform', description: null },
    },
    {
      id: '00gempty',
      objectClass: ['okta:user_group'],
      type: 'OKTA_GROUP',
      profile: { name: 'empty' },
    },
  ]),
  [file('00gplatform', 'group-members')]: text(users),
  [file('00gempty', 'group-members')]: text([]),
  [file('custom-roles')]: text({
    roles: [{ id: customRole, label: 'helper', description: 'helps', created: at('2024-01-01') }],
    _links: { self: { href: 'https://x' } },
  }),
  [file(customRole, 'role-permissions')]: text({
    permissions: [{ label: 'okta.apps.clientCredentials.read' }, { label: 'okta.users.read' }],
  }),
  [file('role-holders')]: text({
    value: [{ id: ada, orn: 'orn:okta:directory:x:users:y' }],
    _links: {},
  }),
  [file(ada, 'user-roles')]: text([assignment('SUPER_ADMIN', 'USER')]),
  [file('00gplatform', 'group-roles')]: text([
    assignment('CUSTOM', 'GROUP', { label: 'helper', role: customRole, 'resource-set': 'iamset1' }),
  ]),
  [file('00gempty', 'group-roles')]: text([]),
  [file('apps')]: text(apps),
  [file(service, 'app-secrets')]: text([]),
  [file(web, 'app-secrets')]: text([
    secret('ocs1', 'ACTIVE', { client_secret: clientSecret }),
    secret('ocs2', 'INACTIVE'),
  ]),
  [file(service, 'app-client-keys')]: text({
    jwks: {
      keys: [
        {
          id: 'pks1',
          kid: 'listed-key',
          kty: 'EC',
          crv: 'P-256',
          status: 'ACTIVE',
          created: at('2023-02-02'),
        },
      ],
    },
  }),
  [file(web, 'app-client-keys')]: text({ jwks: { keys: [] } }),
  [file(service, 'app-signing-keys')]: text([]),
  [file(web, 'app-signing-keys')]: text([
    {
      kty: 'RSA',
      created: at('2020-08-27'),
      expiresAt: at('2030-05-13'),
      kid: 'SfJtU0sKQshujd3m6stAbFtzpeGNmXtFH',
      use: 'sig',
      'x5t#S256': 'Jk9tr3kQ0bYFqR6x',
      n: 'u'.repeat(342),
      e: 'AQAB',
    },
  ]),
  [file(service, 'app-grants')]: text([
    grant('oag1', 'okta.users.manage', service),
    grant('oag2', 'okta.apps.read', service),
  ]),
  [file(web, 'app-grants')]: text([]),
  [file(service, 'app-tokens')]: text([]),
  [file(web, 'app-tokens')]: text([
    {
      id: 'oar1',
      status: 'ACTIVE',
      created: at('2025-12-01'),
      expiresAt: at('2026-03-01'),
      clientId: web,
      userId: ada,
      scopes: ['openid', 'offline_access'],
    },
  ]),
  [file(service, 'client-roles')]: text([assignment('USER_ADMIN', 'CLIENT')]),
  [file(web, 'client-roles')]: text([]),
  [file('api-services')]: text([
    {
      id: integration,
      name: 'Log shipper',
      type: 'logshipper',
      createdAt: at('2024-05-05'),
      createdBy: ada,
      grantedScopes: ['okta.logs.read'],
    },
  ]),
  [file(integration, 'api-service-secrets')]: text([secret('ocs3', 'ACTIVE')]),
  [file('api-tokens')]: text(tokens),
  [file('event-hooks')]: text([
    {
      id: 'who1',
      status: 'ACTIVE',
      name: 'to the siem',
      created: at('2022-01-01'),
      createdBy: ada,
      events: { type: 'EVENT_TYPE', items: ['user.lifecycle.create'] },
      channel: {
        type: 'HTTP',
        config: {
          uri: 'http://user:word@hooks.example.com/okta?key=value',
          authScheme: { type: 'HEADER', key: 'Authorization' },
        },
      },
    },
  ]),
  [file('inline-hooks')]: text([
    {
      id: 'cal1',
      status: 'ACTIVE',
      name: 'claims',
      type: 'com.okta.oauth2.tokens.transform',
      created: at('2022-01-01'),
      channel: { type: 'HTTP', config: { uri: 'https://hooks.example.com/claims' } },
    },
  ]),
  [file('system-log')]: text(
    ['2026-01-11', '2026-01-30', '2026-01-20'].map((day, index) => ({
      uuid: `e${index}`,
      published: at(day),
      eventType: 'app.oauth2.token.grant.access_token',
      outcome: { result: day === '2026-01-30' ? 'FAILURE' : 'SUCCESS' },
      actor: { id: service, type: 'PublicClientApp', alternateId: service },
    })),
  ),
};
