import { timeOr, timeOrNever, toldAttributes } from '@nonhuman/connector-kit';
import { type Identity, type Status, seen } from '@nonhuman/model';
import type { Runner } from '../schema.ts';

const scopes: Readonly<Record<string, string>> = {
  instance_type: 'instance',
  group_type: 'group',
  project_type: 'project',
};

function statusOf(runner: Runner): Status {
  if (runner.paused === true || runner.active === false) return 'disabled';
  return runner.status === 'online' || runner.status === 'offline' ? 'active' : 'unknown';
}

/** A runner, from a list or from its own page. Only its page tells the last contact. */
export function toIdentity(scopeKey: string, runner: Runner): Identity {
  const scope = runner.runner_type ? scopes[runner.runner_type] : null;
  return {
    key: `${scopeKey}/runners/${runner.id}`,
    provider: 'gitlab',
    kind: 'workload',
    nativeType: 'gitlab-runner',
    name: runner.description || runner.name || `runner ${runner.id}`,
    status: statusOf(runner),
    createdAt: timeOr(runner.created_at, 'this version of GitLab does not tell it'),
    lastUsedAt:
      runner.status === 'never_contacted'
        ? timeOrNever(null, '')
        : timeOrNever(runner.contacted_at, "only the runner's own page tells its last contact"),
    ...(runner.created_by ? { createdBy: seen(runner.created_by.username) } : {}),
    attributes: toldAttributes({
      runnerScope: scope ?? (runner.is_shared === true ? 'instance' : null),
      runsUntagged: runner.run_untagged,
      protectedOnly: runner.access_level ? runner.access_level === 'ref_protected' : null,
      locked: runner.locked,
      labels: runner.tag_list,
      version: runner.version,
      projects: runner.projects?.map((project) => project.path_with_namespace ?? project.id),
      groups: runner.groups?.map((group) => group.name ?? group.id),
      state: runner.status,
    }),
  };
}
