import type { Upsert } from '@nonhuman/model';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import {
  at,
  entriesOf,
  isRecord,
  type Json,
  listOf,
  textOf,
  textsOf,
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

const id = 'host.circleci';

/** Pipelines of CircleCI. */
export const circleci = defineDefinitionCollector({
  id,
  title: 'CircleCI pipelines',
  group: 'ci',
  emits: ['identity', 'credential', 'delegation', 'exposure', 'secret-reference'],
  reads: [{ path: '.circleci/*.yml' }, { path: '.circleci/*.yaml' }],
  cannotTell: [
    'variables of the project and of its contexts, and who may use a context',
    'the organization id that its OIDC tokens are issued under',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const runner = { provider: 'circleci', nativeType: 'circleci-workflow' };
    const pipeline = yamlPipelineOf({ listing: id, file, context }, runner);
    return pipeline ? report(pipeline) : [];
  },
});

/** The issuer ends in the organization's id, which the file does not tell. */
const issuer = 'https://oidc.circleci.com';

function report(pipeline: YamlPipeline): Upsert[] {
  const { root, text } = pipeline;
  const contexts = contextsOf(pipeline);
  const usesOidc = /\bCIRCLE_OIDC_TOKEN(?:_V2)?\b/.test(text) || assumesByOrb(root);
  return [
    reportPipeline(pipeline, {
      attributes: {
        idToken: usesOidc || contexts.length > 0,
        usesOidc,
        contexts: [...new Set(contexts.map(({ name }) => name))].sort(),
        unpinnedActions: floatingOrbs(pipeline),
      },
    }),
    ...reportSecretNames(pipeline, [
      ...contexts,
      ...secretVariables(pipeline, 'circleci-environment-variable', definedIn(root)),
      ...dockerLogins(pipeline),
    ]),
    ...reportLogins(pipeline, scriptLogins(pipeline, usesOidc ? issuer : null)),
    ...reportHardCoded(pipeline, {
      text,
      values: lastingValues(pipeline, undefined),
      setting: 'ci',
      holder: pipeline.self,
    }),
  ];
}

/** The `aws-cli` and `gcp-cli` orbs trade the OIDC token for a role by themselves. */
function assumesByOrb(root: Json): boolean {
  const steps = entriesOf(at(root, 'jobs')).concat(entriesOf(at(root, 'commands')));
  return steps
    .flatMap(([, job]) => listOf(at(job, 'steps')))
    .flatMap(entriesOf)
    .some(([name, inputs]) => {
      const input = (word: string) => at(inputs, word) !== undefined;
      if (/^aws[\w-]*\//.test(name)) return input('role_arn') || input('role-arn');
      return /^gcp[\w-]*\//.test(name) && at(inputs, 'use_oidc') === true;
    });
}

/** Every job of a workflow that runs in a context is given all of its variables. */
function contextsOf({ root, document }: YamlPipeline): NamedSecret[] {
  return entriesOf(at(root, 'workflows')).flatMap(([workflow, body]) =>
    listOf(at(body, 'jobs')).flatMap((entry, index) =>
      entriesOf(entry).flatMap(([job, settings]) =>
        textsOf(at(settings, 'context')).map((name) => ({
          store: 'circleci-context',
          name,
          line: document.lineOf(['workflows', workflow, 'jobs', index, job, 'context']),
          attributes: { workflow, job },
        })),
      ),
    ),
  );
}

/** `auth: {username, password: $NAME}` of images is read by CircleCI itself, with or without `$`. */
function dockerLogins({ root, document }: YamlPipeline): NamedSecret[] {
  return ['jobs', 'executors'].flatMap((section) =>
    entriesOf(at(root, section)).flatMap(([name, body]) =>
      listOf(at(body, 'docker')).flatMap((image, index) => {
        const variable = textOf(at(image, 'auth', 'password'));
        if (!variable || !/^\$\w+$/.test(variable)) return [];
        const line = document.lineOf([section, name, 'docker', index, 'auth', 'password']);
        return [{ store: 'circleci-environment-variable', name: variable.slice(1), line }];
      }),
    ),
  );
}

/** A published orb version cannot be changed; a range, `volatile` or a development version can. */
function floatingOrbs({ root, document }: YamlPipeline) {
  return entriesOf(at(root, 'orbs')).flatMap(([name, value]) => {
    const uses = textOf(value);
    if (uses === null || isRecord(value) || uses.startsWith('circleci/')) return [];
    if (/@\d+\.\d+\.\d+$/.test(uses)) return [];
    return [{ uses, line: document.lineOf(['orbs', name]), receivesSecrets: null }];
  });
}

function definedIn(root: Json): ReadonlySet<string> {
  const sections = ['jobs', 'executors', 'commands'].flatMap((name) => entriesOf(at(root, name)));
  const names = sections.flatMap(([, body]) => entriesOf(at(body, 'environment')));
  return new Set(names.map(([name]) => name));
}
