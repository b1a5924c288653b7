import { enrichment, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { accountKind, toHolder, toIdentity, toPerson } from '../mapping/account.ts';
import { type GitLabPlace, placeKey, userKey } from '../mapping/place.ts';
import { toEntitlement, toGrant } from '../mapping/role.ts';
import { Group, type Member, Member as MemberItem, Project, User } from '../schema.ts';
import { callOf, callOfEach, type GitLabAt, list, placeOf, principalOf } from './state.ts';

function* account(user: User, at: GitLabAt): Generator<Observation> {
  const kind = accountKind(user);
  if (kind === 'person') yield upsert(at.of, 'person', toPerson(at.scopeKey, user));
  else yield upsert(at.of, 'identity', toIdentity(at.scopeKey, user, kind));
}

const users = list({
  id: 'gitlab.users',
  title: 'Users of an instance (administrators only)',
  commands: [callOf('users?per_page=100', 'users')],
  emits: ['person', 'identity'],
  what: 'users',
  members: [''],
  item: User,
  fits: (item) => 'username' in item && 'is_admin' in item,
  nameOf: (user) => user.id,
  *read(user, at) {
    at.own.holders.set(userKey(at.scopeKey, user.id), toHolder(user));
    yield* account(user, at);
  },
});

const serviceAccounts = list({
  id: 'gitlab.service-accounts',
  title: 'Service accounts of a group, or of an instance',
  commands: [
    callOf('groups/$GROUP/service_accounts?per_page=100', 'service-accounts'),
    callOf('service_accounts?per_page=100', 'service-accounts'),
  ],
  emits: ['identity'],
  what: 'service-accounts',
  members: [''],
  item: User,
  fits: (item) => String(item['username']).startsWith('service_account_') && !('is_admin' in item),
  nameOf: (user) => user.id,
  *read(user, at) {
    const key = userKey(at.scopeKey, user.id);
    const known = at.own.holders.get(key);
    at.own.holders.set(key, known ?? { ...toHolder(user), kind: 'service-account' });
    yield upsert(at.of, 'identity', toIdentity(at.scopeKey, user, 'service-account'));
  },
});

const groups = list({
  id: 'gitlab.groups',
  title: 'A group and its subgroups, or all groups of an instance',
  commands: [
    '{ glab api "groups/$GROUP"; glab api --paginate "groups/$GROUP/descendant_groups?per_page=100"; } > "${GROUP}__groups.json"',
    callOf('groups?per_page=100', 'groups'),
  ],
  emits: ['resource'],
  what: 'groups',
  members: [''],
  item: Group,
  fits: (item) => 'full_path' in item && 'full_name' in item,
  nameOf: (group) => group.id,
  *read(group, at) {
    const key = placeKey({ ...placeOf(at, 'group'), id: group.id });
    at.own.paths.set(key, group.full_path);
    yield upsert(at.of, 'resource', {
      key,
      provider: 'gitlab',
      nativeType: 'gitlab-group',
      name: group.full_path,
      attributes: { visibility: group.visibility ?? 'unknown' },
    });
  },
});

const projects = list({
  id: 'gitlab.projects',
  title: 'Projects of a group and its subgroups, or of an instance',
  commands: [
    callOf('groups/$GROUP/projects?include_subgroups=true&per_page=100', 'projects'),
    callOf('projects?per_page=100', 'projects'),
  ],
  emits: ['resource'],
  what: 'projects',
  members: [''],
  item: Project,
  fits: (item) => 'path_with_namespace' in item,
  nameOf: (project) => project.id,
  *read(project, at) {
    const key = placeKey({ ...placeOf(at, 'project'), id: project.id });
    at.own.paths.set(key, project.path_with_namespace);
    yield upsert(at.of, 'resource', {
      key,
      provider: 'gitlab',
      nativeType: 'gitlab-project',
      name: project.path_with_namespace,
      attributes: {
        visibility: project.visibility ?? 'unknown',
        archived: project.archived ?? false,
      },
    });
  },
});

function* member(user: Member, at: GitLabAt, place: GitLabPlace): Generator<Observation> {
  const key = userKey(at.scopeKey, user.id);
  const kind = accountKind(user);
  const { access_level: level } = user;
  const told = at.own.holders.get(key) ?? toHolder(user);
  at.own.holders.set(key, told);
  if (kind === 'person') yield enrichment(at.of, 'person', toPerson(at.scopeKey, user));
  else yield enrichment(at.of, 'identity', toIdentity(at.scopeKey, user, kind));
  yield upsert(at.of, 'entitlement', toEntitlement(level));
  const grant = toGrant(principalOf(key, told, user.username), level, place);
  yield upsert(at.of, 'grant', {
    ...grant,
    ...(user.expires_at ? { attributes: { expiresAt: user.expires_at } } : {}),
  });
}

const groupMembers = list({
  id: 'gitlab.group-members',
  title: 'Direct members of each group',
  commands: [callOfEach('groups', 'groups/$id/members?per_page=100', 'group-members')],
  emits: ['person', 'identity', 'entitlement', 'grant', 'team'],
  what: 'group-members',
  members: [''],
  item: MemberItem,
  fits: () => false,
  parentListing: 'gitlab.groups',
  *read(user, at) {
    const place = placeOf(at, 'group');
    const group = placeKey(place);
    const known = at.own.members.get(group) ?? { at, keys: new Set<string>() };
    at.own.members.set(group, known);
    if (accountKind(user) === 'person') known.keys.add(userKey(at.scopeKey, user.id));
    yield* member(user, at, place);
  },
});

const projectMembers = list({
  id: 'gitlab.project-members',
  title: 'Direct members of each project',
  commands: [callOfEach('projects', 'projects/$id/members?per_page=100', 'project-members')],
  emits: ['person', 'identity', 'entitlement', 'grant'],
  what: 'project-members',
  members: [''],
  item: MemberItem,
  fits: () => false,
  parentListing: 'gitlab.projects',
  read: (user, at) => member(user, at, placeOf(at, 'project')),
});

/** Every group whose members were read, as a team that can answer for what is in it. */
export function* teams(
  own: Iterable<[string, { at: GitLabAt; keys: Set<string> }]>,
): Generator<Observation> {
  for (const [key, { at, keys }] of own)
    yield upsert(at.of, 'team', {
      key,
      provider: 'gitlab',
      name: at.own.paths.get(key) ?? key,
      memberKeys: [...keys].sort(),
    });
}

/** Accounts, and where they are members; read first, since tokens only name numbers. */
export const accountLists = [
  users,
  serviceAccounts,
  groups,
  projects,
  groupMembers,
  projectMembers,
];
