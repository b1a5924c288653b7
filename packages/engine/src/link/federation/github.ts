import type { PairEnd } from '@nonhuman/store';
import { hasWildcard } from './patterns.ts';
import {
  type AskedClaim,
  type Claims,
  type IssuerFacts,
  type IssuerGrammar,
  type Presenter,
  type RepositoryIds,
  type Token,
  textOf,
  textsOf,
} from './token.ts';

const host = 'token.actions.githubusercontent.com';

/**
 * GitHub Actions. The subject is `repo:OWNER/NAME:` with the environment of the job, else
 * `pull_request`, else the ref, unless a template says otherwise.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export const githubActions: IssuerGrammar = {
  title: 'GitHub Actions',
  nativeTypes: ['github-actions-workflow'],
  reads: [
    'repository',
    'environments',
    'triggers',
    'idToken',
    'path',
    'branches',
    'tags',
    'expressions',
  ],
  signs: (issuer) => issuer === host || issuer.startsWith(`${host}/`),
  presenterOf,
  placesIn,
};

function presenterOf(row: PairEnd, facts: IssuerFacts): Presenter {
  const repository = textOf(row, 'repository');
  const idToken = row.attributes['idToken'];
  const template = templateOf(repository, facts);
  const ids = facts.repositoryIds.get(repository?.toLowerCase() ?? '') ?? null;
  const open = [
    ...(repository === null ? ['the repository of the workflow'] : []),
    ...(template.told ? [] : ["the repository's own template of subjects"]),
    ...(textsOf(row, 'environments')?.some((name) => name.includes('${{'))
      ? ['the name of an environment']
      : []),
  ];
  return {
    row,
    issuer: host,
    canAsk: typeof idToken === 'boolean' ? idToken : null,
    places: repository === null ? [] : placesOf(repository),
    tokens: contextsOf(row).map((context) =>
      tokenOf(repository, context, { row, template: template.parts, ids }),
    ),
    open,
  };
}

function placesOf(repository: string): string[] {
  const [owner = ''] = repository.toLowerCase().split('/');
  return [repository.toLowerCase(), owner];
}

/** The template of the repository, else its owner's; `told` is false where a repository may have one that was not read. */
function templateOf(
  repository: string | null,
  { subjectTemplates }: IssuerFacts,
): { parts: readonly string[]; told: boolean } {
  const name = repository?.toLowerCase() ?? '';
  const own = subjectTemplates.get(name);
  if (own !== undefined) return { parts: own, told: true };
  const ofOwner = subjectTemplates.get(name.split('/', 1)[0] ?? '');
  // A repository follows its owner's template only when it says so, which its own entry would tell.
  return { parts: [], told: ofOwner === undefined || ofOwner.length === 0 };
}

interface Context {
  readonly when: string;
  readonly environment: string | null;
  readonly event: readonly string[] | null;
  readonly refs: readonly string[];
  /** What stands behind the repository. */
  readonly context: readonly string[];
}

const byPullRequest = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
]);

/** The sorts of runs: in each environment, by pull requests, and on branches and tags. */
function contextsOf(row: PairEnd): Context[] {
  const triggers = textsOf(row, 'triggers');
  const refs = refsOf(row, triggers);
  const environments = (textsOf(row, 'environments') ?? []).map((name): Context => {
    const pattern = name.replace(/\$\{\{.*?\}\}/g, '*');
    return {
      when: `in environment ${name}`,
      environment: pattern,
      event: triggers,
      refs,
      context: [`environment:${pattern.replaceAll(':', '%3A')}`],
    };
  });
  const others = triggers?.filter((trigger) => !byPullRequest.has(trigger)) ?? null;
  const pulls = triggers?.filter((trigger) => byPullRequest.has(trigger)) ?? ['pull_request'];
  const plain: Context[] = [];
  if (others === null || others.length > 0) {
    plain.push({
      when: 'on a branch or tag',
      environment: null,
      event: others,
      refs,
      context: refs.map((ref) => `ref:${ref}`),
    });
  }
  if (pulls.length > 0) {
    plain.push({
      when: 'by a pull request',
      environment: null,
      event: pulls,
      refs: ['refs/pull/*/merge'],
      context: ['pull_request'],
    });
  }
  return [...environments, ...plain];
}

/** Refs that a workflow can run on: what its push trigger lets through, and any ref if somebody may start it. */
function refsOf(row: PairEnd, triggers: readonly string[] | null): string[] {
  const branches = textsOf(row, 'branches');
  const tags = textsOf(row, 'tags');
  const onlyPushes =
    triggers?.every((trigger) => trigger === 'push' || byPullRequest.has(trigger)) ?? false;
  if (!onlyPushes || (branches === null && tags === null)) return ['refs/heads/*', 'refs/tags/*'];
  return [
    ...(branches ?? []).map((name) => `refs/heads/${globOf(name)}`),
    ...(tags ?? []).map((name) => `refs/tags/${globOf(name)}`),
  ];
}

