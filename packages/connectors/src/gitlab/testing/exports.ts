/** What stands in answers and must not come out: values of a variable, a trigger and a webhook address. */
export const plantedSecrets = [
  ['planted', 'variable', 'value'].join('-'),
  ['planted', 'trigger', 'token'].join('-'),
  ['planted', 'hook', '0123456789'].join('-'),
];
const [variableValue, triggerToken, hookSecret] = plantedSecrets;

/** An Ed25519 public key of zeros; no private key is known. */
function publicKey(): string {
  const blob = Buffer.alloc(51);
  blob.writeUInt32BE(11, 0);
  blob.write('ssh-ed25519', 4);
  blob.writeUInt32BE(32, 15);
  return `ssh-ed25519 ${blob.toString('base64')} release`;
}

const ada = {
  id: 3,
  username: 'ada',
  name: 'Ada Lovelace',
  email: 'Ada@example.com',
  state: 'active',
  bot: false,
  is_admin: true,
  created_at: '2020-01-01T00:00:00.000Z',
  last_activity_on: '2026-06-01',
};
const grace = {
  ...ada,
  id: 4,
  username: 'grace',
  name: 'Grace Hopper',
  email: 'grace@example.com',
  state: 'deactivated',
  is_admin: false,
  last_activity_on: null,
};
const projectBot = {
  ...ada,
  id: 141,
  username: 'project_7_bot_0f1e2d',
  name: 'release',
  email: 'project_7_bot_0f1e2d@noreply.example.com',
  bot: true,
  is_admin: false,
};
const serviceAccount = {
  id: 57,
  username: 'service_account_group_1_a1b2',
  name: 'deployer',
  email: 'service_account_group_1_a1b2@noreply.example.com',
};

export const token = {
  id: 42,
  name: 'nightly',
  revoked: false,
  created_at: '2024-01-20T22:11:48.151Z',
  description: '',
  scopes: ['api'],
  user_id: 3,
  last_used_at: '2026-05-01T00:00:00.000Z',
  active: true,
  expires_at: '2026-12-31',
};

const deployToken = {
  id: 1,
  name: 'registry',
  username: 'gitlab+deploy-token-1',
  expires_at: null,
  revoked: false,
  expired: false,
  scopes: ['read_repository', 'write_registry'],
};

const deployKey = {
  id: 9,
  title: 'release server',
  key: publicKey(),
  fingerprint: '00:11',
  created_at: '2021-01-01T00:00:00.000Z',
  expires_at: null,
};

const runner = {
  id: 6,
  description: 'builder',
  paused: false,
  is_shared: false,
  runner_type: 'group_type',
  name: 'gitlab-runner',
  online: true,
  status: 'online',
};

export const hook = {
  id: 1,
  url: `http://ci.example.com/hooks/${hookSecret}`,
  name: '',
  project_id: 7,
  created_at: '2022-10-12T17:04:47.000Z',
  enable_ssl_verification: false,
  alert_status: 'executable',
  push_events: true,
};

const variable = {
  variable_type: 'env_var',
  key: 'DEPLOY_KEY',
  value: variableValue,
  hidden: false,
  protected: true,
  masked: false,
  raw: false,
  environment_scope: '*',
};

