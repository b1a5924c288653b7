import type { Upsert } from '@nonhuman/model';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import {
  at,
  entriesOf,
  isRecord,
  type Json,
  oneOrMore,
  textOf,
} from '../../../formats/json-value.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import {
  lastingValues,
  type NamedSecret,
  reportLogins,
  reportPipeline,
  reportSecretNames,
  type YamlPipeline,
  yamlPipelineOf,
} from './pipeline.ts';
import { scriptLogins, secretVariables } from './script-logins.ts';

const id = 'host.gitlab-ci';

/** Pipelines of GitLab CI. Included files are named, and read where they lie on this host too. */
export const gitlabCi = defineDefinitionCollector({
  id,
  title: 'GitLab CI pipelines',
  group: 'ci',
  emits: ['identity', 'credential', 'delegation', 'exposure', 'secret-reference'],
  reads: [{ name: '.gitlab-ci.yml' }, { name: '.gitlab-ci.yaml' }, { name: '*.gitlab-ci.yml' }],
  cannotTell: [
    'variables of the project, group and instance, and whether they are protected or masked',
    'what included files of other projects add',
    'to which projects the job token is let in',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const runner = { provider: 'gitlab', nativeType: 'gitlab-ci-workflow' };
    const pipeline = yamlPipelineOf({ listing: id, file, context }, runner);
    return pipeline ? report(pipeline) : [];
  },
});

function report(pipeline: YamlPipeline): Upsert[] {
  const { root } = pipeline;
  const audiences = audiencesOf(root);
  const idToken = audiences.length > 0;
  const includes = includesOf(pipeline);
  return [
    reportPipeline(pipeline, {
      attributes: {
        ...(idToken || includes.length === 0 ? { idToken } : {}),
        idTokenAudiences: audiences,
        includes: includes.map(({ name }) => name),
        unpinnedActions: includes
          .filter(({ movable }) => movable)
          .map(({ name, line }) => ({ uses: name, line: line(pipeline), receivesSecrets: true })),
        environments: environmentsOf(root),
      },
    }),
    ...reportSecretNames(pipeline, [
      ...externalSecrets(pipeline),
      ...secretVariables(pipeline, 'gitlab-ci-variable', definedIn(root)),
    ]),
    ...reportLogins(pipeline, scriptLogins(pipeline, idToken ? issuerOf(pipeline) : null)),
    ...reportHardCoded(pipeline, {
      text: pipeline.text,
      values: lastingValues(pipeline, root),
      setting: 'ci',
      holder: pipeline.self,
    }),
  ];
}

/** An instance signs under its own address. */
function issuerOf({ host }: YamlPipeline): string {
  return `https://${host ?? 'gitlab.com'}`;
}

function audiencesOf(root: Json): string[] {
  const audiences = jobsOf(root).flatMap(({ job }) =>
    entriesOf(at(job, 'id_tokens')).flatMap(([name, token]) => {
      const told = oneOrMore(at(token, 'aud'))
        .map(textOf)
        .filter((audience) => audience !== null);
      return told.length > 0 ? told : [name];
    }),
  );
  return [...new Set(audiences)].sort();
}

/** Jobs, hidden ones and `default` included: what they hold is handed on. */
function jobsOf(root: Json) {
  return entriesOf(root)
    .filter(([name, job]) => isRecord(job) && name !== 'variables')
    .map(([name, job]) => ({ name, job }));
}

interface Include {
  readonly name: string;
  /** Of another group or address, and not fixed to a commit or digest: it may change under the pipeline. */
  readonly movable: boolean;
  readonly line: (pipeline: YamlPipeline) => number;
}

function includesOf({ root, repository }: YamlPipeline): Include[] {
  const group = repository?.split('/', 1)[0];
  return oneOrMore(at(root, 'include')).flatMap((include, index) => {
    const line = (pipeline: YamlPipeline) => pipeline.document.lineOf(['include', index]);
    const named = (name: string, movable: boolean) => [{ name, movable, line }];
    const plain = textOf(include);
    if (plain) return named(plain, plain.startsWith('http'));
    const [local, template] = [textOf(at(include, 'local')), textOf(at(include, 'template'))];
    if (local ?? template) return named(local ?? template ?? '', false);
    const remote = textOf(at(include, 'remote'));
    if (remote) return named(remote, at(include, 'integrity') === undefined);
    const component = textOf(at(include, 'component'));
    if (component) return named(component, !isCommit(component.split('@')[1]));
    const project = textOf(at(include, 'project'));
    const ref = textOf(at(include, 'ref'));
    const isOwn = group !== undefined && project?.startsWith(`${group}/`) === true;
    return project ? named(ref ? `${project}@${ref}` : project, !isOwn && !isCommit(ref)) : [];
  });
}

function isCommit(ref: string | null | undefined): boolean {
  return /^[0-9a-f]{40}$/.test(ref ?? '');
}

function environmentsOf(root: Json): string[] {
  const names = jobsOf(root).map(({ job }) => {
    const environment = at(job, 'environment');
    return textOf(environment) ?? textOf(at(environment, 'name'));
  });
  return [...new Set(names.filter((name) => name !== null))].sort();
}

function definedIn(root: Json): ReadonlySet<string> {
  const jobs = jobsOf(root).flatMap(({ job }) => [
    ...entriesOf(at(job, 'variables')),
    ...entriesOf(at(job, 'id_tokens')),
    ...entriesOf(at(job, 'secrets')),
  ]);
  return new Set([...entriesOf(at(root, 'variables')), ...jobs].map(([name]) => name));
}

const stores = {
  vault: 'vault',
  gcp_secret_manager: 'gcp-secret-manager',
  azure_key_vault: 'azure-key-vault',
  aws_secrets_manager: 'aws-secrets-manager',
  akeyless: 'akeyless',
} as const;

/** What `secrets:` fetches from a store outside. */
function externalSecrets(pipeline: YamlPipeline): NamedSecret[] {
  return jobsOf(pipeline.root).flatMap(({ name: job, job: body }) =>
    entriesOf(at(body, 'secrets')).flatMap(([variable, secret]) =>
      Object.entries(stores).flatMap(([word, store]) => {
        const told = at(secret, word);
        if (told === undefined) return [];
        const name = textOf(told) ?? textOf(at(told, 'name')) ?? vaultPath(told) ?? variable;
        const line = pipeline.document.lineOf([job, 'secrets', variable]);
        return [{ store, name, line, attributes: { variable } }];
      }),
    ),
  );
}

function vaultPath(told: Json): string | null {
  const path = textOf(at(told, 'path')) ?? textOf(at(told, 'secret_id'));
  const field = textOf(at(told, 'field'));
  const engine = textOf(at(told, 'engine', 'path'));
  const whole = [engine, path, field].filter((part) => part !== null).join('/');
  return whole === '' ? null : whole;
}
