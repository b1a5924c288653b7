import type { VaultRole, VaultWorld } from '../world/vault.ts';
import type { Folder } from './writing.ts';

function roleData(role: VaultRole) {
  return {
    bind_secret_id: true,
    local_secret_ids: false,
    secret_id_bound_cidrs: role.networks,
    secret_id_num_uses: 0,
    secret_id_ttl: role.secretSeconds,
    token_bound_cidrs: [],
    token_explicit_max_ttl: 0,
    token_max_ttl: role.tokenSeconds,
    token_no_default_policy: false,
    token_num_uses: 0,
    token_period: role.periodSeconds,
    token_policies: [role.wholeFolder ? 'app-folder' : 'app'],
    token_ttl: 1200,
    token_type: 'default',
  };
}

/** A folder as the printed commands walk it: the names, then each answer. */
function walked(path: string, answers: readonly (readonly [string, object])[]): string {
  const lines: object[] = [
    { path, keys: answers.map(([name]) => name) },
    ...answers.map(([name, data]) => ({ path: `${path}/${name}`, data })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** What the command line of Vault prints. */
export async function writeVault(folder: Folder, { name, roles }: VaultWorld): Promise<void> {
  const write = (what: string, text: string) => folder.write(`vault/${name}__${what}`, text);
  await write(
    'auth.json',
    JSON.stringify({
      'approle/': {
        type: 'approle',
        accessor: 'auth_approle_1',
        description: '',
        config: { default_lease_ttl: 0, max_lease_ttl: 0, force_no_cache: false },
        options: null,
        local: false,
        uuid: 'auth_approle_1',
      },
    }),
  );
  const reading = (path: string) => `path "${path}" { capabilities = ["read"] }`;
  await write(
    'policies.jsonl',
    walked('sys/policies/acl', [
      ['app', { name: 'app', policy: reading('kv/data/app/settings') }],
      ['app-folder', { name: 'app-folder', policy: reading('kv/data/app/*') }],
    ]),
  );
  await write(
    'roles.jsonl',
    walked(
      'auth/approle/role',
      roles.map((role) => [role.name, roleData(role)]),
    ),
  );
}
