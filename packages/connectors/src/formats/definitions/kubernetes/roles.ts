import type { AccessLevel, Principal, Upsert } from '@nonhuman/model';
import { at, type Json, listOf, textOf, textsOf } from '../../json-value.ts';
import { reportEntitlement, reportGrant } from '../source.ts';
import {
  type KubernetesObject,
  type KubernetesWorld,
  mentionServiceAccount,
  type ObjectReader,
  objectKey,
  serviceAccount,
} from './object.ts';

const readingVerbs = new Set(['get', 'list', 'watch']);

interface Rule {
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resourceNames: readonly string[];
}

function rulesOf(root: Json): Rule[] {
  return listOf(at(root, 'rules')).map((rule) => ({
    verbs: textsOf(at(rule, 'verbs')),
    resources: textsOf(at(rule, 'resources')),
    // The core group is written as empty text, which `textsOf` leaves out.
    apiGroups: listOf(at(rule, 'apiGroups')).map((group) => textOf(group) ?? ''),
    resourceNames: listOf(at(rule, 'resourceNames')).map((name) => textOf(name) ?? ''),
  }));
}

/** `*` in all three, and no names: rules are never added up, so one rule must say it alone. */
function isEverything({ verbs, resources, apiGroups, resourceNames }: Rule): boolean {
  const all = [verbs, resources, apiGroups].every((words) => words.includes('*'));
  return all && resourceNames.length === 0;
}

function accessOfRules(root: Json, rules: readonly Rule[]): AccessLevel {
  if (at(root, 'aggregationRule') !== undefined) return 'unknown';
  if (rules.some(isEverything)) return 'admin';
  const verbs = rules.flatMap((rule) => rule.verbs);
  if (verbs.length === 0) return 'none';
  return verbs.every((verb) => readingVerbs.has(verb)) ? 'read' : 'write';
}

function readsSecrets({ verbs, resources, apiGroups }: Rule): boolean {
  return (
    apiGroups.some((group) => group === '' || group === '*') &&
    resources.some((resource) => resource === 'secrets' || resource === '*') &&
    verbs.some((verb) => verb === '*' || readingVerbs.has(verb))
  );
}

/** An empty name among the names is that of a request without one, which is for all. */
function secretsReadBy(rules: readonly Rule[]) {
  const reading = rules.filter(readsSecrets);
  if (reading.length === 0) return { readsSecrets: false };
  return {
    readsSecrets: true,
    secretsLimited: reading.every(
      ({ resourceNames }) => resourceNames.length > 0 && !resourceNames.includes(''),
    ),
  };
}

/** A `Role` or `ClusterRole`. The reach of an aggregated one is filled in by the cluster. */
export const readRole: ObjectReader = (object, world) => {
  const { root, kind, namespace, name } = object;
  const isNamespaced = kind === 'Role';
  const rules = rulesOf(root);
  const isAggregated = at(root, 'aggregationRule') !== undefined;
  const access = accessOfRules(root, rules);
  const wildcards = rules.flatMap(({ verbs, resources, apiGroups }) =>
    verbs.includes('*') || resources.includes('*') || apiGroups.includes('*')
      ? [`${apiGroups.join(',')}/${resources.join(',')}:${verbs.join(',')}`]
      : [],
  );
  return [
    reportEntitlement(world, {
      key: roleKey(world, kind, { namespace, name }),
      provider: 'kubernetes',
      nativeType: isNamespaced ? 'kubernetes-role' : 'kubernetes-cluster-role',
      name: isNamespaced ? `${namespace}/${name}` : name,
      access,
      ...(isAggregated ? {} : { wildcards: [...new Set(wildcards)].sort() }),
      document: { rules: at(root, 'rules') ?? [] },
      attributes: {
        namespaced: isNamespaced,
        ...(isAggregated
          ? { aggregated: true }
          : {
              clusterAdmin: !isNamespaced && access === 'admin',
              ...secretsReadBy(rules),
            }),
      },
    }),
  ];
};

function roleKey(
  world: KubernetesWorld,
  kind: string,
  { namespace, name }: { namespace: string; name: string },
): string {
  return kind === 'Role'
    ? objectKey(world, 'role', { namespace, name })
    : objectKey(world, 'cluster-role', { namespace: null, name });
}

/** Roles that every cluster has. `admin` of a namespace may write its roles, so it is that namespace's all. */
const builtIn: Readonly<Record<string, { access: AccessLevel; readsSecrets: boolean }>> = {
  'cluster-admin': { access: 'admin', readsSecrets: true },
  admin: { access: 'write', readsSecrets: true },
  edit: { access: 'write', readsSecrets: true },
  view: { access: 'read', readsSecrets: false },
};

/** A `RoleBinding` or `ClusterRoleBinding`: one grant for each subject. */
export const readRoleBinding: ObjectReader = (object, world) => {
  const { root, kind, namespace } = object;
  const refKind = textOf(at(root, 'roleRef', 'kind'));
  const role = textOf(at(root, 'roleRef', 'name'));
  if (role === null || (refKind !== 'Role' && refKind !== 'ClusterRole')) return [];
  const entitlementKey = roleKey(world, refKind, { namespace, name: role });
  const on = kind === 'ClusterRoleBinding' ? '*' : `namespace/${namespace}`;
  const grants = listOf(at(root, 'subjects')).flatMap((subject) => {
    const found = subjectOf(subject, object, world);
    if (!found) return [];
    const { principal, mention } = found;
    const grant = reportGrant(world, { provider: 'kubernetes', principal, entitlementKey, on });
    return mention ? [mention, grant] : [grant];
  });
  return [...builtInRole(world, role, entitlementKey), ...grants];
};

function builtInRole(world: KubernetesWorld, name: string, key: string): Upsert[] {
  const known = builtIn[name];
  if (!known || !Object.hasOwn(builtIn, name)) return [];
  const entitlement = reportEntitlement(world, {
    key,
    provider: 'kubernetes',
    nativeType: 'kubernetes-cluster-role',
    name,
    access: known.access,
    attributes: {
      namespaced: false,
      clusterAdmin: name === 'cluster-admin',
      readsSecrets: known.readsSecrets,
    },
  });
  return [{ ...entitlement, enriches: true }];
}

function subjectOf(
  subject: Json,
  { namespace }: KubernetesObject,
  world: KubernetesWorld,
): { principal: Principal; mention: Upsert | null } | null {
  const kind = textOf(at(subject, 'kind'));
  const name = textOf(at(subject, 'name'));
  if (name === null) return null;
  const [, ofNamespace, ofName] = /^system:serviceaccount:([^:]+):(.+)$/.exec(name) ?? [];
  if (kind === 'ServiceAccount' || (kind === 'User' && ofNamespace && ofName)) {
    const named = {
      namespace: ofNamespace ?? textOf(at(subject, 'namespace')) ?? namespace,
      name: ofName ?? name,
    };
    const { key, name: shown } = serviceAccount(world, named);
    return {
      principal: { type: 'identity', key, name: shown },
      mention: mentionServiceAccount(world, named),
    };
  }
  return { principal: { type: subjectType(kind, name), key: name, name }, mention: null };
}

/** A `User` is whoever a certificate or token names: a person or a machine, the manifest does not say. */
function subjectType(kind: string | null, name: string): Principal['type'] {
  if (name === 'system:anonymous' || name === 'system:unauthenticated') return 'public';
  return kind === 'Group' ? 'group' : 'external';
}
