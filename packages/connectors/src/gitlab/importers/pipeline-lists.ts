import {
  enrichment,
  timeOr,
  timeOrNever,
  toldAttributes,
  toldOwner,
  upsert,
} from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { toHolder, toPerson, toTokenHolder } from '../mapping/account.ts';
import { type GitLabPlace, placeKey, placeName, userKey } from '../mapping/place.ts';
import { toIdentity as toRunner } from '../mapping/runner.ts';
import { Runner, Trigger, User, Variable } from '../schema.ts';
import { callOf, callOfEach, type GitLabAt, list, placeOf } from './state.ts';

const runners = list({
  id: 'gitlab.runners',
  title: 'Runners of a group, or of an instance',
  commands: [
    callOf('groups/$GROUP/runners?per_page=100', 'runners'),
    callOf('runners/all?per_page=100', 'runners'),
  ],
  emits: ['identity'],
  what: 'runners',
  members: [''],
  item: Runner,
  fits: (item) => 'runner_type' in item && !('contacted_at' in item),
  nameOf: (runner) => runner.id,
  *read(runner, at) {
    yield upsert(at.of, 'identity', toRunner(at.scopeKey, runner));
  },
});

const projectRunners = list({
  id: 'gitlab.project-runners',
  title: 'Runners of each project',
  commands: [
    callOfEach(
      'projects',
      'projects/$id/runners?type=project_type&per_page=100',
      'project-runners',
    ),
  ],
  emits: ['identity'],
  what: 'project-runners',
  members: [''],
  item: Runner,
  fits: () => false,
  parentListing: 'gitlab.projects',
  *read(runner, at) {
    yield upsert(at.of, 'identity', toRunner(at.scopeKey, runner));
  },
});

const runnerPages = list({
  id: 'gitlab.runner-details',
  title: 'The page of each runner: last contact, tags, whose jobs it takes',
  commands: [
    'for id in $(jq -r "[.] | flatten[].id" "${GROUP}__runners.json"); do glab api "runners/$id" > "${GROUP}__${id}__runner.json"; done',
  ],
  emits: ['identity'],
  what: 'runner',
  members: [''],
  item: Runner,
  fits: (item) => 'runner_type' in item && 'contacted_at' in item,
  parentListing: 'gitlab.runners',
  *read(runner, at) {
    yield enrichment(at.of, 'identity', toRunner(at.scopeKey, runner));
  },
});

/** A trigger token starts pipelines of its project as the person who made it. */
function* trigger(item: Trigger, at: GitLabAt): Generator<Observation> {
  const place = placeOf(at, 'project');
  const key = `${placeKey(place)}/triggers/${item.id}`;
  const created = timeOr(item.created_at, 'this list does not tell it');
  const owner = item.owner;
  const isOver =
    Boolean(item.expires_at) && Date.parse(item.expires_at ?? '') <= at.context.now.getTime();
  yield upsert(at.of, 'credential', {
    key,
    provider: 'gitlab',
    identityKey: owner ? userKey(at.scopeKey, owner.id) : null,
    kind: 'token',
    nativeType: 'gitlab-trigger-token',
    name: `${item.description || 'trigger'} (${placeName(place)})`,
    status: isOver ? 'expired' : 'active',
    createdAt: created,
    expiresAt: timeOrNever(
      item.expires_at,
      'this version of GitLab gives trigger tokens no end that it tells',
    ),
    lastUsedAt: timeOrNever(item.last_used, 'this list does not tell it'),
    lastRotatedAt: created,
    access: 'write',
    attributes: toldAttributes({
      tokenType: 'pipeline trigger token',
      boundToPerson: owner ? true : null,
      personStatus: owner?.state ? (owner.state === 'active' ? 'active' : 'left') : null,
      limitedTo: [placeName(place)],
      unscoped: false,
    }),
  });
  if (!owner) return;
  const told = toHolder(User.parse(owner));
  const account = toTokenHolder(userKey(at.scopeKey, owner.id), told, owner.username);
  yield enrichment(at.of, 'identity', account);
  const person = toPerson(at.scopeKey, User.parse(owner));
  yield upsert(
    at.of,
    'ownership',
    toldOwner({
      provider: 'gitlab',
      subject: { type: 'credential', key },
      owner: { type: 'person', name: owner.username, email: person.email, status: person.status },
      signal: 'provider-owner',
      confidence: 0.8,
    }),
  );
}

