import {
  type AnswerPlace,
  answerList,
  enrichment,
  toldOwner,
  upsert,
} from '@nonhuman/connector-kit';
import { type Observation, type Principal, timestampOf } from '@nonhuman/model';
import {
  accountKey,
  type Holder,
  isAdmin,
  toGrants,
  toIdentity,
  toPerson,
  toTokenHolder,
} from '../mapping/account.ts';
import { toSecret, toToken, toTrust } from '../mapping/credential.ts';
import {
  Acl,
  FederationPolicy,
  Group,
  OauthSecret,
  Secret,
  SecretScope,
  ServicePrincipal,
  Token,
  User,
} from '../schema.ts';

/** What the files of one run need of one another. */
export interface DatabricksOwn {
  readonly holders: Map<string, Holder>;
  /** Names by which lists of rights call accounts → their keys. */
  readonly byName: Map<string, string>;
}

export type DatabricksAt = AnswerPlace<DatabricksOwn>;

const list = answerList<DatabricksOwn>();

function call(command: string, what: string): string {
  return `databricks ${command} -o json > "\${WORKSPACE}__${what}.json"`;
}

function callOfEach(parent: string, name: string, command: string, what: string): string {
  return `for id in $(jq -r ".[].${name}" "\${WORKSPACE}__${parent}.json"); do databricks ${command} "$id" -o json > "\${WORKSPACE}__\${id}__${what}.json"; done`;
}

function remember(at: DatabricksAt, id: string, holder: Holder, login: string): void {
  const key = accountKey(at.scopeKey, id);
  at.own.holders.set(key, holder);
  at.own.byName.set(`${at.scopeKey} ${login}`, key);
}

const servicePrincipals = list({
  id: 'databricks.service-principals',
  title: 'Service principals of a workspace',
  commands: [call('service-principals list', 'service-principals')],
  emits: ['identity', 'entitlement', 'grant'],
  what: 'service-principals',
  members: ['Resources', ''],
  total: 'totalResults',
  item: ServicePrincipal,
  fits: (item) => 'applicationId' in item,
  nameOf: (principal) => principal.id,
  *read(told, at): Generator<Observation> {
    const identity = toIdentity(at.scopeKey, told);
    const { active = null } = told;
    remember(
      at,
      told.id,
      {
        kind: 'service-principal',
        name: identity.name,
        email: null,
        active,
        isAdmin: isAdmin(told),
      },
      told.applicationId,
    );
    yield upsert(at.of, 'identity', identity);
    const principal: Principal = { type: 'identity', key: identity.key, name: identity.name };
    for (const { entitlement, grant } of toGrants(at.scopeKey, principal, told)) {
      yield upsert(at.of, 'entitlement', entitlement);
      yield upsert(at.of, 'grant', grant);
    }
  },
});

const users = list({
  id: 'databricks.users',
  title: 'Users of a workspace',
  commands: [call('users list', 'users')],
  emits: ['person', 'entitlement', 'grant'],
  what: 'users',
  members: ['Resources', ''],
  total: 'totalResults',
  item: User,
  fits: (item) => 'userName' in item,
  *read(user, at): Generator<Observation> {
    const person = toPerson(at.scopeKey, user);
    const { active = null } = user;
    remember(
      at,
      user.id,
      { kind: 'person', name: user.userName, email: person.email, active, isAdmin: isAdmin(user) },
      user.userName,
    );
    yield upsert(at.of, 'person', person);
    const principal: Principal = { type: 'person', key: person.key, name: person.name };
    for (const { entitlement, grant } of toGrants(at.scopeKey, principal, user)) {
      yield upsert(at.of, 'entitlement', entitlement);
      yield upsert(at.of, 'grant', grant);
    }
  },
});

const groups = list({
  id: 'databricks.groups',
  title: 'Groups of a workspace',
  commands: [call('groups list', 'groups')],
  emits: ['team'],
  what: 'groups',
  members: ['Resources', ''],
  total: 'totalResults',
  item: Group,
  fits: (item) => 'displayName' in item && ('members' in item || 'meta' in item),
  *read(group, at) {
    const people = group.members?.filter((one) => !one.$ref || one.$ref.startsWith('Users/'));
    yield upsert(at.of, 'team', {
      key: `${at.scopeKey}/groups/${group.id}`,
      provider: 'databricks',
      name: group.displayName,
      ...(people
        ? { memberKeys: people.map((one) => accountKey(at.scopeKey, one.value)).sort() }
        : {}),
    });
  },
});

const tokens = list({
  id: 'databricks.tokens',
  title: 'Personal access tokens of all users and service principals of a workspace',
  commands: [call('token-management list', 'tokens')],
  emits: ['credential', 'identity', 'ownership'],
  what: 'tokens',
  members: ['token_infos', ''],
  item: Token,
  fits: (item) => 'token_id' in item,
  *read(token, at): Generator<Observation> {
    const owner = token.owner_id ?? token.created_by_id;
    const key = owner ? accountKey(at.scopeKey, owner) : null;
    const holder = key === null ? null : (at.own.holders.get(key) ?? null);
    const credential = toToken(at.scopeKey, token, { holder, now: at.context.now });
    yield upsert(at.of, 'credential', credential);
    if (key === null || holder?.kind !== 'person') return;
    yield enrichment(at.of, 'identity', toTokenHolder(key, holder));
    yield upsert(
      at.of,
      'ownership',
      toldOwner({
        provider: 'databricks',
        subject: { type: 'credential', key: credential.key },
        owner: {
          type: 'person',
          name: holder.name,
          email: holder.email,
          status: holder.active === true ? 'active' : holder.active === false ? 'left' : 'unknown',
        },
        signal: 'provider-owner',
        confidence: 0.9,
      }),
    );
  },
});

