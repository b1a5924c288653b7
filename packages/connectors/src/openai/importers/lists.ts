import {
  type AnswerPlace,
  answerList,
  enrichment,
  toldOwner,
  upsert,
} from '@nonhuman/connector-kit';
import { type Observation, type Principal, unknown } from '@nonhuman/model';
import {
  accessOfRole,
  type ProjectPlace,
  projectKey,
  serviceAccountKey,
  toKeyHolder,
  toPerson,
  toServiceAccount,
  userKey,
} from '../mapping/account.ts';
import { fromAdminKey, fromProjectKey, isOfPerson } from '../mapping/key.ts';
import { AdminKey, Project, ProjectKey, ServiceAccount, User } from '../schema.ts';

/** What the files of one run need of one another: projects by key. */
export interface OpenAiOwn {
  readonly projects: Map<string, { readonly name: string; readonly archived: boolean }>;
}

export type OpenAiAt = AnswerPlace<OpenAiOwn>;

const list = answerList<OpenAiOwn>();
const answer = { members: ['data'], next: ['has_more'] } as const;
const api = 'https://api.openai.com/v1/organization';

/** All pages of a list, one after another, into a file. */
function pages(path: string, file: string): string {
  const mark = path.includes('?') ? '&' : '?';
  const url = `${api}/${path}${mark}limit=100$after`;
  return `after=; while :; do answer=$(curl -sS -H "Authorization: Bearer $OPENAI_ADMIN_KEY" "${url}"); printf "%s\\n" "$answer"; [ "$(printf "%s" "$answer" | jq -r ".has_more")" = true ] || break; after="&after=$(printf "%s" "$answer" | jq -r ".last_id")"; done > "${file}"`;
}

function pagesOfEach(path: string, what: string): string {
  const each = pages(`projects/$id/${path}`, `\${ORG}__\${id}__${what}.json`);
  return `for id in $(jq -r ".data[].id" "\${ORG}__projects.json"); do ${each}; done`;
}

function placeOf(at: OpenAiAt): ProjectPlace {
  const blank = { scopeKey: at.scopeKey, id: at.parent, name: null, archived: false };
  return { ...blank, ...at.own.projects.get(projectKey(blank)) };
}

const isObject = (name: string) => (item: Readonly<Record<string, unknown>>) =>
  item['object'] === name;

const users = list({
  ...answer,
  id: 'openai.users',
  title: 'Members of an organization',
  commands: [pages('users', '${ORG}__users.json')],
  emits: ['person'],
  what: 'users',
  item: User,
  fits: isObject('organization.user'),
  read: (user, at) => [upsert(at.of, 'person', toPerson(at.scopeKey, user))],
});

const projects = list({
  ...answer,
  id: 'openai.projects',
  title: 'Projects of an organization',
  commands: [pages('projects?include_archived=true', '${ORG}__projects.json')],
  emits: ['resource'],
  what: 'projects',
  item: Project,
  fits: isObject('organization.project'),
  nameOf: (project) => project.id,
  *read(project, at) {
    const archived = project.status === 'archived' || typeof project.archived_at === 'number';
    const key = projectKey({ scopeKey: at.scopeKey, id: project.id, name: null, archived });
    const name = project.name || project.id;
    at.own.projects.set(key, { name, archived });
    yield upsert(at.of, 'resource', {
      key,
      provider: 'openai',
      nativeType: 'openai-project',
      name,
      attributes: { archived },
    });
  },
});

function* roleIn(
  place: ProjectPlace,
  principal: Principal,
  role: string,
  at: OpenAiAt,
): Generator<Observation> {
  const key = `project-role/${role}`;
  yield upsert(at.of, 'entitlement', {
    key,
    provider: 'openai',
    nativeType: 'openai-project-role',
    name: role,
    access: accessOfRole(role),
  });
  yield upsert(at.of, 'grant', {
    key: `${principal.key} has ${key} in ${projectKey(place)}`,
    provider: 'openai',
    principal,
    entitlementKey: key,
    on: place.name ?? place.id ?? 'unknown',
    resourceKey: projectKey(place),
    via: null,
    conditional: false,
  });
}

