import type { AccessLevel, Entitlement } from '@nonhuman/model';
import type { Role, Rule } from '../schema.ts';
import { keyOf, namespaceOf } from './names.ts';

const readingVerbs = new Set(['get', 'list', 'watch']);

/** Rights that lead to rights one does not have: verb, resource, and the group that it lies in. */
const escalating: readonly (readonly [verb: string, resource: string, group: string])[] = [
  ['escalate', 'roles', 'rbac.authorization.k8s.io'],
  ['escalate', 'clusterroles', 'rbac.authorization.k8s.io'],
  ['bind', 'roles', 'rbac.authorization.k8s.io'],
  ['bind', 'clusterroles', 'rbac.authorization.k8s.io'],
  ['impersonate', 'users', ''],
  ['impersonate', 'groups', ''],
  ['impersonate', 'serviceaccounts', ''],
  ['create', 'serviceaccounts/token', ''],
  ['get', 'nodes/proxy', ''],
];

/** Whether one rule allows the verb on the resource; names may still narrow it. */
function allows(rule: Rule, verb: string, resource: string, group: string): boolean {
  const [parent = '', sub] = resource.split('/');
  return (
    has(rule.verbs, verb) &&
    has(rule.apiGroups, group) &&
    (has(rule.resources, resource) ||
      (sub !== undefined &&
        (rule.resources.includes(`*/${sub}`) || rule.resources.includes(`${parent}/*`))))
  );
}

function has(values: readonly string[], value: string): boolean {
  return values.includes('*') || values.includes(value);
}

function allowsEverything(rule: Rule): boolean {
  return (
    rule.resourceNames.length === 0 &&
    [rule.verbs, rule.resources, rule.apiGroups].every((values) => values.includes('*'))
  );
}

/**
 * Whether the rule speaks of objects by name. `list` and `watch` then work for one name at a time
 * only; an empty name among them is that of a request without one, which is for all.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
function isByName({ resourceNames }: Rule): boolean {
  return resourceNames.length > 0 && !resourceNames.includes('');
}

/** The key of a role, or of the role that a binding names. */
export function roleKey(cluster: string, kind: string, name: string, namespace: string): string {
  return kind === 'ClusterRole'
    ? keyOf(cluster, 'clusterroles', name)
    : keyOf(cluster, 'roles', namespace, name);
}

/** A role with its rules, kept one by one. */
export function toEntitlement(cluster: string, role: Role): Entitlement {
  const namespaced = role.kind === 'Role';
  const namespace = namespaceOf(role.metadata);
  const { rules } = role;
  const everything = rules.some(allowsEverything);
  const reading = rules.filter((rule) =>
    [...readingVerbs].some((verb) => allows(rule, verb, 'secrets', '')),
  );
  const escalations = [
    ...new Set(
      escalating
        .filter(([verb, resource, group]) =>
          rules.some((rule) => allows(rule, verb, resource, group)),
        )
        .map(([verb, resource]) => `${verb} ${resource}`),
    ),
  ];
  return {
    key: roleKey(cluster, role.kind, role.metadata.name, namespace),
    provider: 'kubernetes',
    nativeType: namespaced ? 'kubernetes-role' : 'kubernetes-cluster-role',
    name: namespaced ? `${namespace}/${role.metadata.name}` : role.metadata.name,
    access: everything || escalations.length > 0 ? 'admin' : accessOf(rules),
    wildcards: wildcardsOf(rules),
    document: {
      rules: rules.map((rule) => ({ ...rule })),
      ...(role.aggregationRule ? { aggregationRule: role.aggregationRule } : {}),
    },
    attributes: {
      namespaced,
      ...(namespaced ? { namespace } : {}),
      clusterAdmin: everything && !namespaced,
      readsSecrets: reading.length > 0,
      ...(reading.length > 0 ? { secretsLimited: reading.every(isByName) } : {}),
      escalations,
      aggregated: Boolean(role.aggregationRule),
      ...(role.metadata.labels['kubernetes.io/bootstrapping'] ? { providerManaged: true } : {}),
    },
  };
}

function accessOf(rules: readonly Rule[]): AccessLevel {
  const verbs = rules.flatMap((rule) => rule.verbs);
  if (verbs.length === 0) return 'none';
  return verbs.every((verb) => readingVerbs.has(verb)) ? 'read' : 'write';
}

/** What holds a wildcard, written as `verb group/resource`. */
function wildcardsOf(rules: readonly Rule[]): string[] {
  const written = rules.flatMap((rule) =>
    rule.verbs.flatMap((verb) => [
      ...rule.nonResourceURLs.map((url) => `${verb} ${url}`),
      ...rule.resources.flatMap((resource) =>
        rule.apiGroups.map((group) => `${verb} ${group === '' ? '' : `${group}/`}${resource}`),
      ),
    ]),
  );
  return [...new Set(written)].filter((text) => text.includes('*')).sort();
}
