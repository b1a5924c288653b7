import type { FileCollector } from '@nonhuman/connector-kit';
import { azurePipelines } from './azure-pipelines.ts';
import { bitbucketPipelines } from './bitbucket-pipelines.ts';
import { buildkite } from './buildkite.ts';
import { circleci } from './circleci.ts';
import { githubActions } from './github-actions.ts';
import { gitlabCi } from './gitlab-ci.ts';
import { jenkinsfile } from './jenkinsfile.ts';

/** The file collectors of this group, sorted by id. */
export const ciCollectors: readonly FileCollector[] = [
  azurePipelines,
  bitbucketPipelines,
  buildkite,
  circleci,
  githubActions,
  gitlabCi,
  jenkinsfile,
];
