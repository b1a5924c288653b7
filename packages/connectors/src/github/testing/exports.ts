const api = 'https://api.github.com';

/** A webhook receiver whose address is a secret in its path and query. */
export const plantedSecrets = [
  ['planted', 'hook', 'path', '0123456789'].join('-'),
  ['planted', 'query'].join('-'),
];
const [pathSecret, querySecret] = plantedSecrets;

/** An Ed25519 public key of zeros; no private key is known. */
function publicKey(): string {
  const blob = Buffer.alloc(51);
  blob.writeUInt32BE(11, 0);
  blob.write('ssh-ed25519', 4);
  blob.writeUInt32BE(32, 15);
  return `ssh-ed25519 ${blob.toString('base64')}`;
}

export const deployKey = {
  id: 1,
  key: publicKey(),
  url: `${api}/repos/acme/shop/keys/1`,
  title: 'release server',
  verified: true,
  created_at: '2022-01-01T00:00:00Z',
  read_only: false,
  added_by: 'ada',
  last_used: null,
  enabled: true,
};

const repository = (name: string) => ({
  id: name.length,
  name,
  full_name: `acme/${name}`,
  private: true,
  visibility: 'private',
  archived: false,
  fork: false,
});

const secrets = (...names: readonly string[]) =>
  JSON.stringify({
    total_count: names.length,
    secrets: names.map((name) => ({
      name,
      created_at: '2023-01-01T00:00:00Z',
      updated_at: '2025-01-01T00:00:00Z',
    })),
  });

const token = {
  id: 25,
  owner: { login: 'grace', id: 7, type: 'User' },
  repository_selection: 'all',
  permissions: { organization: { members: 'read' }, repository: { contents: 'write' } },
  token_id: 99,
  token_name: 'nightly',
  token_expired: false,
  token_expires_at: null,
  token_last_used_at: '2026-06-01T00:00:00Z',
};

/** One file of each kind, under the names that the printed commands give. */
export const exports: Readonly<Record<string, string>> = {
  // Two pages, one array after the other, as `gh api --paginate` printed them for long.
  'acme__repos.json': `${JSON.stringify([repository('shop')])}${JSON.stringify([repository('docs')])}`,
  'acme__installations.json': JSON.stringify({
    total_count: 2,
    installations: [
      {
        id: 11,
        app_id: 1,
        app_slug: 'release-bot',
        account: { login: 'Acme', type: 'Organization' },
        repository_selection: 'all',
        permissions: { contents: 'write', metadata: 'read', organization_administration: 'write' },
        events: ['push'],
        created_at: '2023-05-01T00:00:00.000Z',
        suspended_at: null,
      },
      {
        id: 12,
        app_id: 2,
        app_slug: 'linter',
        account: { login: 'Acme', type: 'Organization' },
        repository_selection: 'selected',
        permissions: { contents: 'read' },
        events: [],
        created_at: '2023-05-02T00:00:00.000Z',
        suspended_at: '2024-01-01T00:00:00.000Z',
      },
    ],
  }),
  'acme__personal-access-tokens.json': JSON.stringify([
    { ...token, access_granted_at: '2025-01-01T00:00:00Z' },
  ]),
  'acme__personal-access-token-requests.json': JSON.stringify([
    {
      ...token,
      id: 26,
      token_id: 100,
      reason: 'for the release',
      created_at: '2026-06-01T00:00:00Z',
    },
  ]),
  'acme__credential-authorizations.json': JSON.stringify([
    {
      login: 'grace',
      credential_id: 161_195,
      credential_type: 'personal access token',
      token_last_eight: '71c3fc11',
      credential_authorized_at: '2021-01-26T19:06:43Z',
      credential_accessed_at: null,
      scopes: ['repo', 'admin:org'],
      authorized_credential_note: 'old script',
      authorized_credential_expires_at: null,
    },
    {
      login: 'ada',
      credential_id: 161_196,
      credential_type: 'SSH key',
      credential_authorized_at: '2021-01-26T19:06:43Z',
      credential_accessed_at: '2026-05-01T00:00:00Z',
      fingerprint: 'SHA256:abc',
      authorized_credential_title: 'laptop',
    },
  ]),
  'acme__shop__keys.json': JSON.stringify([deployKey]),
  'acme__docs__keys.json': '[]',
  'acme__hooks.json': JSON.stringify([
    {
      type: 'Organization',
      id: 5,
      name: 'web',
      active: true,
      events: ['push'],
      config: {
        url: `http://ci.example.com/hooks/${pathSecret}?token=${querySecret}`,
        content_type: 'json',
        insecure_ssl: '1',
      },
      url: `${api}/orgs/acme/hooks/5`,
      created_at: '2020-01-01T00:00:00Z',
    },
    {
      type: 'Organization',
      id: 6,
      name: 'web',
      active: false,
      events: ['push'],
      config: { url: 'https://ci.example.com/hook', insecure_ssl: '0', secret: '********' },
      url: `${api}/orgs/acme/hooks/6`,
      created_at: '2020-01-01T00:00:00Z',
    },
  ]),
  'acme__runners.json': JSON.stringify({
    total_count: 1,
    runners: [{ id: 3, name: 'builder', os: 'linux', status: 'online', busy: false, labels: [] }],
  }),
  'acme__oidc-sub.json': JSON.stringify({ include_claim_keys: ['repo', 'context'] }),
  'acme__actions-secrets.json': secrets('DEPLOY', 'SIGN'),
  'acme__shop__production__environment-secrets.json': secrets('DATABASE'),
  'acme__dependabot-secrets.json': secrets('REGISTRY'),
};
