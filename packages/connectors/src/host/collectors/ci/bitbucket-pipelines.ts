import type { Upsert } from '@nonhuman/model';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { at, leavesOf } from '../../../formats/json-value.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { namedValues } from '../../definitions/yaml-source.ts';
import {
  reportLogins,
  reportPipeline,
  reportSecretNames,
  type YamlPipeline,
  yamlPipelineOf,
} from './pipeline.ts';
import { scriptLogins, secretVariables } from './script-logins.ts';

const id = 'host.bitbucket-pipelines';

/** Pipelines of Bitbucket. */
export const bitbucketPipelines = defineDefinitionCollector({
  id,
  title: 'Bitbucket pipelines',
  group: 'ci',
  emits: ['identity', 'credential', 'delegation', 'exposure', 'secret-reference'],
  reads: [{ name: 'bitbucket-pipelines.yml' }, { name: 'bitbucket-pipelines.yaml' }],
  cannotTell: [
    'variables of the workspace, repository and deployments, and whether they are secured',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const runner = { provider: 'bitbucket', nativeType: 'bitbucket-pipelines-workflow' };
    const pipeline = yamlPipelineOf({ listing: id, file, context }, runner);
    return pipeline ? report(pipeline) : [];
  },
});

function report(pipeline: YamlPipeline): Upsert[] {
  const leaves = leavesOf(pipeline.root);
  const idToken = leaves.some(({ path, value }) => path.at(-1) === 'oidc' && value === true);
  const deployments = leaves.filter(({ path }) => path.at(-1) === 'deployment');
  return [
    reportPipeline(pipeline, {
      attributes: {
        idToken,
        unpinnedActions: movablePipes(pipeline),
        environments: [...new Set(deployments.map(({ value }) => String(value)))].sort(),
      },
    }),
    ...reportSecretNames(pipeline, secretVariables(pipeline, 'bitbucket-variable', new Set())),
    ...reportLogins(pipeline, scriptLogins(pipeline, idToken ? issuerOf(pipeline) : null)),
    ...reportHardCoded(pipeline, {
      text: pipeline.text,
      values: lastingValues(pipeline),
      setting: 'ci',
      holder: pipeline.self,
    }),
  ];
}

function issuerOf({ repository }: YamlPipeline): string {
  const workspace = repository?.split('/', 1)[0];
  const base = 'https://api.bitbucket.org/2.0/workspaces';
  return `${base}/${workspace ?? '*'}/pipelines-config/identity/oidc`;
}

/** Service containers (`definitions.services`) end with their step. */
function lastingValues(pipeline: YamlPipeline) {
  return namedValues(pipeline.document).filter(
    ({ keyPath }) => !keyPath.startsWith('definitions.services.'),
  );
}

/** Pipes are images: a version is a tag that its owner may move. */
function movablePipes({ root, document }: YamlPipeline) {
  return leavesOf(root).flatMap(({ path, value }) => {
    if (path.at(-1) !== 'pipe' || typeof value !== 'string') return [];
    if (value.startsWith('atlassian/') || /@sha256:[0-9a-f]{64}$/.test(value)) return [];
    const given = leavesOf(at(root, ...path.slice(0, -1), 'variables'));
    const receivesSecrets = given.some((leaf) => /\$\{?\w+/.test(String(leaf.value)));
    return [{ uses: value, line: document.lineOf(path), receivesSecrets }];
  });
}