const secrets = list({
  id: 'databricks.oauth-secrets',
  title: 'OAuth secrets of each service principal',
  commands: [
    callOfEach(
      'service-principals',
      'id',
      'account service-principal-secrets list',
      'oauth-secrets',
    ),
  ],
  emits: ['credential'],
  what: 'oauth-secrets',
  members: ['secrets', ''],
  next: ['next_page_token'],
  item: OauthSecret,
  fits: (item) => 'secret_hash' in item,
  parentListing: 'databricks.service-principals',
  read: (secret, at) => [upsert(at.of, 'credential', toSecret(at.scopeKey, secret, at.parent))],
});

const federation = list({
  id: 'databricks.federation-policies',
  title: 'Whose tokens each service principal accepts',
  commands: [
    callOfEach(
      'service-principals',
      'id',
      'account service-principal-federation-policy list',
      'federation-policies',
    ),
  ],
  emits: ['credential'],
  what: 'federation-policies',
  members: ['policies', ''],
  next: ['next_page_token'],
  item: FederationPolicy,
  fits: (item) => 'oidc_policy' in item,
  parentListing: 'databricks.service-principals',
  read: (policy, at) => [upsert(at.of, 'credential', toTrust(at.scopeKey, policy, at.parent))],
});

const secretScopes = list({
  id: 'databricks.secret-scopes',
  title: 'Secret scopes of a workspace',
  commands: [call('secrets list-scopes', 'secret-scopes')],
  emits: ['resource'],
  what: 'secret-scopes',
  members: ['scopes', ''],
  item: SecretScope,
  fits: (item) => 'backend_type' in item,
  nameOf: (scope) => scope.name,
  *read(scope, at) {
    yield upsert(at.of, 'resource', {
      key: `${at.scopeKey}/secret-scopes/${scope.name}`,
      provider: 'databricks',
      nativeType: 'databricks-secret-scope',
      name: scope.name,
      attributes: {
        backend: scope.backend_type ?? 'unknown',
        ...(scope.keyvault_metadata?.resource_id
          ? { keyVault: scope.keyvault_metadata.resource_id }
          : {}),
      },
    });
  },
});

const secretNames = list({
  id: 'databricks.secrets',
  title: 'Names of the secrets of each secret scope',
  commands: [callOfEach('secret-scopes', 'name', 'secrets list-secrets', 'secrets')],
  emits: ['secret-reference'],
  what: 'secrets',
  members: ['secrets', ''],
  item: Secret,
  fits: (item) => 'last_updated_timestamp' in item && 'key' in item,
  parentListing: 'databricks.secret-scopes',
  *read(secret, at) {
    const locator = `${at.scopeKey}/secret-scopes/${at.parent ?? 'unknown'}/${secret.key}`;
    const updated = timestampOf(secret.last_updated_timestamp ?? Number.NaN);
    yield upsert(at.of, 'secret-reference', {
      key: locator,
      provider: 'databricks',
      store: 'databricks-secret-scope',
      name: secret.key,
      identityKey: null,
      place: {
        kind: 'provider',
        locator,
        ...(updated === null ? {} : { modifiedAt: updated }),
      },
    });
  },
});

/** `MANAGE` reads, writes and shares the secrets of a scope. */
const levels = { MANAGE: 'admin', WRITE: 'write', READ: 'read' } as const;

const secretAcls = list({
  id: 'databricks.secret-acls',
  title: 'Who may read the secrets of each secret scope',
  commands: [callOfEach('secret-scopes', 'name', 'secrets list-acls', 'secret-acls')],
  emits: ['entitlement', 'grant'],
  what: 'secret-acls',
  members: ['items', ''],
  item: Acl,
  fits: (item) => 'principal' in item && 'permission' in item,
  parentListing: 'databricks.secret-scopes',
  *read(acl, at): Generator<Observation> {
    const known = at.own.byName.get(`${at.scopeKey} ${acl.principal}`);
    const holder = known ? at.own.holders.get(known) : undefined;
    const type = holder ? (holder.kind === 'person' ? 'person' : 'identity') : 'group';
    const resourceKey = `${at.scopeKey}/secret-scopes/${at.parent ?? 'unknown'}`;
    const key = `secret-scope/${acl.permission}`;
    yield upsert(at.of, 'entitlement', {
      key,
      provider: 'databricks',
      nativeType: 'databricks-secret-permission',
      name: acl.permission,
      access: levels[acl.permission as keyof typeof levels] ?? 'unknown',
      attributes: { readsSecrets: true },
    });
    yield upsert(at.of, 'grant', {
      key: `${acl.principal} has ${key} on ${resourceKey}`,
      provider: 'databricks',
      principal: { type, key: known ?? acl.principal, name: holder?.name ?? acl.principal },
      entitlementKey: key,
      on: at.parent ?? 'unknown',
      resourceKey,
      via: null,
      conditional: false,
    });
  },
});

/** Accounts come first: tokens name only their numbers. */
export const lists = [
  servicePrincipals,
  users,
  groups,
  tokens,
  secrets,
  federation,
  secretScopes,
  secretNames,
  secretAcls,
];
