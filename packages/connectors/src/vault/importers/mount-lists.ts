import { answerList, isRecord, upsert } from '@nonhuman/connector-kit';
import { keyAt } from '../mapping/names.ts';
import { judgePolicy, readPolicy, toEntitlement } from '../mapping/policy.ts';
import { AuthConfig, answerAt, Mounts, Policy } from '../schema.ts';
import { below, walk } from './commands.ts';
import { count, inScope, type VaultPlace, type VaultState } from './state.ts';

export const list = answerList<VaultState>();

/** Whether an answer was asked at such a path. */
export function isAt(item: Readonly<Record<string, unknown>>, shape: RegExp): boolean {
  const path = item['path'];
  return typeof path === 'string' && shape.test(path);
}

function* mountRows(mounts: Mounts, at: VaultPlace, kind: 'auth' | 'secrets') {
  const { scopeKey } = at.of;
  for (const [path, mount] of Object.entries(mounts)) {
    const full = kind === 'auth' ? `auth/${path}` : path;
    at.own.mounts.set(inScope(scopeKey, full), mount.type);
    const { default_lease_ttl, max_lease_ttl } = mount.config ?? {};
    yield upsert(at.of, 'resource', {
      key: keyAt(scopeKey, `mounts/${full}`),
      provider: 'vault',
      nativeType: kind === 'auth' ? 'vault-auth-method' : 'vault-secrets-engine',
      name: full,
      attributes: {
        type: mount.type,
        ...(mount.accessor ? { accessor: mount.accessor } : {}),
        ...(mount.description ? { description: mount.description } : {}),
        ...(mount.options?.['version'] ? { version: mount.options['version'] } : {}),
        ...(default_lease_ttl ? { defaultLifetimeSeconds: default_lease_ttl } : {}),
        ...(max_lease_ttl ? { maxLifetimeSeconds: max_lease_ttl } : {}),
      },
    });
  }
}

type Mounts = ReturnType<typeof Mounts.parse>;

function looksLikeMounts(item: Readonly<Record<string, unknown>>, types: RegExp): boolean {
  const paths = Object.entries(item).filter(([path]) => path.endsWith('/'));
  return paths.some(([, mount]) => isRecord(mount) && types.test(String(mount['type'])));
}

export const authMounts = list({
  id: 'vault.auth',
  title: 'Auth methods',
  commands: ['vault auth list -format=json > "${VAULT}__auth.json"'],
  emits: ['resource'],
  what: 'auth',
  members: ['data', ''],
  item: Mounts,
  fits: (item) => looksLikeMounts(item, /^(?:token|approle|kubernetes|jwt|oidc|userpass)$/),
  read: (mounts, at) => mountRows(mounts, at, 'auth'),
});

export const secretMounts = list({
  id: 'vault.mounts',
  title: 'Secrets engines',
  commands: ['vault secrets list -format=json > "${VAULT}__mounts.json"'],
  emits: ['resource'],
  what: 'mounts',
  members: ['data', ''],
  item: Mounts,
  fits: (item) => looksLikeMounts(item, /^(?:cubbyhole|kv|system|identity|pki|database)$/),
  read: (mounts, at) => mountRows(mounts, at, 'secrets'),
});

export const authConfigs = list({
  id: 'vault.auth-configs',
  title: 'Whose tokens auth methods take',
  commands: [
    `${below('auth', { jwt: 'config', oidc: 'config', kubernetes: 'config' })} | while read -r P; do vault read -format=json "$P" | jq -c --arg path "$P" '{path: $path, data: .data}'; done > "\${VAULT}__auth-configs.jsonl"`,
  ],
  emits: ['resource'],
  what: 'auth-configs',
  members: [''],
  item: answerAt(AuthConfig),
  fits: (item) => isAt(item, /^auth\/.+\/config$/),
  *read({ path, data }, at) {
    if (!path || !data) return;
    const mount = path.replace(/\/config$/, '');
    at.own.configs.set(inScope(at.of.scopeKey, mount), data);
    yield upsert(at.of, 'resource', {
      key: keyAt(at.of.scopeKey, path),
      provider: 'vault',
      nativeType: 'vault-auth-config',
      name: path,
      attributes: {
        issuer: data.bound_issuer || data.oidc_discovery_url || data.issuer || null,
        ...(data.kubernetes_host ? { host: data.kubernetes_host } : {}),
      },
    });
  },
});

export const policies = list({
  id: 'vault.policies',
  title: 'Policies',
  commands: [`${walk}; walk sys/policies/acl > "\${VAULT}__policies.jsonl"`],
  emits: ['entitlement'],
  what: 'policies',
  members: [''],
  item: answerAt(Policy),
  fits: (item) => isAt(item, /^sys\/polic(?:y|ies\/acl)(?:\/|$)/),
  *read({ path, keys, data }, at) {
    count(at, { listed: keys?.length ?? 0 });
    if (!data) return;
    count(at, { read: 1 });
    const name = data.name || (path ?? '').replace(/^sys\/(?:policies\/acl|policy)\//, '');
    const judged = judgePolicy(name, readPolicy(data.policy ?? data.rules ?? ''));
    at.own.policies.set(inScope(at.of.scopeKey, name), judged.access);
    yield upsert(at.of, 'entitlement', toEntitlement(at.of.scopeKey, name, judged));
  },
});
