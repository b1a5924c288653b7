/** The hash of an OAuth secret, which is not kept. */
export const plantedSecrets = [['planted', 'secret', 'hash'].join('-')];

export const token = {
  token_id: 'abc123def456',
  comment: 'airflow',
  created_by_id: 11,
  created_by_username: 'ada@example.com',
  owner_id: 11,
  creation_time: 1_700_000_000_000,
  expiry_time: -1,
  last_used_day: 1_780_000_000_000,
};

export const exports: Readonly<Record<string, string>> = {
  'acme.cloud.databricks.com__service-principals.json': JSON.stringify([
    {
      id: '21',
      applicationId: '00000000-0000-4000-8000-000000000021',
      displayName: 'loader',
      active: true,
      groups: [{ display: 'admins', value: '1' }],
      entitlements: [{ value: 'allow-cluster-create' }],
    },
    {
      id: '22',
      applicationId: '00000000-0000-4000-8000-000000000022',
      displayName: 'reporter',
      active: false,
      groups: [],
    },
  ]),
  'acme.cloud.databricks.com__users.json': JSON.stringify([
    {
      id: '11',
      userName: 'ada@example.com',
      displayName: 'Ada Lovelace',
      active: true,
      emails: [{ value: 'Ada@example.com', type: 'work' }],
      groups: [{ display: 'admins', value: '1' }],
    },
    { id: '12', userName: 'grace@example.com', active: false, groups: [] },
  ]),
  'acme.cloud.databricks.com__groups.json': JSON.stringify([
    {
      id: '1',
      displayName: 'admins',
      members: [
        { value: '11', display: 'Ada Lovelace', $ref: 'Users/11' },
        { value: '21', display: 'loader', $ref: 'ServicePrincipals/21' },
      ],
    },
  ]),
  'acme.cloud.databricks.com__tokens.json': JSON.stringify([
    token,
    {
      ...token,
      token_id: 'fff',
      comment: 'old',
      owner_id: 12,
      created_by_id: 12,
      expiry_time: 1_710_000_000_000,
      last_used_day: undefined,
    },
    { ...token, token_id: 'eee', comment: 'job', owner_id: 21, expiry_time: 1_900_000_000_000 },
  ]),
  'acme.cloud.databricks.com__21__oauth-secrets.json': JSON.stringify([
    {
      id: 's1',
      secret_hash: plantedSecrets[0],
      status: 'ACTIVE',
      create_time: '2025-01-01T00:00:00Z',
      update_time: '2025-01-01T00:00:00Z',
      expire_time: '2027-01-01T00:00:00Z',
    },
  ]),
  'acme.cloud.databricks.com__22__oauth-secrets.json': '[]',
  'acme.cloud.databricks.com__21__federation-policies.json': JSON.stringify([
    {
      uid: 'p1',
      policy_id: 'github',
      create_time: '2025-01-01T00:00:00Z',
      update_time: '2025-02-01T00:00:00Z',
      oidc_policy: {
        issuer: 'https://token.actions.githubusercontent.com',
        audiences: ['https://github.com/acme'],
        subject: 'repo:acme/shop:environment:prod',
      },
    },
  ]),
  'acme.cloud.databricks.com__22__federation-policies.json': '[]',
  'acme.cloud.databricks.com__secret-scopes.json': JSON.stringify([
    { name: 'prod', backend_type: 'DATABRICKS' },
  ]),
  'acme.cloud.databricks.com__prod__secrets.json': JSON.stringify([
    { key: 'warehouse', last_updated_timestamp: 1_700_000_000_000 },
  ]),
  'acme.cloud.databricks.com__prod__secret-acls.json': JSON.stringify([
    { principal: '00000000-0000-4000-8000-000000000021', permission: 'MANAGE' },
    { principal: 'users', permission: 'READ' },
  ]),
};
