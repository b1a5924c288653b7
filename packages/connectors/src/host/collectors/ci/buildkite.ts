import type { Upsert } from '@nonhuman/model';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import {
  at,
  entriesOf,
  isRecord,
  type Json,
  leavesOf,
  listOf,
  oneOrMore,
  textOf,
  textsOf,
} from '../../../formats/json-value.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { namedValues } from '../../definitions/yaml-source.ts';
import {
  type NamedSecret,
  reportLogins,
  reportPipeline,
  reportSecretNames,
  type YamlPipeline,
  yamlPipelineOf,
} from './pipeline.ts';
import { scriptLogins, secretVariables } from './script-logins.ts';

const id = 'host.buildkite';
const issuer = 'https://agent.buildkite.com';

/** Pipelines of Buildkite. */
export const buildkite = defineDefinitionCollector({
  id,
  title: 'Buildkite pipelines',
  group: 'ci',
  emits: ['identity', 'credential', 'delegation', 'exposure', 'secret-reference'],
  reads: [
    { path: '.buildkite/*.yml' },
    { path: '.buildkite/*.yaml' },
    { name: 'buildkite.yml' },
    { name: 'buildkite.yaml' },
  ],
  cannotTell: [
    'secrets of the cluster and hooks of the agents, and what steps are uploaded while running',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const runner = { provider: 'buildkite', nativeType: 'buildkite-workflow' };
    const pipeline = yamlPipelineOf({ listing: id, file, context }, runner);
    return pipeline && Array.isArray(at(pipeline.root, 'steps')) ? report(pipeline) : [];
  },
});

function report(pipeline: YamlPipeline): Upsert[] {
  const { root, text } = pipeline;
  const plugins = pluginsOf(root, []);
  const idToken =
    /buildkite-agent\s+oidc\s+request-token/.test(text) ||
    plugins.some(({ uses }) => /(?:web-identity|oidc|workload-identity)/.test(uses));
  const defined = leavesOf(root).filter(({ path }) => path.at(-2) === 'env');
  return [
    reportPipeline(pipeline, {
      attributes: {
        idToken,
        unpinnedActions: plugins.filter(isMovable).map(({ uses, path }) => ({
          uses,
          line: pipeline.document.lineOf(path),
          receivesSecrets: null,
        })),
      },
    }),
    ...reportSecretNames(pipeline, [
      ...clusterSecrets(pipeline),
      ...secretVariables(
        pipeline,
        'buildkite-environment-variable',
        new Set(defined.map(({ path }) => String(path.at(-1)))),
      ),
    ]),
    ...reportLogins(pipeline, scriptLogins(pipeline, idToken ? issuer : null)),
    ...reportHardCoded(pipeline, {
      text,
      values: namedValues(pipeline.document),
      setting: 'ci',
      holder: pipeline.self,
    }),
  ];
}

interface Plugin {
  readonly uses: string;
  readonly path: readonly (string | number)[];
}

/** Plugins of all steps; groups hold steps of their own. */
function pluginsOf(value: Json, path: readonly (string | number)[]): Plugin[] {
  return listOf(at(value, 'steps')).flatMap((step, index) => {
    const here = [...path, 'steps', index];
    const plugins = oneOrMore(at(step, 'plugins')).flatMap((plugin, place) => {
      const names = isRecord(plugin) ? Object.keys(plugin) : [textOf(plugin) ?? ''];
      return names.map((uses) => ({ uses, path: [...here, 'plugins', place] }));
    });
    return [...plugins, ...pluginsOf(step, here)];
  });
}

/** Names without an owner are Buildkite's own. */
function isMovable({ uses }: Plugin): boolean {
  const [name = '', ref] = uses.split('#');
  return name.includes('/') && !name.startsWith('./') && !/^[0-9a-f]{40}$/.test(ref ?? '');
}

/** `secrets:` lists names, or maps variables to names. */
function clusterSecrets({ root, document }: YamlPipeline): NamedSecret[] {
  const owners: { value: Json; path: readonly (string | number)[] }[] = [
    { value: root, path: [] },
    ...listOf(at(root, 'steps')).map((value, index) => ({ value, path: ['steps', index] })),
  ];
  return owners.flatMap(({ value, path }) => {
    const secrets = at(value, 'secrets');
    const names = isRecord(secrets)
      ? entriesOf(secrets).flatMap(([, name]) => textsOf(name))
      : textsOf(secrets);
    const line = document.lineOf([...path, 'secrets']);
    return names.map((name) => ({ store: 'buildkite-secret', name, line }));
  });
}
