import { upsert } from '@nonhuman/connector-kit';
import type { Grant, Observation, Principal } from '@nonhuman/model';
import { methodOf, partsOfRole, policiesOf, toIdentity as toRole } from '../mapping/auth-role.ts';
import { toIdentity as toEntity, toOwnership, toTeam } from '../mapping/entity.ts';
import { entityKey, groupKey, policyKey, roleKey } from '../mapping/names.ts';
import { toCredential as toSecretId } from '../mapping/secret-id.ts';
import { toRootIdentity, toCredential as toToken } from '../mapping/token.ts';
import { toCertificates, toTrust } from '../mapping/trust.ts';
import { AuthRole, answerAt, Entity, Group, SecretId, Token } from '../schema.ts';
import { below, walk } from './commands.ts';
import { isAt, list } from './mount-lists.ts';
import { accessOf, count, inScope, noteFolder, type VaultPlace } from './state.ts';

function* grants(
  at: VaultPlace,
  principal: Principal,
  { policies, via = null }: { readonly policies: readonly string[]; readonly via?: string | null },
): Generator<Observation> {
  for (const name of new Set(policies)) {
    const entitlementKey = policyKey(at.of.scopeKey, name);
    const grant: Grant = {
      key: `${principal.key} has ${entitlementKey}${via === null ? '' : ` via ${via}`}`.slice(
        0,
        1024,
      ),
      provider: 'vault',
      principal,
      entitlementKey,
      on: at.of.scopeKey,
      via,
      conditional: false,
    };
    yield upsert(at.of, 'grant', grant);
  }
}

export const groups = list({
  id: 'vault.groups',
  title: 'Identity groups',
  commands: [`${walk}; walk identity/group/id > "\${VAULT}__groups.jsonl"`],
  emits: ['team', 'grant'],
  what: 'groups',
  members: [''],
  item: answerAt(Group),
  fits: (item) => isAt(item, /^identity\/group\/id(?:\/|$)/),
  *read({ keys, data: group }, at): Generator<Observation> {
    count(at, { listed: keys?.length ?? 0 });
    if (!group) return;
    count(at, { read: 1 });
    const { scopeKey } = at.of;
    const name = group.name ?? group.id;
    at.own.groups.set(inScope(scopeKey, group.id), { name, policies: group.policies ?? [] });
    const team = toTeam(scopeKey, group);
    if (team) yield upsert(at.of, 'team', team);
    const principal = { type: 'group', key: groupKey(scopeKey, group.id), name } as const;
    yield* grants(at, principal, { policies: group.policies ?? [] });
  },
});

export const entities = list({
  id: 'vault.entities',
  title: 'Entities and their aliases',
  commands: [`${walk}; walk identity/entity/id > "\${VAULT}__entities.jsonl"`],
  emits: ['identity', 'grant', 'ownership'],
  what: 'entities',
  members: [''],
  item: answerAt(Entity),
  fits: (item) => isAt(item, /^identity\/entity\/id(?:\/|$)/),
  *read({ keys, data: entity }, at): Generator<Observation> {
    count(at, { listed: keys?.length ?? 0 });
    if (!entity) return;
    count(at, { read: 1 });
    const { scopeKey } = at.of;
    const ids = [...(entity.direct_group_ids ?? []), ...(entity.inherited_group_ids ?? [])];
    const known = ids.flatMap((id) => at.own.groups.get(inScope(scopeKey, id)) ?? []);
    const all = [...(entity.policies ?? []), ...known.flatMap(({ policies }) => policies)];
    const access = known.length < ids.length ? 'unknown' : accessOf(at, all);
    const identity = { ...toEntity(scopeKey, entity), access };
    yield upsert(at.of, 'identity', identity);
    for (const row of toOwnership(scopeKey, entity)) yield upsert(at.of, 'ownership', row);
    const principal = {
      type: 'identity',
      key: entityKey(scopeKey, entity.id),
      name: identity.name,
    } as const;
    yield* grants(at, principal, { policies: entity.policies ?? [] });
    for (const { name, policies } of known) yield* grants(at, principal, { policies, via: name });
  },
});

/** Where each auth method keeps its roles. */
export const roleFolders: Readonly<Record<string, string>> = {
  approle: 'role',
  kubernetes: 'role',
  jwt: 'role',
  oidc: 'role',
  aws: 'role',
  gcp: 'role',
  azure: 'role',
  cert: 'certs',
  userpass: 'users',
  token: 'roles',
};

