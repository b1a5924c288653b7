export const page = (items: readonly object[], hasMore = false) =>
  JSON.stringify({
    object: 'list',
    data: items,
    first_id: 'first',
    last_id: 'last',
    has_more: hasMore,
  });

/** As OpenAI shows a key: its start, stars and its end. */
const redacted = ['sk', 'proj', 'abc***********xyz'].join('-');

const user = {
  object: 'organization.user',
  id: 'user_ada',
  name: 'Ada Lovelace',
  email: 'Ada@example.com',
  role: 'owner',
  added_at: 1_600_000_000,
};

export const key = {
  object: 'organization.project.api_key',
  id: 'key_1',
  name: 'chatbot',
  redacted_value: redacted,
  created_at: 1_700_000_000,
  last_used_at: 1_780_000_000,
  owner: {
    type: 'service_account',
    service_account: {
      object: 'organization.project.service_account',
      id: 'svc_1',
      name: 'chatbot',
      role: 'member',
      created_at: 1_700_000_000,
    },
  },
};

export const exports: Readonly<Record<string, string>> = {
  'acme__users.json': page([user]),
  'acme__projects.json': `${page(
    [
      {
        object: 'organization.project',
        id: 'proj_1',
        name: 'Default project',
        created_at: 1_600_000_000,
        archived_at: null,
        status: 'active',
      },
    ],
    true,
  )}\n${page([
    {
      object: 'organization.project',
      id: 'proj_2',
      name: 'old',
      created_at: 1_600_000_000,
      archived_at: 1_650_000_000,
      status: 'archived',
    },
  ])}`,
  'acme__proj_1__project-users.json': page([
    { ...user, object: 'organization.project.user', role: 'member' },
  ]),
  'acme__proj_2__project-users.json': page([]),
  'acme__proj_1__service-accounts.json': page([key.owner.service_account]),
  'acme__proj_2__service-accounts.json': page([{ ...key.owner.service_account, id: 'svc_2' }]),
  'acme__proj_1__project-keys.json': page([
    key,
    {
      ...key,
      id: 'key_2',
      name: 'laptop',
      last_used_at: null,
      owner: { type: 'user', user: { ...user, object: 'organization.project.user' } },
    },
  ]),
  'acme__proj_2__project-keys.json': page([
    {
      ...key,
      id: 'key_3',
      name: 'archived',
      owner: {
        type: 'service_account',
        service_account: { ...key.owner.service_account, id: 'svc_2' },
      },
    },
  ]),
  'acme__admin-keys.json': page([
    {
      object: 'organization.admin_api_key',
      id: 'key_9',
      name: 'terraform',
      redacted_value: ['sk', 'admin', '***def'].join('-'),
      created_at: 1_700_000_000,
      last_used_at: 1_780_000_000,
      expires_at: 1_900_000_000,
      owner: {
        type: 'user',
        object: 'organization.user',
        id: 'user_ada',
        name: 'Ada Lovelace',
        created_at: 1_600_000_000,
        role: 'owner',
      },
    },
    {
      object: 'organization.admin_api_key',
      id: 'key_10',
      name: 'sync',
      redacted_value: ['sk', 'admin', '***ghi'].join('-'),
      created_at: 1_700_000_000,
      last_used_at: null,
      expires_at: null,
      owner: {
        type: 'service_account',
        object: 'organization.service_account',
        id: 'sa_456',
        name: 'sync',
        role: 'member',
      },
    },
  ]),
};
