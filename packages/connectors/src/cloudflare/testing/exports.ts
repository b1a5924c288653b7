export const answer = (items: readonly object[]) =>
  JSON.stringify({
    success: true,
    errors: [],
    messages: [],
    result: items,
    result_info: {
      page: 1,
      per_page: 50,
      count: items.length,
      total_count: items.length,
      total_pages: 1,
    },
  });

export const token = {
  id: 'ed17574386854bf7',
  name: 'deploy',
  status: 'active',
  issued_on: '2024-01-01T00:00:00Z',
  modified_on: '2024-06-01T00:00:00Z',
  last_used_on: '2026-06-01T00:00:00Z',
  expires_on: '2027-01-01T00:00:00Z',
  creator_email_at_creation: 'Ada@example.com',
  policies: [
    {
      id: 'p1',
      effect: 'allow',
      permission_groups: [
        { id: 'g1', name: 'DNS Write' },
        { id: 'g2', name: 'Zone Read' },
      ],
      resources: { 'com.cloudflare.api.account.zone.z1': '*' },
    },
  ],
  condition: { request_ip: { in: ['198.51.100.0/24'] } },
};

export const exports: Readonly<Record<string, string>> = {
  'acc1__members.json': answer([
    {
      id: 'm1',
      status: 'accepted',
      user: {
        id: 'u1',
        email: 'Ada@example.com',
        first_name: 'Ada',
        last_name: 'Lovelace',
        two_factor_authentication_enabled: true,
      },
      roles: [{ id: 'r1', name: 'Super Administrator - All Privileges' }],
    },
  ]),
  'acc1__account-tokens.json': answer([
    token,
    {
      ...token,
      id: 'aaaa574386854bf7',
      name: 'root-like',
      expires_on: undefined,
      last_used_on: null,
      creator_email_at_creation: undefined,
      condition: undefined,
      policies: [
        {
          id: 'p2',
          effect: 'allow',
          permission_groups: [{ id: 'g3', name: 'Account API Tokens Write' }],
          resources: { 'com.cloudflare.api.account.*': '*' },
        },
      ],
    },
  ]),
  'acc1__user-tokens.json': answer([
    { ...token, id: 'bbbb574386854bf7', name: 'laptop', status: 'disabled' },
  ]),
  'acc1__service-tokens.json': answer([
    {
      id: 's1',
      name: 'monitor',
      client_id: '88bf3b6d86161464.access.example.com',
      created_at: '2024-01-01T00:00:00Z',
      updated_at: '2024-01-01T00:00:00Z',
      expires_at: '2025-01-01T00:00:00Z',
      last_seen_at: '2024-12-01T00:00:00Z',
      duration: '8760h',
    },
  ]),
};
