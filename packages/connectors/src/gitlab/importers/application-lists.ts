import { upsert } from '@nonhuman/connector-kit';
import { toCredential, toIdentity } from '../mapping/application.ts';
import { toIdentity as toHook } from '../mapping/hook.ts';
import { Application, Hook } from '../schema.ts';
import { callOf, callOfEach, list, placeOf } from './state.ts';

const applications = list({
  id: 'gitlab.applications',
  title: 'OAuth applications of an instance (administrators only)',
  commands: [callOf('applications?per_page=100', 'applications')],
  emits: ['identity', 'credential'],
  what: 'applications',
  members: [''],
  item: Application,
  fits: (item) => 'application_id' in item && 'confidential' in item,
  *read(app, at) {
    yield upsert(at.of, 'identity', toIdentity(at.scopeKey, app));
    const secret = toCredential(at.scopeKey, app);
    if (secret) yield upsert(at.of, 'credential', secret);
  },
});

const hookOf = { emits: ['identity'] as const, members: [''], item: Hook };

const systemHooks = list({
  ...hookOf,
  id: 'gitlab.system-hooks',
  title: 'Webhooks of an instance (administrators only)',
  commands: [callOf('hooks?per_page=100', 'system-hooks')],
  what: 'system-hooks',
  fits: () => false,
  read: (hook, at) => [upsert(at.of, 'identity', toHook(placeOf(at, 'instance'), hook))],
});

const groupHooks = list({
  ...hookOf,
  id: 'gitlab.group-hooks',
  title: 'Webhooks of each group',
  commands: [callOfEach('groups', 'groups/$id/hooks?per_page=100', 'group-hooks')],
  what: 'group-hooks',
  fits: (item) => 'enable_ssl_verification' in item && 'group_id' in item,
  parentListing: 'gitlab.groups',
  read: (hook, at) => [upsert(at.of, 'identity', toHook(placeOf(at, 'group'), hook))],
});

const projectHooks = list({
  ...hookOf,
  id: 'gitlab.project-hooks',
  title: 'Webhooks of each project',
  commands: [callOfEach('projects', 'projects/$id/hooks?per_page=100', 'project-hooks')],
  what: 'project-hooks',
  fits: (item) => 'enable_ssl_verification' in item && 'project_id' in item,
  parentListing: 'gitlab.projects',
  read: (hook, at) => [upsert(at.of, 'identity', toHook(placeOf(at, 'project'), hook))],
});

/** Applications and webhooks. */
export const applicationLists = [applications, systemHooks, groupHooks, projectHooks];
