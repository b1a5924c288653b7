/** An Ed25519 public key of zeros; no private key is known. */
function publicKey(): string {
  const blob = Buffer.alloc(51);
  blob.writeUInt32BE(11, 0);
  blob.write('ssh-ed25519', 4);
  blob.writeUInt32BE(32, 15);
  return `ssh-ed25519 ${blob.toString('base64')}`;
}

export const page = (items: readonly object[], next?: string) =>
  JSON.stringify({
    data: items,
    links: { self: 'https://api.atlassian.com/', ...(next ? { next } : {}) },
  });

export const token = {
  id: 't1',
  label: 'jira sync',
  status: 'ALLOWED',
  createdAt: '2025-06-01T00:00:00Z',
  expiresAt: '2026-12-01T00:00:00Z',
  lastActiveAt: '2026-06-01T00:00:00Z',
  user: { id: 'acc-ada', orgId: 'org1', name: 'Ada Lovelace', email: 'Ada@example.com' },
};

export const exports: Readonly<Record<string, string>> = {
  'org1__users.json': `${page(
    [
      {
        account_id: 'acc-ada',
        account_type: 'atlassian',
        account_status: 'active',
        name: 'Ada Lovelace',
        email: 'Ada@example.com',
        last_active: '2026-06-01T00:00:00Z',
      },
      {
        account_id: 'acc-bot',
        account_type: 'app',
        account_status: 'active',
        name: 'Automation',
        last_active: null,
      },
    ],
    'https://api.atlassian.com/next',
  )}\n${page([
    {
      account_id: 'acc-grace',
      account_type: 'atlassian',
      account_status: 'inactive',
      name: 'Grace',
      email: 'grace@example.com',
    },
  ])}`,
  'org1__service-accounts.json': JSON.stringify({
    links: {},
    items: [
      {
        atlassianId: 'acc-svc',
        id: 'sa1',
        email: 'sync@serviceaccount.atlassian.com',
        displayName: 'sync',
        status: 'ACTIVE',
        createdById: 'acc-grace',
        updatedAt: 1_764_642_980_899,
        description: 'moves tickets',
      },
    ],
    total: 1,
  }),
  'org1__api-tokens.json': page([
    token,
    {
      ...token,
      id: 't2',
      label: 'old',
      lastActiveAt: null,
      expiresAt: '2026-01-01T00:00:00Z',
      user: { ...token.user, id: 'acc-grace', name: 'Grace', email: 'grace@example.com' },
    },
    {
      ...token,
      id: 't3',
      label: 'service',
      user: { id: 'acc-svc', name: 'sync', email: 'sync@serviceaccount.atlassian.com' },
    },
  ]),
  'org1__oauth-clients.json': page([
    {
      clientId: 'client-1',
      name: 'sync client',
      createdAt: 1_763_149_545_609,
      updatedAt: 1_763_149_545_609,
      status: 'ACTIVE',
    },
  ]),
  'org1__acme__apps.json': JSON.stringify({
    plugins: [
      {
        key: 'com.example.gantt',
        name: 'Gantt',
        enabled: true,
        userInstalled: true,
        version: '3.1',
        vendor: { name: 'Example Ltd' },
      },
      { key: 'com.atlassian.core', name: 'Core', enabled: true, userInstalled: false },
    ],
  }),
  'org1__repositories.json': JSON.stringify({
    values: [{ slug: 'shop', full_name: 'acme/shop', is_private: true }],
    pagelen: 100,
  }),
  'org1__shop__deploy-keys.json': JSON.stringify({
    values: [
      {
        id: 123,
        type: 'deploy_key',
        key: publicKey(),
        label: 'release server',
        comment: '',
        created_on: '2018-08-15T23:50:59.993890+00:00',
        last_used: null,
        repository: { full_name: 'acme/shop' },
      },
    ],
    pagelen: 100,
  }),
};
