import { type Identity, type Instance, unknown } from '@nonhuman/model';
import type { Installation } from '../schema.ts';
import { accessOf } from './permissions.ts';
import { type GitHubPlace, pathOf, timeOr } from './place.ts';

const unused = unknown('GitHub does not tell when an app was used; the audit log does');

/** The key of an app in an organization. */
export function appKey(place: GitHubPlace, slug: string): string {
  return `${pathOf(place)}/apps/${slug}`;
}

/** An app as it acts in an organization. */
export function toIdentity(place: GitHubPlace, app: Installation): Identity {
  const isForAll = app.repository_selection === 'all';
  return {
    key: appKey(place, app.app_slug),
    provider: 'github',
    kind: 'application',
    nativeType: 'github-app',
    name: app.app_slug,
    status: app.suspended_at ? 'disabled' : 'active',
    createdAt: timeOr(app.created_at, 'this export does not tell when the app was installed'),
    lastUsedAt: unused,
    ...(app.permissions ? { access: accessOf(app.permissions) } : {}),
    attributes: {
      ...(app.app_id ? { appId: app.app_id } : {}),
      ...(app.repository_selection ? { allRepositories: isForAll } : {}),
      ...(app.permissions ? { permissions: app.permissions } : {}),
    },
  };
}

/** The installation itself. */
export function toInstance(place: GitHubPlace, app: Installation): Instance {
  return {
    key: `${pathOf(place)}/installations/${app.id}`,
    provider: 'github',
    identityKey: appKey(place, app.app_slug),
    nativeType: 'github-app-installation',
    name: `${app.app_slug} in ${place.org}`,
    status: app.suspended_at ? 'disabled' : 'active',
    attributes: { events: app.events ?? [] },
  };
}
