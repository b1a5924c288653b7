import { answerList, timeOf, toldAttributes, toldOwner, upsert } from '@nonhuman/connector-kit';
import {
  type AccessLevel,
  type Observation,
  type Person,
  type Timestamp,
  unknown,
} from '@nonhuman/model';
import { serviceAccountKey, toIdentity, toTrust } from '../mapping/federation.ts';
import { toCallers, toCredential, type WorkspacePlace, workspaceKey } from '../mapping/key.ts';
import {
  ApiKey,
  FederationIssuer,
  FederationRule,
  ServiceAccount,
  UsageBucket,
  User,
  Workspace,
  WorkspaceMember,
} from '../schema.ts';

/** What the files of one run need of one another. */
export interface AnthropicOwn {
  readonly people: Map<string, { readonly name: string; readonly email: string | null }>;
  readonly workspaces: Map<string, { readonly name: string; readonly archived: boolean }>;
  /** Scope and key → the last day that the usage report shows it. */
  readonly lastUse: Map<string, Timestamp>;
  /** Scope and issuer → its address. */
  readonly issuers: Map<string, string>;
}

const list = answerList<AnthropicOwn>();
const answer = { members: ['data'], next: ['has_more'] } as const;
const headers = '-H "x-api-key: $ANTHROPIC_ADMIN_KEY" -H "anthropic-version: 2023-06-01"';
const api = 'https://api.anthropic.com/v1/organizations';

/** All pages of a list, one after another, into a file. */
function pages(path: string, file: string): string {
  const mark = path.includes('?') ? '&' : '?';
  return `after=; while :; do answer=$(curl -sS ${headers} "${api}/${path}${mark}limit=100$after"); printf "%s\\n" "$answer"; [ "$(printf "%s" "$answer" | jq -r ".has_more")" = true ] || break; after="&after_id=$(printf "%s" "$answer" | jq -r ".last_id")"; done > "${file}"`;
}

const isType = (type: string) => (item: Readonly<Record<string, unknown>>) => item['type'] === type;

function userKey(scopeKey: string, id: string): string {
  return `${scopeKey}/users/${id}`;
}

const users = list({
  ...answer,
  id: 'anthropic.users',
  title: 'Members of an organization',
  commands: [pages('users', '${ORG}__users.json')],
  emits: ['person'],
  what: 'users',
  item: User,
  fits: isType('user'),
  *read(user, at) {
    const email = user.email?.toLowerCase() ?? null;
    const person: Person = {
      key: userKey(at.scopeKey, user.id),
      provider: 'anthropic',
      name: user.name || email || user.id,
      email,
      logins: [user.id],
      status: 'active',
      leftAt: unknown('Anthropic lists only members'),
      attributes: { role: user.role ?? 'unknown' },
    };
    at.own.people.set(person.key, { name: person.name, email });
    yield upsert(at.of, 'person', person);
  },
});

const workspaces = list({
  ...answer,
  id: 'anthropic.workspaces',
  title: 'Workspaces of an organization',
  commands: [pages('workspaces?include_archived=true', '${ORG}__workspaces.json')],
  emits: ['resource'],
  what: 'workspaces',
  item: Workspace,
  fits: isType('workspace'),
  nameOf: (workspace) => workspace.id,
  *read(workspace, at): Generator<Observation> {
    const key = workspaceKey(at.scopeKey, workspace.id);
    const archived = Boolean(workspace.archived_at);
    const name = workspace.name || workspace.id;
    at.own.workspaces.set(key, { name, archived });
    yield upsert(at.of, 'resource', {
      key,
      provider: 'anthropic',
      nativeType: 'anthropic-workspace',
      name,
      attributes: { archived },
    });
  },
});

const levels: Readonly<Record<string, AccessLevel>> = {
  workspace_admin: 'admin',
  workspace_developer: 'write',
  workspace_user: 'write',
  workspace_billing: 'read',
};

const workspaceMembers = list({
  ...answer,
  id: 'anthropic.workspace-members',
  title: 'Members of each workspace',
  commands: [
    `for id in $(jq -r ".data[].id" "\${ORG}__workspaces.json"); do ${pages('workspaces/$id/members', '${ORG}__${id}__workspace-members.json')}; done`,
  ],
  emits: ['entitlement', 'grant'],
  what: 'workspace-members',
  item: WorkspaceMember,
  fits: isType('workspace_member'),
  parentListing: 'anthropic.workspaces',
  *read(member, at): Generator<Observation> {
    const key = userKey(at.scopeKey, member.user_id);
    const workspace = workspaceKey(at.scopeKey, member.workspace_id ?? at.parent);
    const entitlementKey = `workspace-role/${member.workspace_role}`;
    yield upsert(at.of, 'entitlement', {
      key: entitlementKey,
      provider: 'anthropic',
      nativeType: 'anthropic-workspace-role',
      name: member.workspace_role,
      access: levels[member.workspace_role] ?? 'unknown',
    });
    yield upsert(at.of, 'grant', {
      key: `${key} has ${entitlementKey} in ${workspace}`,
      provider: 'anthropic',
      principal: { type: 'person', key, name: at.own.people.get(key)?.name ?? member.user_id },
      entitlementKey,
      on: at.own.workspaces.get(workspace)?.name ?? workspace,
      resourceKey: workspace,
      via: null,
      conditional: false,
    });
  },
});

