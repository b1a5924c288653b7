import type { Environment, Resource } from '@nonhuman/model';

/**
 * Where an object of Resource Manager belongs, by its id: the subscription, the management group, or
 * the root above all. Null for ids that are none.
 */
export function scopeOfId(id: string): string | null {
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(id)?.[1];
  if (subscription) return subscription.toLowerCase();
  const group = /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)/i.exec(id)?.[1];
  if (group) return `management-group:${group.toLowerCase()}`;
  return /^\/providers\//i.test(id) ? 'tenant-root' : null;
}

/** The last GUID or name of an id, in lower case. */
export function lastOf(id: string): string {
  return (id.split('/').at(-1) ?? id).toLowerCase();
}

/** What a role is assigned on. */
export function scopeToResource(scope: string): Resource {
  const key = scope.toLowerCase();
  return {
    key,
    provider: 'azure',
    nativeType: typeOf(scope),
    name: scope === '/' ? 'everything in the tenant' : (scope.split('/').at(-1) ?? scope),
    attributes: { id: scope },
  };
}

function typeOf(scope: string): string {
  if (scope === '/') return 'azure-tenant-root';
  if (/^\/providers\/Microsoft\.Management\/managementGroups\/[^/]+$/i.test(scope))
    return 'azure-management-group';
  if (/^\/subscriptions\/[^/]+$/i.test(scope)) return 'azure-subscription';
  if (/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i.test(scope)) return 'azure-resource-group';
  const [, namespace, path] = /\/providers\/([^/]+)\/([^?]+)$/i.exec(scope) ?? [];
  if (namespace === undefined || path === undefined) return 'azure-resource';
  const types = path.split('/').filter((_, index) => index % 2 === 0);
  return [namespace, ...types].join('/').toLowerCase();
}

/** Where a thing belongs by its tags; undefined when none tells. */
function environmentOf(tags: Readonly<Record<string, string | null>> | null | undefined) {
  const value = Object.entries(tags ?? {}).find(([name]) =>
    /^(env|environment|stage)$/i.test(name),
  )?.[1];
  if (!value) return undefined;
  const told: Environment = /^(prd|prod|production|live)$/i.test(value)
    ? 'production'
    : /^(dev|test|qa|uat|int|stag|sandbox|demo|non-?prod)/i.test(value)
      ? 'non-production'
      : 'unknown';
  return told;
}

/** Tags and where they say that it belongs; nothing when no tags were told. */
export function taggedWith(tags: Readonly<Record<string, string | null>> | null | undefined) {
  if (!tags) return {};
  const environment = environmentOf(tags);
  return {
    tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, value ?? ''])),
    ...(environment === undefined ? {} : { environment }),
  };
}
