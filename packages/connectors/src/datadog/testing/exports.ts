export const answer = (type: string, items: readonly object[]) =>
  JSON.stringify({
    data: items.map((item) => ({ type, ...item })),
    meta: { page: { total_count: items.length, total_filtered_count: items.length } },
  });

const by = (id: string, type = 'users') => ({ data: { id, type } });

const user = {
  id: 'u1',
  attributes: {
    name: 'Ada Lovelace',
    handle: 'ada@example.com',
    email: 'Ada@example.com',
    service_account: false,
    disabled: false,
    status: 'Active',
    created_at: '2020-01-01T00:00:00Z',
    last_login_time: '2026-06-01T00:00:00Z',
  },
  relationships: { roles: { data: [{ id: 'r1', type: 'roles' }] } },
};

export const applicationKey = {
  id: 'k1',
  attributes: {
    name: 'terraform',
    last4: 'ab12',
    created_at: '2022-01-01T00:00:00Z',
    last_used_at: '2026-06-01T00:00:00Z',
    scopes: null,
  },
  relationships: { owned_by: by('u1') },
};

export const exports: Readonly<Record<string, string>> = {
  'acme__permissions.json': JSON.stringify({
    data: [
      {
        id: 'p1',
        type: 'permissions',
        attributes: { name: 'user_access_manage', display_type: 'write' },
      },
      {
        id: 'p2',
        type: 'permissions',
        attributes: { name: 'logs_read_data', display_type: 'read' },
      },
    ],
  }),
  'acme__roles.json': answer('roles', [
    {
      id: 'r1',
      attributes: { name: 'Platform', user_count: 1 },
      relationships: { permissions: { data: [{ id: 'p1' }, { id: 'p2' }] } },
    },
    {
      id: 'r2',
      attributes: { name: 'Reader', user_count: 2 },
      relationships: { permissions: { data: [{ id: 'p2' }] } },
    },
  ]),
  'acme__users.json': answer('users', [
    user,
    {
      ...user,
      id: 'u2',
      attributes: {
        ...user.attributes,
        name: 'exporter',
        handle: 'svc',
        email: 'data@example.com',
        service_account: true,
        last_login_time: null,
      },
      relationships: { roles: { data: [{ id: 'r2', type: 'roles' }] } },
    },
    {
      ...user,
      id: 'u3',
      attributes: {
        ...user.attributes,
        name: 'Grace',
        handle: 'grace@example.com',
        email: 'grace@example.com',
        disabled: true,
        status: 'Disabled',
      },
    },
  ]),
  'acme__api-keys.json': answer('api_keys', [
    {
      id: 'a1',
      attributes: {
        name: 'agents',
        last4: 'cd34',
        created_at: '2019-01-01T00:00:00Z',
        modified_at: '2019-01-01T00:00:00Z',
        date_last_used: '2026-06-30T00:00:00Z',
      },
      relationships: { created_by: by('u3') },
    },
    {
      id: 'a2',
      attributes: {
        name: 'spare',
        last4: 'ef56',
        created_at: '2024-01-01T00:00:00Z',
        date_last_used: null,
      },
      relationships: { created_by: by('u9') },
    },
  ]),
  'acme__application-keys.json': answer('application_keys', [
    applicationKey,
    {
      ...applicationKey,
      id: 'k2',
      attributes: { ...applicationKey.attributes, name: 'export', scopes: ['logs_read_data'] },
      relationships: { owned_by: by('u2') },
    },
    {
      ...applicationKey,
      id: 'k3',
      attributes: { ...applicationKey.attributes, name: 'left behind' },
      relationships: { owned_by: by('u3') },
    },
  ]),
};