const usage = list({
  ...answer,
  id: 'anthropic.usage',
  title: 'On which of the last 30 days each key was used',
  commands: [
    `since=$(date -u -d "30 days ago" +%Y-%m-%dT00:00:00Z); curl -gsS ${headers} "${api}/usage_report/messages?starting_at=$since&bucket_width=1d&limit=31&group_by[]=api_key_id" > "\${ORG}__usage.json"`,
  ],
  emits: ['credential'],
  what: 'usage',
  item: UsageBucket,
  fits: (item) => 'starting_at' in item && 'results' in item,
  *read(bucket, at) {
    const day = timeOf(bucket.starting_at);
    if (day === null) return;
    for (const { api_key_id: id } of bucket.results) {
      if (!id) continue;
      const key = `${at.scopeKey} ${id}`;
      if (day > (at.own.lastUse.get(key) ?? '')) at.own.lastUse.set(key, day);
    }
    yield* [];
  },
});

const apiKeys = list({
  ...answer,
  id: 'anthropic.api-keys',
  title: 'API keys of an organization',
  commands: [pages('api_keys', '${ORG}__api-keys.json')],
  emits: ['credential', 'identity', 'ownership'],
  what: 'api-keys',
  item: ApiKey,
  fits: isType('api_key'),
  *read(key, at): Generator<Observation> {
    const place: WorkspacePlace = {
      scopeKey: at.scopeKey,
      id: key.workspace_id ?? null,
      name: null,
      archived: false,
      ...at.own.workspaces.get(workspaceKey(at.scopeKey, key.workspace_id ?? null)),
    };
    const lastUse = at.own.lastUse.get(`${at.scopeKey} ${key.id}`) ?? null;
    const credential = toCredential(key, { place, lastUse, now: at.context.now });
    yield upsert(at.of, 'identity', toCallers(place));
    yield upsert(at.of, 'credential', credential);
    const creator = key.created_by?.type === 'user' ? key.created_by.id : null;
    if (!creator) return;
    const person = at.own.people.get(userKey(at.scopeKey, creator));
    yield upsert(
      at.of,
      'ownership',
      toldOwner({
        provider: 'anthropic',
        subject: { type: 'credential', key: credential.key },
        owner: {
          type: 'person',
          name: person?.name ?? creator,
          email: person?.email ?? null,
          status: person ? 'active' : 'unknown',
        },
        ownerId: creator,
        signal: 'creator',
        confidence: 0.7,
      }),
    );
  },
});

/** All pages of a list that only OAuth tokens of an administrator are answered. */
function oauthPages(path: string, what: string): string {
  return `page=; while :; do answer=$(curl -sS -H "Authorization: Bearer $ANTHROPIC_OAUTH_TOKEN" -H "anthropic-version: 2023-06-01" "${api}/${path}?include_archived=true&limit=100$page"); printf "%s\\n" "$answer"; next=$(printf "%s" "$answer" | jq -r ".next_page // empty"); [ -n "$next" ] || break; page="&page=$next"; done > "\${ORG}__${what}.json"`;
}

const paged = { members: ['data'], next: ['next_page'] } as const;

const issuers = list({
  ...paged,
  id: 'anthropic.federation-issuers',
  title: 'Issuers whose tokens an organization accepts',
  commands: [oauthPages('federation_issuers', 'federation-issuers')],
  emits: ['resource'],
  what: 'federation-issuers',
  item: FederationIssuer,
  fits: isType('federation_issuer'),
  *read(issuer, at) {
    at.own.issuers.set(`${at.scopeKey} ${issuer.id}`, issuer.issuer_url);
    yield upsert(at.of, 'resource', {
      key: `${at.scopeKey}/federation-issuers/${issuer.id}`,
      provider: 'anthropic',
      nativeType: 'anthropic-federation-issuer',
      name: issuer.name || issuer.issuer_url,
      attributes: { issuer: issuer.issuer_url, archived: Boolean(issuer.archived_at) },
    });
  },
});

const serviceAccounts = list({
  ...paged,
  id: 'anthropic.service-accounts',
  title: 'Service accounts of an organization',
  commands: [oauthPages('service_accounts', 'service-accounts')],
  emits: ['identity'],
  what: 'service-accounts',
  item: ServiceAccount,
  fits: isType('service_account'),
  read: (account, at) => [upsert(at.of, 'identity', toIdentity(at.scopeKey, account))],
});

const federationRules = list({
  ...paged,
  id: 'anthropic.federation-rules',
  title: 'Whose tokens are exchanged for tokens of which service account',
  commands: [oauthPages('federation_rules', 'federation-rules')],
  emits: ['credential', 'delegation'],
  what: 'federation-rules',
  item: FederationRule,
  fits: isType('federation_rule'),
  *read(rule, at): Generator<Observation> {
    const issuer = at.own.issuers.get(`${at.scopeKey} ${rule.issuer_id}`) ?? null;
    const trust = toTrust(at.scopeKey, rule, issuer);
    yield upsert(at.of, 'credential', trust);
    if (issuer === null || rule.archived_at) return;
    const subject = rule.match.subject_prefix ?? '*';
    yield upsert(at.of, 'delegation', {
      key: `${trust.key} lets ${issuer} in`,
      provider: 'anthropic',
      kind: 'federated-login',
      from: { type: 'external', key: `${issuer} ${subject}`, name: subject },
      to: {
        type: 'identity',
        key: serviceAccountKey(at.scopeKey, rule.target.service_account_id),
      },
      conditional: true,
      conditions: toldAttributes({ ...rule.match }),
      attributes: { issuer },
    });
  },
});

/** People, workspaces, issuers and use come before what names only their numbers. */
export const lists = [
  users,
  workspaces,
  workspaceMembers,
  issuers,
  serviceAccounts,
  federationRules,
  usage,
  apiKeys,
];
