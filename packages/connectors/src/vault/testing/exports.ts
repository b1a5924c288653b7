/** Stands where a value of a secret would: in a file that was made with the wrong command. */
export const plantedSecrets = [['never', 'to', 'be', 'kept', '4711'].join('-')];

const lines = (...answers: readonly object[]) =>
  answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
/** What `walk` prints of a folder: the names, then each answer. */
const walked = (path: string, answers: Readonly<Record<string, object>>) =>
  lines(
    { path, keys: Object.keys(answers) },
    ...Object.entries(answers).map(([name, data]) => ({ path: `${path}/${name}`, data })),
  );

const mount = (type: string, accessor: string, more: object = {}) => ({
  type,
  accessor,
  description: '',
  config: { default_lease_ttl: 0, max_lease_ttl: 0, force_no_cache: false },
  options: null,
  local: false,
  uuid: accessor,
  ...more,
});

const token = {
  token_bound_cidrs: [],
  token_explicit_max_ttl: 0,
  token_max_ttl: 3600,
  token_no_default_policy: false,
  token_num_uses: 0,
  token_period: 0,
  token_policies: ['app'],
  token_ttl: 1200,
  token_type: 'default',
};

const approle = {
  ...token,
  bind_secret_id: true,
  local_secret_ids: false,
  secret_id_bound_cidrs: null,
  secret_id_num_uses: 0,
  secret_id_ttl: 0,
};

const entity = {
  aliases: [
    {
      id: 'al-1',
      name: 'ci',
      mount_accessor: 'auth_approle_1',
      mount_path: 'auth/approle/',
      mount_type: 'approle',
      canonical_id: 'ent-1',
    },
  ],
  creation_time: '2024-02-01T10:00:00.123456789Z',
  last_update_time: '2024-02-01T10:00:00.123456789Z',
  direct_group_ids: ['grp-1'],
  group_ids: ['grp-1'],
  inherited_group_ids: [],
  disabled: false,
  id: 'ent-1',
  metadata: { team: 'payments', note: 'x' },
  name: 'ci-runner',
  namespace_id: 'root',
  policies: ['app'],
};

const accessor = (id: string, more: object) => ({
  path: 'auth/token/accessors',
  data: {
    accessor: id,
    creation_time: 1_767_225_600,
    creation_ttl: 3600,
    display_name: 'approle',
    entity_id: '',
    expire_time: '2026-06-16T00:00:00.5Z',
    explicit_max_ttl: 0,
    id: '',
    issue_time: '2026-01-01T00:00:00Z',
    meta: null,
    num_uses: 0,
    orphan: true,
    path: 'auth/approle/login',
    policies: ['app', 'default'],
    renewable: true,
    ttl: 3000,
    type: 'service',
    ...more,
  },
});