const triggers = list({
  id: 'gitlab.triggers',
  title: 'Pipeline trigger tokens of each project',
  commands: [
    'for id in $(jq -r "[.] | flatten[].id" "${GROUP}__projects.json"); do glab api --paginate "projects/$id/triggers?per_page=100" | jq -c "map(del(.token))" > "${GROUP}__${id}__triggers.json"; done',
  ],
  emits: ['credential', 'identity', 'ownership'],
  what: 'triggers',
  members: [''],
  item: Trigger,
  fits: (item) => 'last_used' in item && 'owner' in item && 'description' in item,
  parentListing: 'gitlab.projects',
  read: trigger,
});

function* variable(
  item: Variable,
  at: GitLabAt,
  level: GitLabPlace['level'],
): Generator<Observation> {
  const place = placeOf(at, level);
  const environment = item.environment_scope || '*';
  const locator = `${placeName(place)}/variables/${item.key}`;
  yield upsert(at.of, 'secret-reference', {
    key: `${placeKey(place)}/variables/${environment}/${item.key}`,
    provider: 'gitlab',
    store: `gitlab-${level}-variable`,
    name: item.key,
    identityKey: null,
    place: {
      kind: 'provider',
      locator: environment === '*' ? locator : `${locator} (${environment})`,
    },
    attributes: toldAttributes({
      protected: item.protected,
      masked: item.masked,
      hidden: item.hidden,
      environmentScope: environment,
      variableType: item.variable_type,
    }),
  });
}

/** Values are dropped before they are written to the file. */
const withoutValues = '| jq -c "map(del(.value))" >';
const variableOf = {
  emits: ['secret-reference'] as const,
  members: [''],
  item: Variable,
};

const instanceVariables = list({
  ...variableOf,
  id: 'gitlab.instance-variables',
  title: 'Names of the CI/CD variables of an instance (administrators only)',
  commands: [
    `glab api --paginate "admin/ci/variables?per_page=100" ${withoutValues} "\${GROUP}__instance-variables.json"`,
  ],
  what: 'instance-variables',
  fits: () => false,
  read: (item, at) => variable(item, at, 'instance'),
});

const groupVariables = list({
  ...variableOf,
  id: 'gitlab.group-variables',
  title: 'Names of the CI/CD variables of each group',
  commands: [
    `for id in $(jq -r "[.] | flatten[].id" "\${GROUP}__groups.json"); do glab api --paginate "groups/$id/variables?per_page=100" ${withoutValues} "\${GROUP}__\${id}__group-variables.json"; done`,
  ],
  what: 'group-variables',
  fits: () => false,
  parentListing: 'gitlab.groups',
  read: (item, at) => variable(item, at, 'group'),
});

const projectVariables = list({
  ...variableOf,
  id: 'gitlab.project-variables',
  title: 'Names of the CI/CD variables of each project',
  commands: [
    `for id in $(jq -r "[.] | flatten[].id" "\${GROUP}__projects.json"); do glab api --paginate "projects/$id/variables?per_page=100" ${withoutValues} "\${GROUP}__\${id}__project-variables.json"; done`,
  ],
  what: 'project-variables',
  fits: (item) => 'variable_type' in item && 'environment_scope' in item,
  parentListing: 'gitlab.projects',
  read: (item, at) => variable(item, at, 'project'),
});

/** What pipelines run on, are started by and are given. */
export const pipelineLists = [
  runners,
  projectRunners,
  runnerPages,
  triggers,
  instanceVariables,
  groupVariables,
  projectVariables,
];