/** Filters of GitHub have more signs than we compare by; what they are is left open. */
function globOf(filter: string): string {
  return filter.replace(/\*+/g, '*').replace(/[[\]+!]/g, '*');
}

interface Naming {
  readonly template: readonly string[];
  readonly ids: RepositoryIds | null;
}

function tokenOf(
  repository: string | null,
  context: Context,
  { row, template, ids }: Naming & { readonly row: PairEnd },
): Token {
  const { environment, event, refs } = context;
  const path = textOf(row, 'path');
  const files =
    repository === null || path === null ? null : refs.map((ref) => `${repository}/${path}@${ref}`);
  const subjects =
    repository === null ? null : subjectsOf(repository, context, { template, files });
  const claims: Claims = {
    ...(repository === null
      ? {}
      : { repository: [repository], repository_owner: [repository.split('/', 1)[0] ?? ''] }),
    ...(subjects === null ? {} : { sub: subjects }),
    ...(ids?.repository ? { repository_id: [ids.repository] } : {}),
    ...(ids?.owner ? { repository_owner_id: [ids.owner] } : {}),
    environment: environment === null ? 'absent' : [environment],
    ref: refs,
    ref_type: [...new Set(refs.map((ref) => (ref.startsWith('refs/tags/') ? 'tag' : 'branch')))],
    iss: [`https://${host}`],
    ...(event === null ? {} : { event_name: event }),
    ...(files === null ? {} : { job_workflow_ref: files, workflow_ref: files }),
  };
  const hasTemplate = template.length > 0;
  return {
    when: context.when,
    claims,
    ...(repository === null || hasTemplate
      ? {}
      : { possibly: { sub: withIds(repository, context, ids) } }),
  };
}

/** Subjects of repositories that have chosen immutable names: each name with its id. */
function withIds(repository: string, { context }: Context, ids: RepositoryIds | null): string[] {
  const [owner = '', name = ''] = repository.split('/');
  const named = `${owner}@${ids?.owner ?? '*'}/${name}@${ids?.repository ?? '*'}`;
  return context.map((one) => `repo:${named}:${one}`);
}

/** Null when the template has a part that is not told. */
function subjectsOf(
  repository: string,
  { context }: Context,
  { template, files }: { template: readonly string[]; files: readonly string[] | null },
): string[] | null {
  if (template.length === 0) return context.map((one) => `repo:${repository}:${one}`);
  let subjects = [''];
  for (const part of template) {
    const values = partOf(part, repository, { context, files });
    if (values === null) return null;
    subjects = subjects.flatMap((before) =>
      values.map((value) => (before === '' ? value : `${before}:${value}`)),
    );
  }
  return subjects;
}

function partOf(
  part: string,
  repository: string,
  { context, files }: { context: readonly string[]; files: readonly string[] | null },
): readonly string[] | null {
  if (part === 'context') return context;
  if (part === 'repo' || part === 'repository') return [`${part}:${repository}`];
  if (part === 'repository_owner') return [`repository_owner:${repository.split('/', 1)[0] ?? ''}`];
  if (part === 'job_workflow_ref' || part === 'workflow_ref') {
    return files?.map((file) => `${part}:${file}`) ?? null;
  }
  // Ids and the like: whatever it is, it is one text.
  return [`${part}:*`];
}

/** The repositories and owners that the conditions name; the claim that names the fewest places decides. */
function placesIn(asked: readonly AskedClaim[]): readonly string[] | null {
  const named = asked
    .map(({ claim, values }) => values.map((value) => placeNamed(claim, value)))
    .filter((places): places is string[] => !places.includes(null));
  return named.toSorted((one, other) => rank(other) - rank(one))[0] ?? null;
}

/** Repositories before owners. */
function rank(places: readonly string[]): number {
  return places.every((place) => place.includes('/')) ? 1 : 0;
}

function placeNamed(claim: string, value: string): string | null {
  if (claim === 'repository_owner') return hasWildcard(value) ? null : value.toLowerCase();
  const path =
    claim === 'repository' || claim === 'job_workflow_ref' || claim === 'workflow_ref'
      ? value
      : claim === 'sub'
        ? (/(?:^|:)(?:repo|repository|job_workflow_ref|workflow_ref):([^:]+)/.exec(value)?.[1] ??
          null)
        : null;
  const ofOwner =
    claim === 'sub' ? /(?:^|:)repository_owner:([^:*?]+)(?::|$)/.exec(value)?.[1] : null;
  if (path === null) return ofOwner?.toLowerCase() ?? null;
  // Immutable names carry ids behind an @, which no file tells.
  const [owner = '', name = '', ...rest] = path.toLowerCase().split('/');
  const [ownerName = '', repositoryName = ''] = [owner.split('@', 1)[0], name.split('@', 1)[0]];
  if (ownerName === '' || hasWildcard(ownerName)) return null;
  const isWhole = rest.length > 0 || !path.endsWith('/');
  return repositoryName === '' || hasWildcard(repositoryName) || !isWhole
    ? path.includes('/')
      ? ownerName
      : null
    : `${ownerName}/${repositoryName}`;
}
