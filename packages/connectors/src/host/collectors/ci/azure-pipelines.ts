import type { Upsert } from '@nonhuman/model';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { at, isRecord, type Json, leavesOf, listOf, textOf } from '../../../formats/json-value.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { lineWith, namedValues } from '../../definitions/yaml-source.ts';
import {
  type Login,
  type NamedSecret,
  namesSecret,
  reportLogins,
  reportPipeline,
  reportSecretNames,
  type YamlPipeline,
  yamlPipelineOf,
} from './pipeline.ts';

const id = 'host.azure-pipelines';

/** Pipelines of Azure DevOps. */
export const azurePipelines = defineDefinitionCollector({
  id,
  title: 'Azure Pipelines',
  group: 'ci',
  emits: ['identity', 'credential', 'delegation', 'exposure', 'secret-reference'],
  reads: [
    { name: 'azure-pipelines*.yml' },
    { name: 'azure-pipelines*.yaml' },
    { path: '.azure-pipelines/**/*.yml' },
    { path: '.azure-pipelines/*.yml' },
    { path: '.pipelines/*.yml' },
  ],
  cannotTell: [
    'whether a service connection signs in by a federated token or by a stored secret, and as whom',
    'values of variable groups and of variables set in the portal',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const runner = { provider: 'azure-devops', nativeType: 'azure-pipelines-workflow' };
    const pipeline = yamlPipelineOf({ listing: id, file, context }, runner);
    return pipeline && looksLikePipeline(pipeline.root) ? report(pipeline) : [];
  },
});

function looksLikePipeline(root: Json): boolean {
  return ['steps', 'jobs', 'stages', 'extends', 'trigger', 'pool', 'variables', 'resources'].some(
    (word) => at(root, word) !== undefined,
  );
}

function report(pipeline: YamlPipeline): Upsert[] {
  const connections = serviceConnections(pipeline);
  return [
    reportPipeline(pipeline, {
      title: textOf(at(pipeline.root, 'name')),
      attributes: {
        serviceConnections: [...new Set(connections.map(({ target }) => target.name))].sort(),
        persistsCredentials: leavesOf(pipeline.root).some(
          ({ path, value }) => path.at(-1) === 'persistCredentials' && value === true,
        ),
      },
    }),
    ...reportSecretNames(pipeline, [
      ...variableGroups(pipeline),
      ...keyVaultSecrets(pipeline),
      ...macros(pipeline),
    ]),
    ...reportLogins(pipeline, connections),
    ...reportHardCoded(pipeline, {
      text: pipeline.text,
      values: [...namedValues(pipeline.document), ...namedVariables(pipeline)],
      setting: 'ci',
      holder: pipeline.self,
    }),
  ];
}

const connectionInput =
  /^(?:azureSubscription(?:Endpoint|ForARM)?|azureResourceManagerConnection|connectedServiceName(?:ARM|Selector)?|azureServiceConnection|awsCredentials|dockerRegistryServiceConnection|dockerRegistryEndpoint|containerRegistry|kubernetesServiceConnection|kubernetesServiceEndpoint|serviceConnection|gitHubConnection|sshEndpoint|endpoint|externalEndpoints?|publishFeedCredentials|nuGetServiceConnections|SonarQube|SonarCloud|backendServiceArm|environmentServiceNameAWS|environmentServiceNameAzureRM|environmentServiceNameGCP)$/i;

/** A service connection is an identity of the project; the pipeline acts as it. */
function serviceConnections({ root, document, repository }: YamlPipeline): Login[] {
  return leavesOf(root).flatMap(({ path, value }) => {
    const input = path.at(-1);
    if (typeof input !== 'string' || !connectionInput.test(input)) return [];
    const name = textOf(value);
    if (name === null || typeof value !== 'string') return [];
    const line = document.lineOf(path);
    const project = repository ?? 'unknown project';
    const target = {
      key: `azure-devops:service-connection:${project}:${name}`,
      provider: 'azure-devops',
      kind: 'service-account',
      nativeType: 'azure-devops-service-connection',
      name,
      attributes: name.includes('$') ? { unresolved: true } : {},
    } as const;
    return [{ target, kind: 'impersonate', line, attributes: { input } }];
  });
}

function variableGroups({ root, document }: YamlPipeline): NamedSecret[] {
  return leavesOf(root).flatMap(({ path, value }) =>
    path.at(-1) === 'group' && path.includes('variables') && typeof value === 'string'
      ? [{ store: 'azure-devops-variable-group', name: value, line: document.lineOf(path) }]
      : [],
  );
}

/** The AzureKeyVault task turns secrets of a vault into variables. */
function keyVaultSecrets({ root, document }: YamlPipeline): NamedSecret[] {
  return leavesOf(root).flatMap(({ path, value }) => {
    if (path.at(-1) !== 'task' || !/^AzureKeyVault@/i.test(String(value))) return [];
    const step = path.slice(0, -1);
    const inputs = at(root, ...step, 'inputs');
    const vault = textOf(at(inputs, 'KeyVaultName')) ?? textOf(at(inputs, 'keyVaultName')) ?? '?';
    const filter =
      textOf(at(inputs, 'SecretsFilter')) ?? textOf(at(inputs, 'secretsFilter')) ?? '*';
    return filter.split(',').map((name) => ({
      store: 'azure-key-vault',
      name: `${vault}/${name.trim()}`,
      line: document.lineOf([...step, 'inputs']),
    }));
  });
}

const macro = /\$\(([\w.]+)\)/g;

/** `$(Name)` of a variable that says secret and is not set in the file. */
function macros(pipeline: YamlPipeline): NamedSecret[] {
  const defined = new Set(namedVariables(pipeline).map(({ name }) => name));
  return leavesOf(pipeline.root).flatMap(({ path, value }) => {
    if (typeof value !== 'string' || !value.includes('$(')) return [];
    const names = Array.from(value.matchAll(macro), ([, name = '']) => name);
    const wanted = names.filter((name) => isSecretMacro(name) && !defined.has(name));
    const from = wanted.length > 0 ? pipeline.document.lineOf(path) : 0;
    return wanted.map((name) => ({
      store: 'azure-devops-variable',
      name,
      line: lineWith(pipeline, from, name),
    }));
  });
}

function isSecretMacro(name: string): boolean {
  if (/^system\.accesstoken$/i.test(name)) return true;
  return namesSecret(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll('.', '_'));
}

/** Variables written as `- name: X` and `value: Y`, and as a mapping. */
function namedVariables({ root, document }: YamlPipeline) {
  const variables = at(root, 'variables');
  if (isRecord(variables)) return namedValues(document, { variables });
  return listOf(variables).flatMap((variable, index) => {
    const name = textOf(at(variable, 'name'));
    const value = at(variable, 'value');
    if (name === null || typeof value !== 'string') return [];
    const line = () => document.lineOf(['variables', index, 'value']);
    return [{ name, value, keyPath: `variables[${index}].value`, line }];
  });
}
