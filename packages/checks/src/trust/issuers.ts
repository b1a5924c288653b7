import type { Reach } from './reach.ts';
import {
  azureDevopsSubject,
  bitbucketSubject,
  type ClaimReach,
  circleciSubject,
  githubClaims,
  githubSubject,
  gitlabSubject,
  kubernetesSubject,
  named,
  pairsReach,
  pathReach,
} from './subject-grammar.ts';

/** What the tokens of one issuer say about who asks. */
export interface Issuer {
  readonly title: string;
  /** How sources name it when the address does not: the words of `provider` on a federated trust. */
  readonly provider: string;
  readonly host: RegExp;
  /** Who gets a token of this issuer at all. */
  readonly tenants: 'everyone' | 'organisation';
  /** Claims that tell who asks. */
  readonly claims: Readonly<Record<string, ClaimReach>>;
  /** Claims that tell on which branch or environment, so that one project with them is exact. */
  readonly narrowing: ReadonlySet<string>;
  /** Claims that say nothing about who asks. */
  readonly ignored: ReadonlySet<string>;
  /** Who may log in, in the issuer's words. */
  readonly words: Readonly<Record<Exclude<Reach, 'nothing' | 'exact' | 'unclear'>, string>>;
}

/** The issuers whose subjects are understood; tokens of any other cannot be judged. */
export const issuers: readonly Issuer[] = [
  {
    title: 'GitHub Actions',
    provider: 'github-actions',
    host: /^token\.actions\.githubusercontent\.com(?:$|\/)/,
    tenants: 'everyone',
    claims: { ...githubClaims, sub: githubSubject },
    narrowing: new Set(['environment', 'job_workflow_ref', 'ref', 'workflow_ref']),
    ignored: new Set([
      'aud',
      'event_name',
      'iss',
      'ref_protected',
      'ref_type',
      'repository_visibility',
      'runner_environment',
    ]),
    words: {
      everyone: 'a workflow of any repository on GitHub may log in',
      organisation: 'a workflow of every repository of the owner may log in',
      project: 'every branch, tag and pull request of the repository may log in',
      'pull-requests': 'unreviewed pull requests of the repository may log in',
    },
  },
  {
    title: 'GitLab CI',
    provider: 'gitlab',
    host: /^gitlab\.com(?:$|\/)/,
    tenants: 'everyone',
    claims: {
      sub: gitlabSubject,
      namespace_id: named('organisation'),
      namespace_path: (pattern) => {
        const reach = pathReach(`${pattern}/x`);
        return reach === 'project' ? 'organisation' : reach;
      },
      project_id: named('project'),
      project_path: pathReach,
    },
    narrowing: new Set(['environment', 'ref', 'ref_path']),
    ignored: new Set(['aud', 'iss', 'pipeline_source', 'ref_protected', 'ref_type']),
    words: {
      everyone: 'a job of any project on gitlab.com may log in',
      organisation: 'a job of every project of the group may log in',
      project: 'every branch and tag of the project may log in',
      'pull-requests': 'unreviewed merge requests of the project may log in',
    },
  },
  {
    title: 'a Kubernetes cluster',
    provider: 'kubernetes',
    host: /^(?:oidc\.eks\.|oidc-eks\.|container\.googleapis\.com\/|[a-z0-9-]+\.oic\.prod-aks\.azure\.com)/,
    tenants: 'organisation',
    claims: { sub: kubernetesSubject },
    narrowing: new Set(),
    ignored: new Set(['aud', 'iss']),
    words: {
      everyone: 'every workload of the cluster may log in',
      organisation: 'every workload of the cluster may log in',
      project: 'every service account of the namespace may log in',
      'pull-requests': 'every workload of the cluster may log in',
    },
  },
  {
    title: 'HCP Terraform',
    provider: 'terraform',
    host: /^app\.terraform\.io(?:$|\/)/,
    tenants: 'everyone',
    claims: {
      sub: (pattern) =>
        pairsReach(
          pattern,
          [
            ['organization', 'everyone'],
            ['workspace', 'organisation'],
          ],
          'run_phase',
        ),
      terraform_organization_id: named('organisation'),
      terraform_organization_name: named('organisation'),
      terraform_project_id: named('project'),
      terraform_workspace_id: named('exact'),
    },
    narrowing: new Set(['terraform_workspace_name']),
    ignored: new Set(['aud', 'iss', 'terraform_run_phase']),
    words: pipelineWords('HCP Terraform', 'workspace'),
  },
  {
    title: 'CircleCI',
    provider: 'circleci',
    host: /^oidc\.circleci\.com\/org\//,
    tenants: 'organisation',
    claims: { sub: circleciSubject, 'oidc.circleci.com/project-id': named('exact') },
    narrowing: new Set(),
    ignored: new Set(['aud', 'iss']),
    words: pipelineWords('CircleCI', 'project'),
  },
  {
    title: 'Buildkite',
    provider: 'buildkite',
    host: /^agent\.buildkite\.com(?:$|\/)/,
    tenants: 'everyone',
    claims: {
      sub: (pattern) =>
        pairsReach(
          pattern,
          [
            ['organization', 'everyone'],
            ['pipeline', 'organisation'],
            ['ref', 'project'],
          ],
          'step',
        ),
      organization_slug: named('organisation'),
      organization_id: named('organisation'),
      pipeline_id: named('project'),
    },
    narrowing: new Set(['build_branch']),
    ignored: new Set(['aud', 'iss']),
    words: pipelineWords('Buildkite', 'pipeline'),
  },
  {
    title: 'Bitbucket Pipelines',
    provider: 'bitbucket',
    host: /^api\.bitbucket\.org\/2\.0\/workspaces\/[^/]+\/pipelines-config\/identity\/oidc/,
    tenants: 'organisation',
    claims: {
      sub: bitbucketSubject,
      repositoryUuid: named('project'),
      workspaceUuid: named('organisation'),
    },
    narrowing: new Set(['branchName', 'deploymentEnvironmentUuid']),
    ignored: new Set(['aud', 'iss', 'pipelineUuid', 'stepUuid']),
    words: pipelineWords('Bitbucket', 'repository'),
  },
  {
    title: 'Azure DevOps',
    provider: 'azure-devops',
    host: /^vstoken\.dev\.azure\.com\//,
    tenants: 'organisation',
    claims: { sub: azureDevopsSubject },
    narrowing: new Set(),
    ignored: new Set(['aud', 'iss']),
    words: pipelineWords('Azure DevOps', 'project'),
  },
  {
    title: 'Google accounts',
    provider: 'google',
    host: /^accounts\.google\.com(?:$|\/)/,
    tenants: 'everyone',
    // AWS compares its `accounts.google.com:aud` with the token's `azp`: one client, not an audience.
    claims: { sub: named('exact'), aud: named('exact'), email: named('exact') },
    narrowing: new Set(),
    ignored: new Set(['iss', 'oaud']),
    words: pipelineWords('Google', 'account'),
  },
];

function pipelineWords(issuer: string, project: string): Issuer['words'] {
  return {
    everyone: `anyone who has an account at ${issuer} may log in`,
    organisation: `every ${project} of the organisation may log in`,
    project: `every run of the ${project} may log in`,
    'pull-requests': `unreviewed changes of the ${project} may log in`,
  };
}