/** One file of each kind, under the names that the printed commands give. */
export const exports: Readonly<Record<string, string>> = {
  'acme__users.json': JSON.stringify([ada, grace, projectBot]),
  'acme__service-accounts.json': JSON.stringify([serviceAccount]),
  // The group itself and then a list of its subgroups, as two calls print them.
  'acme__groups.json': `${JSON.stringify({ id: 1, full_path: 'acme', full_name: 'Acme', visibility: 'private' })}${JSON.stringify([{ id: 2, full_path: 'acme/web', full_name: 'Acme / Web', visibility: 'private' }])}`,
  'acme__projects.json': JSON.stringify([
    {
      id: 7,
      path_with_namespace: 'acme/web/shop',
      visibility: 'private',
      archived: false,
      created_at: '2021-01-01T00:00:00.000Z',
    },
  ]),
  'acme__1__group-members.json': JSON.stringify([
    { ...ada, access_level: 50, expires_at: null },
    { ...serviceAccount, state: 'active', access_level: 30, expires_at: '2027-01-01' },
  ]),
  'acme__2__group-members.json': '[]',
  'acme__7__project-members.json': JSON.stringify([
    { ...grace, access_level: 30, expires_at: null },
  ]),
  'acme__personal-access-tokens.json': JSON.stringify([
    token,
    {
      ...token,
      id: 43,
      name: 'old',
      user_id: 4,
      last_used_at: null,
      expires_at: null,
      scopes: ['read_api'],
    },
    { ...token, id: 44, name: 'release', user_id: 141 },
  ]),
  'acme__3__impersonation-tokens.json': JSON.stringify([
    { ...token, id: 50, name: 'support', impersonation: true, scopes: ['api', 'sudo'] },
  ]),
  'acme__4__impersonation-tokens.json': '[]',
  'acme__141__impersonation-tokens.json': '[]',
  'acme__57__service-account-tokens.json': JSON.stringify([
    { ...token, id: 60, name: 'deploy', user_id: 57, scopes: ['write_repository'] },
  ]),
  'acme__1__group-access-tokens.json': JSON.stringify([
    {
      ...token,
      id: 61,
      name: 'mirror',
      user_id: 142,
      access_level: 50,
      revoked: true,
      active: false,
    },
  ]),
  'acme__2__group-access-tokens.json': '[]',
  'acme__7__project-access-tokens.json': JSON.stringify([
    { ...token, id: 44, name: 'release', user_id: 141, access_level: 20 },
    {
      ...token,
      id: 45,
      name: 'over',
      user_id: 143,
      access_level: 40,
      active: false,
      expires_at: '2025-01-01',
    },
  ]),
  'acme__deploy-tokens.json': JSON.stringify([
    deployToken,
    { ...deployToken, id: 2, expired: true },
  ]),
  'acme__1__group-deploy-tokens.json': JSON.stringify([deployToken]),
  'acme__2__group-deploy-tokens.json': '[]',
  'acme__7__project-deploy-tokens.json': JSON.stringify([{ ...deployToken, id: 2, expired: true }]),
  'acme__deploy-keys.json': JSON.stringify([
    {
      ...deployKey,
      projects_with_write_access: [{ id: 7, path_with_namespace: 'acme/web/shop' }],
      projects_with_readonly_access: [],
    },
  ]),
  'acme__7__project-deploy-keys.json': JSON.stringify([{ ...deployKey, can_push: true }]),
  'acme__runners.json': JSON.stringify([runner]),
  'acme__7__project-runners.json': JSON.stringify([
    {
      ...runner,
      id: 8,
      runner_type: 'project_type',
      status: 'never_contacted',
      description: 'idle',
    },
  ]),
  'acme__6__runner.json': JSON.stringify({
    ...runner,
    contacted_at: '2026-06-30T00:00:00.000Z',
    run_untagged: true,
    locked: false,
    access_level: 'not_protected',
    tag_list: ['linux'],
    version: '18.1.0',
    groups: [{ id: 1, name: 'acme' }],
    projects: [],
  }),
  'acme__7__triggers.json': JSON.stringify([
    {
      id: 10,
      description: 'from the shop',
      created_at: '2016-01-07T09:53:58.235Z',
      last_used: null,
      token: triggerToken,
      updated_at: '2016-01-07T09:53:58.235Z',
      owner: { id: 4, username: 'grace', name: 'Grace Hopper', state: 'deactivated' },
    },
  ]),
  'acme__instance-variables.json': JSON.stringify([{ ...variable, environment_scope: undefined }]),
  'acme__1__group-variables.json': JSON.stringify([variable]),
  'acme__2__group-variables.json': '[]',
  'acme__7__project-variables.json': JSON.stringify([
    { ...variable, masked: true, environment_scope: 'production' },
  ]),
  'acme__applications.json': JSON.stringify([
    {
      id: 1,
      application_id: 'app-5832fc6e14300a0d',
      application_name: 'grafana',
      callback_url: 'http://grafana.example.com/login',
      confidential: true,
      scopes: ['openid', 'read_user'],
    },
    {
      id: 2,
      application_id: 'app-1f1e2d3c4b5a6978',
      application_name: 'cli',
      callback_url: 'http://localhost:7171/auth/redirect',
      confidential: false,
    },
  ]),
  'acme__system-hooks.json': JSON.stringify([
    {
      id: 3,
      url: 'https://audit.example.com/hook',
      created_at: '2022-10-12T17:04:47.000Z',
      enable_ssl_verification: true,
    },
  ]),
  'acme__1__group-hooks.json': JSON.stringify([
    { ...hook, id: 2, alert_status: 'disabled', token_present: true },
  ]),
  'acme__2__group-hooks.json': '[]',
  'acme__7__project-hooks.json': JSON.stringify([hook]),
};