/** One Vault, complete, as the printed commands make its files. */
export const exports = {
  'prod__auth.json': JSON.stringify({
    'approle/': mount('approle', 'auth_approle_1'),
    'gh/': mount('jwt', 'auth_jwt_1'),
    'k8s/': mount('kubernetes', 'auth_kubernetes_1'),
    'aws/': mount('aws', 'auth_aws_1'),
    'people/': mount('userpass', 'auth_userpass_1'),
    'token/': mount('token', 'auth_token_1'),
  }),
  'prod__mounts.json': JSON.stringify({
    request_id: 'r',
    data: {
      'secret/': mount('kv', 'kv_1', { options: { version: '2' } }),
      'old/': mount('kv', 'kv_2', { options: { version: '1' } }),
      'database/': mount('database', 'database_1'),
      'pki/': mount('pki', 'pki_1'),
      'cubbyhole/': mount('cubbyhole', 'cubbyhole_1'),
    },
  }),
  'prod__auth-configs.jsonl': lines(
    {
      path: 'auth/gh/config',
      data: {
        bound_issuer: 'https://token.actions.githubusercontent.com',
        oidc_discovery_url: 'https://token.actions.githubusercontent.com',
        jwks_url: '',
      },
    },
    {
      path: 'auth/k8s/config',
      data: { kubernetes_host: 'https://10.0.0.1:443', issuer: '', pem_keys: [] },
    },
  ),
  'prod__policies.jsonl': walked('sys/policies/acl', {
    app: { name: 'app', policy: 'path "secret/data/app/*" { capabilities = ["read"] }' },
    admin: { name: 'admin', policy: 'path "*" { capabilities = ["create", "update", "sudo"] }' },
    root: { name: 'root', policy: '' },
  }),
  'prod__groups.jsonl': walked('identity/group/id', {
    'grp-1': { id: 'grp-1', name: 'deployers', type: 'internal', policies: ['admin'] },
    'grp-2': { id: 'grp-2', name: 'platform', type: 'external', policies: ['app'] },
  }),
  'prod__entities.jsonl': walked('identity/entity/id', { 'ent-1': entity }),
  'prod__roles.jsonl': [
    walked('auth/approle/role', {
      ci: approle,
      tight: {
        ...approle,
        secret_id_ttl: 600,
        secret_id_num_uses: 1,
        secret_id_bound_cidrs: ['10.0.0.0/8'],
        token_period: 86_400,
      },
    }),
    walked('auth/gh/role', {
      deploy: {
        ...token,
        role_type: 'jwt',
        user_claim: 'sub',
        bound_audiences: ['https://vault.example.com'],
        bound_claims: { repository: 'acme/shop', ref: ['refs/heads/*'] },
        bound_claims_type: 'glob',
        bound_subject: '',
      },
    }),
    walked('auth/k8s/role', {
      shop: {
        ...token,
        alias_name_source: 'serviceaccount_uid',
        audience: '',
        bound_service_account_names: ['shop', 'jobs'],
        bound_service_account_namespaces: ['prod'],
      },
    }),
    walked('auth/aws/role', {
      lambda: {
        ...token,
        auth_type: 'iam',
        bound_iam_principal_arn: ['arn:aws:iam::111122223333:role/worker'],
        bound_account_id: [],
        bound_ami_id: [],
      },
    }),
    walked('auth/people/users', { ada: { ...token, token_policies: ['admin'] } }),
    walked('auth/token/roles', {
      nightly: {
        allowed_policies: ['app'],
        allowed_policies_glob: [],
        disallowed_policies: [],
        explicit_max_ttl: 0,
        name: 'nightly',
        orphan: true,
        period: 7200,
        renewable: true,
        token_bound_cidrs: [],
        token_num_uses: 0,
        token_type: 'default-service',
      },
    }),
  ].join(''),
  'prod__secret-ids.jsonl': lines(
    { path: 'auth/approle/role/ci/secret-id', keys: ['acc-1', 'acc-2'] },
    {
      path: 'auth/approle/role/ci/secret-id',
      data: {
        cidr_list: [],
        creation_time: '2023-05-05T00:00:00Z',
        expiration_time: '0001-01-01T00:00:00Z',
        last_updated_time: '2023-05-05T00:00:00Z',
        metadata: {},
        secret_id_accessor: 'acc-1',
        secret_id_num_uses: 0,
        secret_id_ttl: 0,
        token_bound_cidrs: [],
      },
    },
  ),
  'prod__tokens.jsonl': lines(
    { path: 'auth/token/accessors', count: 4 },
    accessor('tok-1', { meta: { role_name: 'ci' } }),
    accessor('tok-2', { entity_id: 'ent-1', period: 86_400 }),
    accessor('tok-3', {
      display_name: 'root',
      expire_time: null,
      path: 'auth/token/root',
      policies: ['root'],
      ttl: 0,
    }),
    accessor('tok-4', { path: 'auth/token/create/nightly', display_name: 'token-nightly' }),
  ),
  'prod__leases.jsonl': lines({
    path: 'sys/leases/lookup',
    data: {
      id: 'database/creds/readonly/aBcD1234',
      issue_time: '2026-06-15T10:00:00Z',
      expire_time: '2026-06-15T13:00:00Z',
      last_renewal: null,
      renewable: true,
      ttl: 3600,
    },
  }),
  'prod__database-connections.jsonl': walked('database/config', {
    shop: {
      allowed_roles: ['readonly', 'batch'],
      connection_details: {
        connection_url:
          'postgresql://{{username}}:{{password}}@db.internal:5432/shop?sslmode=verify-full',
        username: 'vault_admin',
      },
      plugin_name: 'postgresql-database-plugin',
      root_credentials_rotate_statements: [],
    },
  }),
  'prod__database-roles.jsonl': [
    walked('database/roles', {
      readonly: {
        creation_statements: [
          'CREATE ROLE "{{name}}" LOGIN PASSWORD \'{{password}}\' VALID UNTIL \'{{expiration}}\'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO "{{name}}";',
        ],
        credential_type: 'password',
        db_name: 'shop',
        default_ttl: 3600,
        max_ttl: 86_400,
      },
    }),
    walked('database/static-roles', {
      batch: {
        credential_type: 'password',
        db_name: 'shop',
        last_vault_rotation: '2026-06-01T00:00:00Z',
        rotation_period: 2_592_000,
        rotation_statements: [],
        username: 'batch',
      },
    }),
  ].join(''),
  'prod__pki-roles.jsonl': walked('pki/roles', {
    any: { allow_any_name: true, client_flag: true, key_type: 'rsa', key_bits: 2048, max_ttl: 0 },
    web: { allow_any_name: false, allowed_domains: ['example.com'], max_ttl: 259_200 },
  }),
  'prod__secrets.jsonl': [
    lines({ path: 'secret/metadata', keys: ['app/'] }),
    walked('secret/metadata/app', {
      db: {
        cas_required: false,
        created_time: '2023-03-03T03:03:03.5Z',
        current_version: 4,
        custom_metadata: { owner: 'payments' },
        delete_version_after: '0s',
        max_versions: 0,
        oldest_version: 1,
        updated_time: '2025-04-04T04:04:04.5Z',
        versions: {
          1: { created_time: '2023-03-03T03:03:03.5Z', deletion_time: '', destroyed: true },
          4: { created_time: '2025-04-04T04:04:04.5Z', deletion_time: '', destroyed: false },
        },
      },
    }),
    lines({ path: 'old', keys: ['legacy'] }),
  ].join(''),
};

/** What somebody makes who exports the secret itself. */
export const exportWithValues = {
  'prod__secrets.jsonl': lines({
    path: 'secret/data/app/db',
    data: { data: { password: plantedSecrets[0] }, metadata: { version: 4 } },
  }),
};
