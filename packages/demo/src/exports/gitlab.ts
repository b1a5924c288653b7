import { inSeconds } from '../clock.ts';
import type { GitlabRunner, GitlabWorld } from '../world/gitlab.ts';
import type { Folder } from './writing.ts';

function runnerItem({ id, scope }: GitlabRunner) {
  return {
    id,
    description: `runner ${id}`,
    paused: false,
    is_shared: scope === 'instance_type',
    runner_type: scope,
    name: 'gitlab-runner',
    online: true,
    status: 'online',
  };
}

/** What the REST API of GitLab answers an administrator. */
export async function writeGitlab(folder: Folder, world: GitlabWorld, now: Date): Promise<void> {
  const { name, tokens, runners } = world;
  const write = (what: string, value: unknown) =>
    folder.write(`gitlab/${name}__${what}.json`, JSON.stringify(value));
  await write(
    'users',
    tokens.map(({ person, isAdministrator }) => ({
      id: person.number,
      username: person.login,
      name: person.name,
      email: person.email,
      state: person.leftAt === null ? 'active' : 'deactivated',
      bot: false,
      is_admin: isAdministrator,
      created_at: inSeconds(person.startedAt),
      last_activity_on: inSeconds(now).slice(0, 10),
    })),
  );
  await write(
    'personal-access-tokens',
    tokens.map((token) => ({
      id: token.id,
      name: `token ${token.id}`,
      revoked: false,
      created_at: inSeconds(token.createdAt),
      description: '',
      scopes: token.scopes,
      user_id: token.person.number,
      last_used_at: inSeconds(token.lastUsedAt),
      active: true,
      expires_at: inSeconds(token.expiresAt).slice(0, 10),
    })),
  );
  await write('runners', runners.map(runnerItem));
  for (const runner of runners)
    await write(`${runner.id}__runner`, {
      ...runnerItem(runner),
      contacted_at: inSeconds(now),
      run_untagged: runner.runsUntagged,
      locked: false,
      access_level: runner.protectedOnly ? 'ref_protected' : 'not_protected',
      tag_list: [],
      groups: [],
      projects: [],
    });
}
