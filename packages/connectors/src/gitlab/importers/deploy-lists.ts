import { upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { fromDeployKey, fromDeployToken } from '../mapping/deploy.ts';
import { type GitLabPlace, placeKey, placeName } from '../mapping/place.ts';
import { DeployKey, DeployToken } from '../schema.ts';
import { callOf, callOfEach, type GitLabAt, list, placeOf } from './state.ts';

function* token(
  item: DeployToken,
  at: GitLabAt,
  level: GitLabPlace['level'],
): Generator<Observation> {
  const place = placeOf(at, level);
  const { identity, credential } = fromDeployToken(item, { place, now: at.context.now });
  yield upsert(at.of, 'identity', identity);
  yield upsert(at.of, 'credential', credential);
  if (level === 'instance' || !item.scopes) return;
  const principal = { type: 'identity' as const, key: identity.key, name: identity.name };
  for (const scope of [...item.scopes].sort()) {
    const key = `scope/${scope}`;
    yield upsert(at.of, 'entitlement', {
      key,
      provider: 'gitlab',
      nativeType: 'gitlab-scope',
      name: scope,
      access: scope.startsWith('read_') ? 'read' : 'write',
    });
    yield upsert(at.of, 'grant', grantOf(principal, key, place));
  }
}

function grantOf(
  principal: { readonly type: 'identity'; readonly key: string; readonly name: string },
  entitlementKey: string,
  place: GitLabPlace,
) {
  return {
    key: `${principal.key} has ${entitlementKey} in ${placeKey(place)}`,
    provider: 'gitlab',
    principal,
    entitlementKey,
    on: placeName(place),
    resourceKey: placeKey(place),
    via: null,
    conditional: false,
  };
}

const tokenEmits = ['identity', 'credential', 'entitlement', 'grant'] as const;
const isDeployToken = (item: Readonly<Record<string, unknown>>) =>
  'username' in item && 'scopes' in item && 'expired' in item;

const instanceTokens = list({
  id: 'gitlab.deploy-tokens',
  title: 'Deploy tokens of an instance (administrators only)',
  commands: [callOf('deploy_tokens?per_page=100', 'deploy-tokens')],
  emits: ['identity', 'credential'],
  what: 'deploy-tokens',
  members: [''],
  item: DeployToken,
  fits: isDeployToken,
  read: (item, at) => token(item, at, 'instance'),
});

const groupTokens = list({
  id: 'gitlab.group-deploy-tokens',
  title: 'Deploy tokens of each group',
  commands: [callOfEach('groups', 'groups/$id/deploy_tokens?per_page=100', 'group-deploy-tokens')],
  emits: tokenEmits,
  what: 'group-deploy-tokens',
  members: [''],
  item: DeployToken,
  fits: () => false,
  parentListing: 'gitlab.groups',
  read: (item, at) => token(item, at, 'group'),
});

const projectTokens = list({
  id: 'gitlab.project-deploy-tokens',
  title: 'Deploy tokens of each project',
  commands: [
    callOfEach('projects', 'projects/$id/deploy_tokens?per_page=100', 'project-deploy-tokens'),
  ],
  emits: tokenEmits,
  what: 'project-deploy-tokens',
  members: [''],
  item: DeployToken,
  fits: () => false,
  parentListing: 'gitlab.projects',
  read: (item, at) => token(item, at, 'project'),
});

function* key(
  item: DeployKey,
  at: GitLabAt,
  level: 'instance' | 'project',
): Generator<Observation> {
  const place = placeOf(at, level);
  const { identity, credential } = fromDeployKey(item, { place, now: at.context.now });
  yield upsert(at.of, 'identity', identity);
  yield upsert(at.of, 'credential', credential);
  const principal = { type: 'identity' as const, key: identity.key, name: identity.name };
  for (const { where, writes } of projectsOf(item, place)) {
    const name = writes ? 'push' : 'pull';
    const entitlementKey = `deploy-key/${name}`;
    yield upsert(at.of, 'entitlement', {
      key: entitlementKey,
      provider: 'gitlab',
      nativeType: 'gitlab-deploy-key-right',
      name,
      access: writes ? 'write' : 'read',
    });
    yield upsert(at.of, 'grant', grantOf(principal, entitlementKey, where));
  }
}

/** The projects that the item says the key serves. */
function projectsOf(item: DeployKey, place: GitLabPlace) {
  const { scopeKey } = place;
  const at = (projects: DeployKey['projects_with_write_access'], writes: boolean) =>
    (projects ?? []).map(({ id, path_with_namespace: path }) => ({
      where: { scopeKey, level: 'project' as const, id, path: path ?? null },
      writes,
    }));
  const own =
    place.level === 'project' && typeof item.can_push === 'boolean'
      ? [{ where: place, writes: item.can_push }]
      : [];
  return [
    ...own,
    ...at(item.projects_with_write_access, true),
    ...at(item.projects_with_readonly_access, false),
  ];
}

const instanceKeys = list({
  id: 'gitlab.deploy-keys',
  title: 'Deploy keys of an instance (administrators only)',
  commands: [callOf('deploy_keys?per_page=100', 'deploy-keys')],
  emits: tokenEmits,
  what: 'deploy-keys',
  members: [''],
  item: DeployKey,
  fits: (item) => 'key' in item && 'projects_with_write_access' in item,
  read: (item, at) => key(item, at, 'instance'),
});

const projectKeys = list({
  id: 'gitlab.project-deploy-keys',
  title: 'Deploy keys of each project',
  commands: [
    callOfEach('projects', 'projects/$id/deploy_keys?per_page=100', 'project-deploy-keys'),
  ],
  emits: tokenEmits,
  what: 'project-deploy-keys',
  members: [''],
  item: DeployKey,
  fits: () => false,
  parentListing: 'gitlab.projects',
  read: (item, at) => key(item, at, 'project'),
});

/** Deploy tokens and deploy keys. */
export const deployLists = [instanceTokens, groupTokens, projectTokens, instanceKeys, projectKeys];
