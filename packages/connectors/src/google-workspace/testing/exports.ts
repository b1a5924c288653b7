/** The domain of the fixtures. */
const domain = 'example.com';
export const ada = '100000000000000000101';
export const grace = '100000000000000000102';
/** A service account, which is a client under its unique id. */
export const mailer = '110000000000000000777';
const former = '110000000000000000778';
export const notes = '123456789012-notes.apps.googleusercontent.com';
export const intranet = '999999999999-intranet.apps.googleusercontent.com';

const auth = 'https://www.googleapis.com/auth';
const user = (id: string, primaryEmail: string, more: object) => ({
  kind: 'admin#directory#user',
  id,
  primaryEmail,
  name: { fullName: primaryEmail.split('@')[0] },
  isAdmin: false,
  suspended: false,
  archived: false,
  creationTime: '2020-01-01T08:00:00.000Z',
  lastLoginTime: '2026-01-29T08:00:00.000Z',
  ...more,
});

const users = [
  user(ada, 'Ada@example.com', {
    isAdmin: true,
    aliases: ['countess@example.com'],
    relations: [{ type: 'manager', value: 'Boss@example.com' }],
    organizations: [{ title: 'Engineer', primary: true }],
  }),
  user(grace, 'grace@example.com', {
    suspended: true,
    suspensionReason: 'ADMIN',
    lastLoginTime: '1970-01-01T00:00:00.000Z',
  }),
];

const token = (
  userKey: string,
  clientId: string,
  scopes: readonly string[],
  more: object = {},
) => ({
  kind: 'admin#directory#token',
  clientId,
  displayText: clientId === notes ? 'Notes' : 'Intranet',
  anonymous: false,
  nativeApp: false,
  userKey,
  scopes,
  ...more,
});

const event = (
  applicationName: string,
  {
    at,
    by,
    name,
    parameters,
  }: { at: string; by: string; name: string; parameters: readonly object[] },
) => ({
  kind: 'admin#reports#activity',
  id: {
    time: `${at}T08:00:00.000Z`,
    uniqueQualifier: `${at}${name}`,
    applicationName,
    customerId: 'C01',
  },
  actor: { email: by === ada ? 'ada@example.com' : 'grace@example.com', profileId: by },
  events: [{ type: 'DOMAIN_SETTINGS', name, parameters }],
});

const delegation = (at: string, name: string, clientId: string, scopes: string) =>
  event('admin', {
    at,
    by: ada,
    name,
    parameters: [
      { name: 'API_CLIENT_NAME', value: clientId },
      { name: 'API_SCOPES', value: scopes },
      { name: 'DOMAIN_NAME', value: domain },
    ],
  });

const tokenEvent = (at: string, name: string, by: string, clientId: string) =>
  event('token', {
    at,
    by,
    name,
    parameters: [
      { name: 'client_id', value: clientId },
      { name: 'app_name', value: clientId === notes ? 'Notes' : 'Gone app' },
      { name: 'client_type', value: 'WEB' },
      { name: 'scope', multiValue: [`${auth}/drive`] },
    ],
  });

const text = (value: unknown) => JSON.stringify(value, null, 2);
const file = (...parts: readonly string[]) => `${[domain, ...parts].join('__')}.json`;