const projectUsers = list({
  ...answer,
  id: 'openai.project-users',
  title: 'Members of each project',
  commands: [pagesOfEach('users', 'project-users')],
  emits: ['entitlement', 'grant'],
  what: 'project-users',
  item: User,
  fits: isObject('organization.project.user'),
  parentListing: 'openai.projects',
  *read(user, at): Generator<Observation> {
    const name = user.name || user.email || user.id;
    const principal: Principal = { type: 'person', key: userKey(at.scopeKey, user.id), name };
    if (user.role) yield* roleIn(placeOf(at), principal, user.role, at);
  },
});

const serviceAccounts = list({
  ...answer,
  id: 'openai.service-accounts',
  title: 'Service accounts of each project',
  commands: [pagesOfEach('service_accounts', 'service-accounts')],
  emits: ['identity', 'entitlement', 'grant'],
  what: 'service-accounts',
  item: ServiceAccount,
  fits: isObject('organization.project.service_account'),
  parentListing: 'openai.projects',
  *read(account, at): Generator<Observation> {
    const place = placeOf(at);
    const identity = toServiceAccount(place, account);
    yield upsert(at.of, 'identity', identity);
    const principal: Principal = { type: 'identity', key: identity.key, name: identity.name };
    if (account.role) yield* roleIn(place, principal, account.role, at);
  },
});

const projectKeys = list({
  ...answer,
  id: 'openai.project-keys',
  title: 'API keys of each project, those of people without access included',
  commands: [pagesOfEach('api_keys?owner_project_access=any', 'project-keys')],
  emits: ['credential', 'identity', 'ownership'],
  what: 'project-keys',
  item: ProjectKey,
  fits: isObject('organization.project.api_key'),
  parentListing: 'openai.projects',
  *read(key, at): Generator<Observation> {
    const place = placeOf(at);
    const credential = fromProjectKey(place, key);
    yield upsert(at.of, 'credential', credential);
    const { user, service_account: account } = key.owner ?? {};
    if (account) yield enrichment(at.of, 'identity', toServiceAccount(place, account));
    if (!user) return;
    yield enrichment(at.of, 'identity', toKeyHolder(at.scopeKey, user));
    const email = user.email?.toLowerCase() ?? null;
    yield upsert(
      at.of,
      'ownership',
      toldOwner({
        provider: 'openai',
        subject: { type: 'credential', key: credential.key },
        owner: { type: 'person', name: user.name || email || user.id, email },
        ownerId: user.id,
        signal: 'provider-owner',
        confidence: 0.9,
      }),
    );
  },
});

const adminKeys = list({
  ...answer,
  id: 'openai.admin-keys',
  title: 'Admin keys of an organization',
  commands: [pages('admin_api_keys', '${ORG}__admin-keys.json')],
  emits: ['credential', 'identity', 'ownership'],
  what: 'admin-keys',
  item: AdminKey,
  fits: isObject('organization.admin_api_key'),
  *read(key, at): Generator<Observation> {
    const credential = fromAdminKey(at.scopeKey, key);
    yield upsert(at.of, 'credential', credential);
    const { id, name = null } = key.owner ?? {};
    if (!id) return;
    if (isOfPerson(key) === false) {
      yield enrichment(at.of, 'identity', {
        key: serviceAccountKey(at.scopeKey, id),
        provider: 'openai',
        kind: 'service-account',
        nativeType: 'openai-service-account',
        name: name || id,
        status: 'active',
        createdAt: unknown('this list does not tell it'),
        lastUsedAt: unknown('its API keys tell it'),
        access: 'admin',
      });
      return;
    }
    yield enrichment(at.of, 'identity', toKeyHolder(at.scopeKey, { id, name }));
    yield upsert(
      at.of,
      'ownership',
      toldOwner({
        provider: 'openai',
        subject: { type: 'credential', key: credential.key },
        owner: { type: 'person', name: name || id },
        ownerId: id,
        signal: 'provider-owner',
        confidence: 0.9,
      }),
    );
  },
});

/** Projects come before what is in them. */
export const lists = [users, projects, projectUsers, serviceAccounts, projectKeys, adminKeys];
