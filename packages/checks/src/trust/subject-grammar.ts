import { either, firstWildcard, hasWildcard, type Reach } from './reach.ts';

/** Answers how far a pattern over one claim reaches. `*` and `?` in it are wildcards. */
export type ClaimReach = (pattern: string) => Reach;

/** A name or id that stands for one thing: literal, or open to everyone. */
export function named(reach: Reach): ClaimReach {
  return (pattern) => (hasWildcard(pattern) ? 'everyone' : reach);
}

/**
 * A path `owner/…/name`: the owner must be closed by a slash before the first wildcard, since
 * `acme*` also lets `acme-evil` in. A name with an id (`acme@*`) is closed by its `@`.
 */
export function pathReach(pattern: string): Reach {
  const slash = pattern.indexOf('/');
  const owner = slash === -1 ? pattern : pattern.slice(0, slash);
  if (hasWildcard(nameOf(owner))) return 'everyone';
  if (slash === -1) return hasWildcard(owner) ? 'organisation' : 'nothing';
  return hasWildcard(nameOf(pattern.slice(slash + 1))) ? 'organisation' : 'project';
}

/** Without the id that GitHub writes behind immutable names; an id may be a wildcard, a name not. */
function nameOf(segment: string): string {
  const at = segment.indexOf('@');
  return at > 0 && firstWildcard(segment) > at ? segment.slice(0, at) : segment;
}

/** The path of a workflow file in a repository, with the ref after `@`. */
function workflowReach(pattern: string): Reach {
  const at = pattern.lastIndexOf('@');
  const path = at === -1 ? pattern : pattern.slice(0, at);
  const ref = at === -1 ? '*' : pattern.slice(at + 1);
  const [owner = '', repository = '', ...file] = path.split('/');
  const reach = pathReach(`${owner}/${repository}`);
  if (reach !== 'project') return reach;
  return file.length === 0 || hasWildcard(file.join('/')) || hasWildcard(ref) ? 'project' : 'exact';
}

/**
 * A subject made of `key:value` pairs. `levels` names the keys from the widest on, each with the
 * reach that follows when its value is open or absent. `last` is the key that every subject of the
 * issuer ends with: a literal text without it is never a subject.
 */
export function pairsReach(
  pattern: string,
  levels: readonly (readonly [key: string, ifOpen: Reach])[],
  last: string | null = null,
): Reach {
  const parts = pattern.split(':');
  if (!hasWildcard(pattern) && !endsAtLast(parts, last)) return 'nothing';
  for (const [key, ifOpen] of levels) {
    const at = parts.indexOf(key);
    const value = at % 2 === 0 ? parts[at + 1] : undefined;
    if (value === undefined || value === '' || hasWildcard(value)) return ifOpen;
  }
  return 'exact';
}

function endsAtLast(parts: readonly string[], last: string | null): boolean {
  return last === null || parts.at(-2) === last;
}

/** Beginnings of a context that look right and that GitHub never writes: it writes `ref:refs/heads/main`. */
const neverWritten =
  /^(?:branch|env|head|heads|main|master|pr|pull-request|refs|tag|tags)(?::|\/|$)|^ref:(?!refs(?:\/|$)|r(?:e(?:f)?)?[*?]|[*?]|$)/;

const openContexts = ['environment:', 'ref:refs/heads/', 'ref:refs/tags/'];

/** What stands behind the repository: one branch, tag or environment, pull requests, or anything. */
function contextReach(context: string): Reach {
  const wildcard = firstWildcard(context);
  const literal = wildcard === -1 ? context : context.slice(0, wildcard);
  if (neverWritten.test(context)) return 'nothing';
  if (literal.startsWith('pull_request')) return 'pull-requests';
  const isOpen = wildcard !== -1 && openContexts.some((open) => open.startsWith(literal));
  return isOpen ? 'project' : 'exact';
}

/** `repo:owner/name:context`, GitHub's default subject. */
function repositorySubject(rest: string): Reach {
  const colon = rest.indexOf(':');
  const reach = pathReach(colon === -1 ? rest : rest.slice(0, colon));
  return reach === 'project' && colon !== -1 ? contextReach(rest.slice(colon + 1)) : reach;
}

/** The claims of GitHub's tokens that say who asks. */
export const githubClaims: Readonly<Record<string, ClaimReach>> = {
  enterprise: named('organisation'),
  enterprise_id: named('organisation'),
  job_workflow_ref: workflowReach,
  repository: pathReach,
  repository_id: named('project'),
  repository_owner: named('organisation'),
  repository_owner_id: named('organisation'),
  workflow_ref: workflowReach,
};