/** Every kind of file, as the printed commands name them. */
export const exports: Readonly<Record<string, string>> = {
  [file('users')]: text({ kind: 'admin#directory#users', users }),
  [file('deleted-users')]: text({
    users: [
      user('100000000000000000103', 'alan@example.com', {
        deletionTime: '2026-01-15T08:00:00.000Z',
      }),
    ],
  }),
  [file('groups')]: text({
    groups: [
      {
        kind: 'admin#directory#group',
        id: '01platform',
        email: 'Platform@example.com',
        name: 'Platform',
        directMembersCount: '1',
      },
      {
        kind: 'admin#directory#group',
        id: '02empty',
        email: 'empty@example.com',
        name: '',
        directMembersCount: '0',
      },
    ],
  }),
  [file('01platform', 'group-members')]: text({
    members: [
      {
        kind: 'admin#directory#member',
        id: ada,
        email: 'ada@example.com',
        type: 'USER',
        role: 'OWNER',
      },
      { kind: 'admin#directory#member', id: 'C01', type: 'CUSTOMER', role: 'MEMBER' },
    ],
  }),
  [file('02empty', 'group-members')]: text({ kind: 'admin#directory#members', etag: 'x' }),
  [file('roles')]: text({
    items: [
      {
        roleId: '1',
        roleName: '_SEED_ADMIN_ROLE',
        isSystemRole: true,
        isSuperAdminRole: true,
        rolePrivileges: [],
      },
      {
        roleId: '2',
        roleName: 'reports',
        rolePrivileges: [{ privilegeName: 'USERS_RETRIEVE', serviceId: 'x' }],
      },
      {
        roleId: '3',
        roleName: 'helpdesk',
        rolePrivileges: [{ privilegeName: 'USERS_RESET_PASSWORD', serviceId: 'x' }],
      },
    ],
  }),
  [file('role-assignments')]: text({
    items: [
      {
        roleAssignmentId: '11',
        roleId: '1',
        assignedTo: ada,
        assigneeType: 'user',
        scopeType: 'CUSTOMER',
      },
      {
        roleAssignmentId: '12',
        roleId: '3',
        assignedTo: grace,
        assigneeType: 'user',
        scopeType: 'ORG_UNIT',
        orgUnitId: '03sales',
      },
    ],
  }),
  [file(ada, 'tokens')]: text({
    items: [
      token(ada, notes, [`${auth}/drive`, 'openid']),
      token(ada, intranet, [`${auth}/calendar.readonly`]),
    ],
  }),
  [file(grace, 'tokens')]: text({
    items: [token(grace, notes, ['https://mail.google.com/'], { anonymous: true })],
  }),
  [file(ada, 'app-passwords')]: text({
    items: [
      {
        codeId: 4,
        name: 'old mail program',
        userKey: ada,
        creationTime: '1609459200000',
        lastTimeUsed: '1768032000000',
      },
      { codeId: 5, name: 'never', userKey: ada, creationTime: '1609459200000', lastTimeUsed: '0' },
    ],
  }),
  [file(grace, 'app-passwords')]: text({ kind: 'admin#directory#aspList', etag: 'x' }),
  [file('admin-events')]: text({
    items: [
      delegation(
        '2026-01-05',
        'AUTHORIZE_API_CLIENT_ACCESS',
        mailer,
        `https://mail.google.com/,${auth}/admin.directory.user`,
      ),
      delegation('2025-12-24', 'REMOVE_API_CLIENT_ACCESS', former, ''),
      delegation('2025-12-01', 'AUTHORIZE_API_CLIENT_ACCESS', mailer, `${auth}/gmail.send`),
      delegation('2025-11-01', 'AUTHORIZE_API_CLIENT_ACCESS', former, `${auth}/drive`),
      event('admin', {
        at: '2025-10-10',
        by: ada,
        name: 'ADD_TO_TRUSTED_OAUTH2_APPS',
        parameters: [
          { name: 'OAUTH2_APP_ID', value: intranet },
          { name: 'OAUTH2_APP_NAME', value: 'Intranet' },
        ],
      }),
    ],
  }),
  [file('token-events')]: text({
    items: [
      tokenEvent('2025-12-01', 'authorize', ada, notes),
      tokenEvent('2026-01-20', 'activity', ada, notes),
      tokenEvent('2026-01-10', 'activity', ada, notes),
      tokenEvent('2025-12-02', 'authorize', grace, '555555555555-gone.apps.googleusercontent.com'),
      tokenEvent('2025-12-03', 'revoke', grace, '555555555555-gone.apps.googleusercontent.com'),
    ],
  }),
};