export const roles = list({
  id: 'vault.roles',
  title: 'Login roles of every auth method',
  commands: [
    `${walk}; ${below('auth', roleFolders)} | while read -r P; do walk "$P"; done > "\${VAULT}__roles.jsonl"`,
  ],
  emits: ['identity', 'credential', 'delegation', 'grant'],
  what: 'roles',
  members: [''],
  item: answerAt(AuthRole),
  fits: (item) => isAt(item, /^auth\/.+\/(?:role|roles|users|certs)(?:\/[^/]+)?$/),
  *read({ path, keys, data: role }, at): Generator<Observation> {
    if (path && keys) noteFolder(at, path);
    count(at, { listed: keys?.length ?? 0 });
    const parts = path ? partsOfRole(path) : null;
    if (!path || !role || !parts) return;
    count(at, { read: 1 });
    const { scopeKey } = at.of;
    const told = at.own.mounts.get(inScope(scopeKey, parts.mount));
    const isOidc = role.role_type === 'oidc';
    const method = told === undefined || isOidc ? methodOf(role, path) : told;
    const place = { scope: scopeKey, path, method, mount: parts.mount };
    const policies = policiesOf(role);
    const access = accessOf(at, policies);
    yield upsert(at.of, 'identity', toRole(place, role, access));
    const principal = { type: 'identity', key: roleKey(scopeKey, path), name: parts.name } as const;
    yield* grants(at, principal, { policies });
    const trust = toTrust(place, role, at.own.configs.get(inScope(scopeKey, parts.mount)) ?? null);
    if (trust) {
      yield upsert(at.of, 'credential', trust.credential);
      for (const row of trust.delegations) yield upsert(at.of, 'delegation', row);
    }
    if (method !== 'cert') return;
    for (const row of toCertificates(place, role)) yield upsert(at.of, 'credential', row);
  },
});

export const secretIds = list({
  id: 'vault.secret-ids',
  title: 'Secret ids of AppRoles, by accessor',
  commands: [
    `jq -r 'select(.data.bind_secret_id != null) | .path' "\${VAULT}__roles.jsonl" | while read -r P; do vault list -format=json "$P/secret-id" | jq -c --arg path "$P/secret-id" '{path: $path, keys: .}'; vault list -format=json "$P/secret-id" | jq -r ".[]" | while read -r A; do vault write -format=json "$P/secret-id-accessor/lookup" secret_id_accessor="$A" | jq -c --arg path "$P/secret-id" '{path: $path, data: .data}'; done; done > "\${VAULT}__secret-ids.jsonl"`,
  ],
  emits: ['credential'],
  what: 'secret-ids',
  members: [''],
  item: answerAt(SecretId),
  fits: (item) => isAt(item, /\/secret-id$/),
  *read({ path, keys, data }, at): Generator<Observation> {
    if (!path) return;
    const place = { scope: at.of.scopeKey, rolePath: path.replace(/\/secret-id$/, '') };
    for (const accessor of keys ?? [])
      yield upsert(at.of, 'credential', toSecretId(place, accessor, null));
    if (data) yield upsert(at.of, 'credential', toSecretId(place, data.secret_id_accessor, data));
  },
});

export const tokens = list({
  id: 'vault.tokens',
  title: 'Tokens, by accessor (needs sudo on auth/token/accessors)',
  commands: [
    `{ vault list -format=json auth/token/accessors | jq -c '{path: "auth/token/accessors", count: length}'; vault list -format=json auth/token/accessors | jq -r ".[]" | while read -r A; do vault token lookup -format=json -accessor "$A" | jq -c '{path: "auth/token/accessors", data: .data}'; done; } > "\${VAULT}__tokens.jsonl"`,
  ],
  emits: ['credential', 'identity'],
  what: 'tokens',
  members: [''],
  item: answerAt(Token),
  fits: (item) => isAt(item, /^auth\/token\/accessors$/),
  *read({ keys, count: told, data: token }, at): Generator<Observation> {
    count(at, { listed: told ?? keys?.length ?? 0 });
    if (!token) return;
    count(at, { read: 1 });
    const { scopeKey } = at.of;
    const policies = [...(token.policies ?? []), ...(token.identity_policies ?? [])];
    if (policies.includes('root')) yield upsert(at.of, 'identity', toRootIdentity(scopeKey));
    yield upsert(at.of, 'credential', toToken(scopeKey, token, accessOf(at, policies)));
  },
});
