import { inSeconds } from '../clock.ts';
import { sshPublicLine } from '../secrets/keys.ts';
import type { GithubDeployKey, GithubHook, GithubToken, GithubWorld } from '../world/github.ts';
import type { Folder } from './writing.ts';

const api = 'https://api.github.com';

const time = (moment: Date | null) => (moment === null ? null : inSeconds(moment));

/** What gh writes where GitHub refuses. */
const refusal = JSON.stringify({
  message: 'Must have admin rights to Repository.',
  documentation_url: 'https://docs.github.com/rest/repos/webhooks',
  status: '403',
});

function keyItem(org: string, key: GithubDeployKey) {
  return {
    id: key.id,
    key: sshPublicLine(key.pair, ''),
    url: `${api}/repos/${org}/${key.repository}/keys/${key.id}`,
    title: key.title,
    verified: true,
    created_at: time(key.createdAt),
    read_only: key.readOnly,
    added_by: key.addedBy,
    last_used: time(key.lastUsedAt),
    enabled: true,
  };
}

function hookItem(org: string, hook: GithubHook) {
  const path = hook.repository === null ? `orgs/${org}` : `repos/${org}/${hook.repository}`;
  return {
    type: hook.repository === null ? 'Organization' : 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: ['push'],
    config: {
      url: hook.url,
      content_type: 'json',
      insecure_ssl: hook.verifiesTls ? '0' : '1',
      ...(hook.signed ? { secret: '********' } : {}),
    },
    url: `${api}/${path}/hooks/${hook.id}`,
    created_at: time(hook.createdAt),
  };
}

function tokenItem(token: GithubToken) {
  return {
    id: token.id,
    owner: { login: token.login, id: token.id, type: 'User' },
    repository_selection: 'subset',
    permissions: { repository: { contents: 'read', metadata: 'read' } },
    access_granted_at: '2025-01-01T00:00:00Z',
    token_id: token.id,
    token_name: token.title,
    token_expired: token.expired,
    token_expires_at: time(token.expiresAt),
    token_last_used_at: time(token.lastUsedAt),
  };
}

function authorizationItem(token: GithubToken) {
  const isKey = token.kind === 'ssh-key';
  return {
    login: token.login,
    credential_id: token.id,
    credential_type: isKey ? 'SSH key' : 'personal access token',
    credential_authorized_at: '2024-06-01T00:00:00Z',
    credential_accessed_at: time(token.lastUsedAt),
    ...(isKey
      ? { fingerprint: `SHA256:${token.id}`, authorized_credential_title: token.title }
      : {
          scopes: token.scopes,
          authorized_credential_note: token.title,
          authorized_credential_expires_at: time(token.expiresAt),
        }),
  };
}

/** Two pages, one array after the other, the later one first. */
function pagesOutOfOrder(items: readonly unknown[]): string {
  const half = Math.ceil(items.length / 2);
  return `${JSON.stringify(items.slice(half))}\n${JSON.stringify(items.slice(0, half))}\n`;
}

/** What `gh api` prints of the organization and each of its repositories. */
export async function writeGithub(folder: Folder, world: GithubWorld): Promise<void> {
  const { org, repositories, apps, tokens, hooks, refusedHooks } = world;
  const write = (name: string, content: string) =>
    folder.write(`github/${org}__${name}.json`, content);
  await write(
    'repos',
    pagesOutOfOrder(
      repositories.map(({ id, name }) => ({
        id,
        name,
        full_name: `${org}/${name}`,
        private: true,
        visibility: 'private',
        archived: false,
        fork: false,
      })),
    ),
  );
  await write(
    'installations',
    JSON.stringify({
      total_count: apps.length,
      installations: apps.map((app) => ({
        id: 10_000 + app.id,
        app_id: app.id,
        app_slug: app.slug,
        account: { login: org, type: 'Organization' },
        repository_selection: app.allRepositories ? 'all' : 'selected',
        permissions: app.permissions,
        events: [],
        created_at: time(app.createdAt),
        suspended_at: time(app.suspendedAt),
      })),
    }),
  );
  const fineGrained = tokens.filter(({ kind }) => kind === 'fine-grained');
  await write('personal-access-tokens', JSON.stringify(fineGrained.map(tokenItem)));
  const authorized = tokens.filter(({ kind }) => kind !== 'fine-grained');
  await write('credential-authorizations', JSON.stringify(authorized.map(authorizationItem)));
  const keys = new Map<string, string[]>(repositories.map(({ name }) => [name, []]));
  for (const key of world.deployKeys())
    keys.get(key.repository)?.push(JSON.stringify(keyItem(org, key)));
  await write(
    'hooks',
    JSON.stringify(hooks.filter((one) => one.repository === null).map((one) => hookItem(org, one))),
  );
  for (const { name } of repositories) {
    await write(`${name}__keys`, `[${(keys.get(name) ?? []).join(',\n')}]\n`);
    const ofRepository = hooks.filter(({ repository }) => repository === name);
    const isRefused = refusedHooks.includes(name) && ofRepository.length === 0;
    await write(
      `${name}__hooks`,
      isRefused ? refusal : JSON.stringify(ofRepository.map((one) => hookItem(org, one))),
    );
  }
}
