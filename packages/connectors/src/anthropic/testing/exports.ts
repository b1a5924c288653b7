export const page = (items: readonly object[], hasMore = false) =>
  JSON.stringify({ data: items, first_id: 'first', last_id: 'last', has_more: hasMore });

export const key = {
  id: 'apikey_1',
  type: 'api_key',
  name: 'Shop assistant',
  workspace_id: 'wrkspc_1',
  created_at: '2024-10-30T23:58:27.427722Z',
  created_by: { id: 'user_1', type: 'user' },
  partial_key_hint: ['sk', 'ant', 'api03', 'R2D...igAA'].join('-'),
  status: 'active',
};

export const exports: Readonly<Record<string, string>> = {
  'acme__users.json': page([
    {
      id: 'user_1',
      type: 'user',
      email: 'Ada@example.com',
      name: 'Ada Lovelace',
      role: 'admin',
      added_at: '2024-01-01T00:00:00Z',
    },
  ]),
  'acme__workspaces.json': page([
    {
      id: 'wrkspc_1',
      type: 'workspace',
      name: 'Shop',
      created_at: '2024-01-01T00:00:00Z',
      archived_at: null,
    },
    {
      id: 'wrkspc_2',
      type: 'workspace',
      name: 'Old',
      created_at: '2024-01-01T00:00:00Z',
      archived_at: '2025-01-01T00:00:00Z',
    },
  ]),
  'acme__wrkspc_1__workspace-members.json': page([
    {
      type: 'workspace_member',
      user_id: 'user_1',
      workspace_id: 'wrkspc_1',
      workspace_role: 'workspace_admin',
    },
  ]),
  'acme__wrkspc_2__workspace-members.json': page([]),
  'acme__federation-issuers.json': JSON.stringify({
    data: [
      {
        type: 'federation_issuer',
        id: 'fdis_1',
        name: 'github',
        issuer_url: 'https://token.actions.githubusercontent.com',
        archived_at: null,
      },
    ],
    next_page: null,
  }),
  'acme__service-accounts.json': JSON.stringify({
    data: [
      {
        type: 'service_account',
        id: 'svac_1',
        name: 'release',
        description: 'writes notes',
        organization_role: 'developer',
        created_at: '2026-01-01T00:00:00Z',
        archived_at: null,
      },
    ],
    next_page: null,
  }),
  'acme__federation-rules.json': JSON.stringify({
    data: [
      {
        type: 'federation_rule',
        id: 'fdrl_1',
        name: 'release',
        issuer_id: 'fdis_1',
        issuer_name: 'github',
        oauth_scope: 'workspace:developer',
        applies_to_all_workspaces: false,
        workspace_ids: ['wrkspc_1'],
        token_lifetime_seconds: 3600,
        created_at: '2026-01-01T00:00:00Z',
        updated_at: '2026-02-01T00:00:00Z',
        archived_at: null,
        match: {
          subject_prefix: 'repo:acme/shop:*',
          claims: { environment: 'production' },
          condition: null,
          audience: null,
        },
        target: {
          type: 'service_account',
          service_account_id: 'svac_1',
          service_account_name: 'release',
        },
      },
      {
        type: 'federation_rule',
        id: 'fdrl_2',
        name: 'by-condition',
        issuer_id: 'fdis_1',
        oauth_scope: 'org:admin',
        created_at: '2026-01-01T00:00:00Z',
        archived_at: null,
        match: { condition: "claims.repository_owner == 'acme'" },
        target: { type: 'service_account', service_account_id: 'svac_1' },
      },
    ],
    next_page: null,
  }),
  'acme__usage.json': page([
    {
      starting_at: '2026-06-01T00:00:00Z',
      ending_at: '2026-06-02T00:00:00Z',
      results: [{ api_key_id: 'apikey_1', output_tokens: 5 }],
    },
    {
      starting_at: '2026-06-03T00:00:00Z',
      ending_at: '2026-06-04T00:00:00Z',
      results: [{ api_key_id: 'apikey_1', output_tokens: 7 }, { api_key_id: null }],
    },
  ]),
  'acme__api-keys.json': page([
    key,
    {
      ...key,
      id: 'apikey_2',
      name: 'first try',
      workspace_id: null,
      created_by: { id: 'user_9', type: 'user' },
      status: 'inactive',
    },
    {
      ...key,
      id: 'apikey_3',
      name: 'archived',
      workspace_id: 'wrkspc_2',
      status: 'archived',
      expires_at: null,
    },
  ]),
};
