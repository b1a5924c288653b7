import type { Upsert } from '@nonhuman/model';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import {
  at,
  entriesOf,
  isRecord,
  type Json,
  listOf,
  oneOrMore,
  textOf,
} from '../../../formats/json-value.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { githubSecrets } from './github-expressions.ts';
import { reportGithubLogins } from './github-logins.ts';
import { type JobRights, jobRights, permissionWords, rightsOf } from './github-permissions.ts';
import { pushedRefs, runsUntrustedCode } from './github-triggers.ts';
import { handedBy, type UsedAction, unpinnedActions } from './github-uses.ts';
import {
  lastingValues,
  reportPipeline,
  reportSecretNames,
  type YamlPipeline,
  yamlPipelineOf,
} from './pipeline.ts';

const id = 'host.github-actions';

/** Workflows and composite actions of GitHub Actions. */
export const githubActions = defineDefinitionCollector({
  id,
  title: 'GitHub Actions workflows',
  group: 'ci',
  emits: ['identity', 'credential', 'delegation', 'exposure', 'secret-reference'],
  reads: [
    { path: '.github/workflows/*.yml' },
    { path: '.github/workflows/*.yaml' },
    { name: 'action.yml' },
    { name: 'action.yaml' },
  ],
  cannotTell: [
    'rights of the default token where a workflow names none: the repository decides',
    'values, age and last use of the secrets that are named',
    'protection rules of environments and branches',
    'what a called workflow of another repository does',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const runner = { provider: 'github', nativeType: 'github-actions-workflow' };
    const pipeline = yamlPipelineOf({ listing: id, file, context }, runner);
    if (!pipeline) return [];
    if (isRecord(at(pipeline.root, 'jobs'))) return workflow(pipeline);
    return at(pipeline.root, 'runs', 'using') === 'composite' ? compositeAction(pipeline) : [];
  },
});

function workflow(pipeline: YamlPipeline): Upsert[] {
  const { root } = pipeline;
  const used = usedActions(pipeline);
  const triggers = triggersOf(at(root, 'on'));
  const rights = jobRights(root);
  const untrusted = runsUntrustedCode(root, triggers);
  return [
    reportPipeline(pipeline, {
      title: textOf(at(root, 'name')),
      attributes: {
        triggers,
        ...pushedRefs(at(root, 'on')),
        ...permissionWords(rights, triggers.includes('workflow_call')),
        secretsInherit: jobs(root).some(({ job }) => at(job, 'secrets') === 'inherit'),
        unpinnedActions: unpinnedActions(used, pipeline),
        environments: environmentsOf(root),
        ...(untrusted === null ? {} : { runsUntrustedCode: untrusted }),
      },
    }),
    ...findings(pipeline, used),
  ];
}

/** A composite action has no rights of its own: it runs with those of the job that uses it. */
function compositeAction(pipeline: YamlPipeline): Upsert[] {
  const runner = { ...pipeline.runner, nativeType: 'github-composite-action' };
  const action = { ...pipeline, runner };
  const used = stepsOf(at(action.root, 'runs'), ['runs']).map(({ step, path }) => ({
    step,
    path,
    rights: null,
    around: { secrets: false, token: false },
  }));
  return [
    reportPipeline(action, {
      title: textOf(at(action.root, 'name')),
      attributes: { unpinnedActions: unpinnedActions(used, action) },
    }),
    ...findings(action, used),
  ];
}

function findings(pipeline: YamlPipeline, used: readonly UsedAction[]): Upsert[] {
  return [
    ...reportSecretNames(pipeline, githubSecrets(pipeline)),
    ...reportGithubLogins(pipeline, used),
    ...reportHardCoded(pipeline, {
      text: pipeline.text,
      values: lastingValues(pipeline, at(pipeline.root, 'jobs')),
      setting: 'ci',
      holder: pipeline.self,
    }),
  ];
}

function jobs(root: Json) {
  return entriesOf(at(root, 'jobs')).map(([name, job]) => ({ job, path: ['jobs', name] }));
}

function stepsOf(job: Json | undefined, path: readonly (string | number)[]) {
  return listOf(at(job, 'steps')).map((step, index) => ({ step, path: [...path, 'steps', index] }));
}

/** Every step and called workflow, with the rights and surroundings it runs in. */
function usedActions({ root }: YamlPipeline): UsedAction[] {
  const ofWorkflow = rightsOf(at(root, 'permissions'));
  const ofAll = handedBy([at(root, 'env')]);
  return jobs(root).flatMap(({ job, path }) => {
    const own = at(job, 'permissions');
    const rights: JobRights = own === undefined ? ofWorkflow : rightsOf(own);
    const ofJob = handedBy([at(job, 'env')]);
    const around = {
      secrets: ofAll.secrets || ofJob.secrets,
      token: ofAll.token || ofJob.token,
    };
    return [{ step: job, path }, ...stepsOf(job, path)].map((one) => ({ ...one, rights, around }));
  });
}

function triggersOf(value: Json | undefined): string[] {
  const names = isRecord(value) ? Object.keys(value) : oneOrMore(value).map(textOf);
  return names.filter((name) => name !== null).sort();
}

function environmentsOf(root: Json): string[] {
  const names = jobs(root).map(({ job }) => {
    const environment = at(job, 'environment');
    return textOf(environment) ?? textOf(at(environment, 'name'));
  });
  return [...new Set(names.filter((name) => name !== null))].sort();
}
