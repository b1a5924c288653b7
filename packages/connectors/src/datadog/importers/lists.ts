import {
  type AnswerPlace,
  answerList,
  enrichment,
  toldOwner,
  upsert,
} from '@nonhuman/connector-kit';
import type { AccessLevel, Observation, Principal } from '@nonhuman/model';
import { fromApiKey, fromApplicationKey, type KeyOwner } from '../mapping/key.ts';
import { higher, toEntitlement, toGrant } from '../mapping/role.ts';
import { personStatus, toIdentity, toPerson, toSender, userKey } from '../mapping/user.ts';
import { ApiKey, ApplicationKey, Permission, Role, User } from '../schema.ts';

/** What the files of one run need of one another. */
export interface DatadogOwn {
  readonly permissions: Map<string, Permission>;
  /** Roles by key. */
  readonly roles: Map<string, { readonly name: string; readonly access: AccessLevel }>;
  /** Users by key, with what holder of keys they make. */
  readonly users: Map<string, { readonly owner: KeyOwner; readonly user: User }>;
}

export type DatadogAt = AnswerPlace<DatadogOwn>;

const list = answerList<DatadogOwn>();
const answer = { members: ['data'], total: 'meta.page.total_filtered_count' } as const;

/** All pages of a list, one after another; a page that is not full is the last. */
function pages(path: string, what: string): string {
  const keys = '-H "DD-API-KEY: $DD_API_KEY" -H "DD-APPLICATION-KEY: $DD_APP_KEY"';
  const url = `https://api.$DD_SITE/api/v2/${path}?page[size]=100&page[number]=$page`;
  return `page=0; while :; do answer=$(curl -gsS ${keys} "${url}"); printf "%s\\n" "$answer"; [ "$(printf "%s" "$answer" | jq ".data | length")" = 100 ] || break; page=$((page + 1)); done > "\${ORG}__${what}.json"`;
}

const isOf = (type: string) => (item: Readonly<Record<string, unknown>>) => item['type'] === type;

const permissions = list({
  id: 'datadog.permissions',
  title: 'Permissions that roles are made of',
  commands: [
    'curl -sS -H "DD-API-KEY: $DD_API_KEY" -H "DD-APPLICATION-KEY: $DD_APP_KEY" "https://api.$DD_SITE/api/v2/permissions" > "${ORG}__permissions.json"',
  ],
  emits: ['entitlement'],
  what: 'permissions',
  members: ['data'],
  item: Permission,
  fits: isOf('permissions'),
  *read(permission, at) {
    at.own.permissions.set(permission.id, permission);
    yield* [];
  },
});

const roles = list({
  ...answer,
  id: 'datadog.roles',
  title: 'Roles with their permissions',
  commands: [pages('roles', 'roles')],
  emits: ['entitlement'],
  what: 'roles',
  item: Role,
  fits: isOf('roles'),
  *read(role, at) {
    const known = at.own.permissions.size > 0 ? at.own.permissions : null;
    const entitlement = toEntitlement(at.scopeKey, role, known);
    at.own.roles.set(entitlement.key, { name: entitlement.name, access: entitlement.access });
    yield upsert(at.of, 'entitlement', entitlement);
  },
});

const users = list({
  ...answer,
  id: 'datadog.users',
  title: 'Users and service accounts, with their roles',
  commands: [pages('users', 'users')],
  emits: ['person', 'identity', 'grant'],
  what: 'users',
  item: User,
  fits: isOf('users'),
  *read(user, at): Generator<Observation> {
    const key = userKey(at.scopeKey, user.id);
    const isServiceAccount = user.attributes.service_account === true;
    const grants = (user.relationships?.roles?.data ?? []).map(({ id }) => {
      const principal: Principal = {
        type: isServiceAccount ? 'identity' : 'person',
        key,
        name: user.attributes.name || user.attributes.handle || user.id,
      };
      return toGrant(at.scopeKey, principal, id);
    });
    const held = grants.map(({ entitlementKey }) => at.own.roles.get(entitlementKey));
    const isTold = user.relationships?.roles?.data != null && !held.includes(undefined);
    const access = isTold
      ? held.reduce<AccessLevel>((all, role) => higher(all, role?.access ?? 'none'), 'none')
      : null;
    const person = toPerson(at.scopeKey, user);
    at.own.users.set(key, {
      user,
      owner: {
        isServiceAccount,
        name: person.name,
        email: person.email,
        status: personStatus(user),
        access,
        roles: held.flatMap((role) => role?.name ?? []).sort(),
      },
    });
    if (isServiceAccount) yield upsert(at.of, 'identity', toIdentity(at.scopeKey, user, access));
    else yield upsert(at.of, 'person', person);
    for (const grant of grants) yield upsert(at.of, 'grant', grant);
  },
});

/** Whoever made or holds a key. */
function* ownerOf(
  of: {
    readonly key: string;
    readonly userId: string;
    readonly signal: string;
    readonly confidence: number;
  },
  at: DatadogAt,
): Generator<Observation> {
  const known = at.own.users.get(userKey(at.scopeKey, of.userId))?.owner;
  if (known?.isServiceAccount === true) return;
  yield upsert(
    at.of,
    'ownership',
    toldOwner({
      provider: 'datadog',
      subject: { type: 'credential', key: of.key },
      owner: {
        type: 'person',
        name: known?.name ?? of.userId,
        email: known?.email ?? null,
        status: known?.status ?? 'unknown',
      },
      ownerId: of.userId,
      signal: of.signal,
      confidence: of.confidence,
    }),
  );
}

const apiKeys = list({
  ...answer,
  id: 'datadog.api-keys',
  title: 'API keys of an organization',
  commands: [pages('api_keys', 'api-keys')],
  emits: ['credential', 'identity', 'ownership'],
  what: 'api-keys',
  item: ApiKey,
  fits: isOf('api_keys'),
  *read(key, at): Generator<Observation> {
    yield upsert(at.of, 'identity', toSender(at.scopeKey));
    const credential = fromApiKey(at.scopeKey, key);
    yield upsert(at.of, 'credential', credential);
    const userId = key.relationships?.created_by?.data?.id;
    if (userId)
      yield* ownerOf({ key: credential.key, userId, signal: 'creator', confidence: 0.5 }, at);
  },
});

const applicationKeys = list({
  ...answer,
  id: 'datadog.application-keys',
  title: 'Application keys of an organization, with owner and scopes',
  commands: [pages('application_keys', 'application-keys')],
  emits: ['credential', 'identity', 'ownership'],
  what: 'application-keys',
  item: ApplicationKey,
  fits: isOf('application_keys'),
  *read(key, at): Generator<Observation> {
    const userId = key.relationships?.owned_by?.data?.id ?? null;
    const ownerKey = userId === null ? null : userKey(at.scopeKey, userId);
    const known = ownerKey === null ? undefined : at.own.users.get(ownerKey);
    const owner = known?.owner ?? null;
    const credential = fromApplicationKey(at.scopeKey, key, { ownerKey, owner });
    yield upsert(at.of, 'credential', credential);
    if (known && !known.owner.isServiceAccount)
      yield enrichment(at.of, 'identity', toIdentity(at.scopeKey, known.user, known.owner.access));
    if (userId !== null)
      yield* ownerOf(
        { key: credential.key, userId, signal: 'provider-owner', confidence: 0.9 },
        at,
      );
  },
});

/** Rights and users come first: keys name only the number of their owner. */
export const lists = [permissions, roles, users, apiKeys, applicationKeys];
