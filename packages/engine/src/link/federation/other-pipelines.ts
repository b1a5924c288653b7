import type { PairEnd } from '@nonhuman/store';
import { type Claims, type IssuerGrammar, type Presenter, textOf } from './token.ts';

/** Pipelines whose tokens name ids that no definition file tells, or only when a source tells them. */
interface Pipelines {
  readonly title: string;
  readonly nativeTypes: readonly string[];
  readonly reads: readonly string[];
  readonly host: RegExp;
  /** Null when the row does not tell its issuer. */
  issuerOf(row: PairEnd): string | null;
  /** Claims as far as the row tells them. */
  claimsOf(row: PairEnd): Claims;
  /** What is not told, in words; empty when all is. */
  openIn(row: PairEnd): readonly string[];
}

function grammarOf(of: Pipelines): IssuerGrammar {
  return {
    title: of.title,
    nativeTypes: of.nativeTypes,
    reads: [...of.reads, 'idToken'],
    signs: (issuer) => of.host.test(issuer),
    presenterOf(row): Presenter {
      const idToken = row.attributes['idToken'];
      return {
        row,
        issuer: of.issuerOf(row),
        canAsk: typeof idToken === 'boolean' ? idToken : null,
        places: of.openIn(row).length > 0 ? [] : [of.title],
        tokens: [{ when: 'in a job', claims: of.claimsOf(row) }],
        open: of.openIn(row),
      };
    },
    placesIn: () => [of.title],
  };
}

const missing = (row: PairEnd, words: Readonly<Record<string, string>>) =>
  Object.entries(words).flatMap(([name, word]) => (textOf(row, name) === null ? [word] : []));

const circleci = grammarOf({
  title: 'CircleCI',
  nativeTypes: ['circleci-workflow'],
  reads: ['organizationId', 'projectId'],
  host: /^oidc\.circleci\.com\/org\//,
  issuerOf(row) {
    const organization = textOf(row, 'organizationId');
    return organization === null ? null : `oidc.circleci.com/org/${organization}`;
  },
  claimsOf(row): Claims {
    const [organization, project] = [textOf(row, 'organizationId'), textOf(row, 'projectId')];
    if (organization === null || project === null) return {};
    return {
      sub: [`org/${organization}/project/${project}/user/*`],
      aud: [organization],
      'oidc.circleci.com/project-id': [project],
    };
  },
  openIn: (row) =>
    missing(row, {
      organizationId: 'the id of the organization',
      projectId: 'the id of the project',
    }),
});

const buildkite = grammarOf({
  title: 'Buildkite',
  nativeTypes: ['buildkite-workflow'],
  reads: ['organization', 'pipeline'],
  host: /^agent\.buildkite\.com(?:$|\/)/,
  issuerOf: () => 'agent.buildkite.com',
  claimsOf(row): Claims {
    const [organization, pipeline] = [textOf(row, 'organization'), textOf(row, 'pipeline')];
    if (organization === null || pipeline === null) return {};
    return {
      sub: [`organization:${organization}:pipeline:${pipeline}:ref:*`],
      organization_slug: [organization],
      pipeline_slug: [pipeline],
    };
  },
  openIn: (row) =>
    missing(row, { organization: 'the organization', pipeline: 'the name of the pipeline' }),
});

const bitbucket = grammarOf({
  title: 'Bitbucket Pipelines',
  nativeTypes: ['bitbucket-pipelines-workflow', 'bitbucket-workflow'],
  reads: ['repository', 'repositoryId'],
  host: /^api\.bitbucket\.org\/2\.0\/workspaces\//,
  issuerOf(row) {
    const workspace = textOf(row, 'repository')?.split('/', 1)[0];
    return workspace === undefined
      ? null
      : `api.bitbucket.org/2.0/workspaces/${workspace}/pipelines-config/identity/oidc`;
  },
  claimsOf(row): Claims {
    const id = textOf(row, 'repositoryId');
    return id === null ? {} : { sub: [`${id}:*`], repositoryUuid: [id] };
  },
  openIn: (row) =>
    missing(row, { repository: 'the workspace', repositoryId: 'the id of the repository' }),
});

const terraformCloud = grammarOf({
  title: 'HCP Terraform',
  nativeTypes: ['terraform-cloud-workspace', 'hcp-terraform-workspace'],
  reads: ['organization', 'project', 'workspace'],
  host: /^app\.terraform\.io(?:$|\/)/,
  issuerOf: () => 'app.terraform.io',
  claimsOf(row): Claims {
    const [organization, workspace] = [textOf(row, 'organization'), textOf(row, 'workspace')];
    if (organization === null || workspace === null) return {};
    const project = textOf(row, 'project') ?? '*';
    return {
      sub: [`organization:${organization}:project:${project}:workspace:${workspace}:run_phase:*`],
      terraform_organization_name: [organization],
      terraform_workspace_name: [workspace],
      terraform_project_name: [project],
    };
  },
  openIn: (row) => missing(row, { organization: 'the organization', workspace: 'the workspace' }),
});

/** CircleCI, Buildkite, Bitbucket Pipelines and HCP Terraform. */
export const otherPipelines: readonly IssuerGrammar[] = [
  bitbucket,
  buildkite,
  circleci,
  terraformCloud,
];