/** The subject of GitHub Actions, in its default form or by an organisation's own template. */
export function githubSubject(pattern: string): Reach {
  if (pattern.startsWith('repo:')) {
    const reach = repositorySubject(pattern.slice('repo:'.length));
    return reach === 'everyone' ? unlessBoundLater(pattern) : reach;
  }
  const colon = pattern.indexOf(':');
  const wildcard = firstWildcard(pattern);
  if (wildcard !== -1 && (colon === -1 || wildcard < colon)) return unlessBoundLater(pattern);
  if (colon === -1) return 'nothing';

  const reachOf = githubClaims[pattern.slice(0, colon)];
  if (reachOf === undefined) return 'unclear';
  const rest = pattern.slice(colon + 1);
  const end = rest.indexOf(':');
  if (end === -1) return reachOf(rest);
  const reach = reachOf(rest.slice(0, end));
  return reach === 'project' ? contextReach(rest.slice(end + 1)) : reach;
}

/** A template may put the repository last; a literal owner there could bind what the start leaves open. */
function unlessBoundLater(pattern: string): Reach {
  return /:(?:job_workflow_ref|workflow_ref|repository|repository_owner|repository_owner_id|repository_id):[^*?]/.test(
    pattern,
  )
    ? 'unclear'
    : 'everyone';
}

/** `project_path:group/project:ref_type:branch:ref:main` of GitLab. */
export function gitlabSubject(pattern: string): Reach {
  if (!pattern.startsWith('project_path:')) {
    if (/^(?:repo|project|group):/.test(pattern)) return 'nothing';
    return firstWildcard(pattern) !== -1 ? 'everyone' : 'unclear';
  }
  const [path = '', ...context] = pattern.slice('project_path:'.length).split(':');
  const reach = pathReach(path);
  if (reach !== 'project') return reach;
  const type = context[context.indexOf('ref_type') + 1];
  const isKnown = type === undefined || hasWildcard(type) || type === 'branch' || type === 'tag';
  if (context[0] === 'ref_type' && !isKnown) return 'nothing';
  const ref = context.indexOf('ref');
  const value = context[ref + 1];
  return ref === -1 || value === undefined || value.startsWith('*') ? 'project' : 'exact';
}

/** `system:serviceaccount:namespace:name` of Kubernetes. The issuer is one cluster. */
export function kubernetesSubject(pattern: string): Reach {
  const [system, kind, namespace, name] = pattern.split(':');
  if (system !== 'system' || kind !== 'serviceaccount' || namespace === undefined) {
    return hasWildcard(pattern) ? 'organisation' : 'nothing';
  }
  if (hasWildcard(namespace)) return 'organisation';
  return name === undefined ? 'nothing' : hasWildcard(name) ? 'project' : 'exact';
}

/**
 * `org/ID/project/ID/user/ID` of CircleCI, in its second version with `/vcs-origin/…/vcs-ref/…`
 * behind. The issuer is one organisation.
 */
export function circleciSubject(pattern: string): Reach {
  const [org, , project, id = '*', user] = pattern.split('/');
  if (!hasWildcard(pattern) && (org !== 'org' || user !== 'user')) return 'nothing';
  return project !== 'project' || hasWildcard(id) ? 'organisation' : 'exact';
}

/**
 * `{repository}:{step}`, or `{repository}:{environment}:{step}` for a deployment, of Bitbucket
 * Pipelines: ids in braces. The issuer is one workspace.
 */
export function bitbucketSubject(pattern: string): Reach {
  const [repository = '', second, third] = pattern.split(':');
  if (hasWildcard(repository)) return 'organisation';
  if (second === undefined) return 'nothing';
  return third === undefined || hasWildcard(second) ? 'project' : 'exact';
}

/** `sc://organisation/project/connection` of Azure DevOps: one service connection. */
export function azureDevopsSubject(pattern: string): Reach {
  if (!pattern.startsWith('sc://')) return hasWildcard(pattern) ? 'organisation' : 'nothing';
  const [, project, connection] = pattern.slice('sc://'.length).split('/');
  if (project === undefined || hasWildcard(project)) return 'organisation';
  return connection === undefined || hasWildcard(connection) ? 'project' : 'exact';
}

/** The widest of several accepted patterns. */
export function widest(patterns: readonly string[], reachOf: ClaimReach): Reach {
  let reach: Reach = 'nothing';
  for (const pattern of patterns) {
    reach = either(reach, pattern.includes('${') ? 'unclear' : reachOf(pattern));
  }
  return reach;
}
