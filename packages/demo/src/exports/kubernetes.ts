import { stringify } from 'yaml';
import { inSeconds } from '../clock.ts';
import type {
  KubernetesCluster,
  KubernetesRole,
  KubernetesServiceAccount,
} from '../world/kubernetes.ts';
import type { Folder } from './writing.ts';

const rbac = 'rbac.authorization.k8s.io';

function* namespaces({ namespaces: labelled }: KubernetesCluster) {
  for (const [name, team] of Object.entries(labelled))
    yield {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, uid: `uid-${name}`, ...(team ? { labels: { team } } : {}) },
    };
}

function accountObject(account: KubernetesServiceAccount) {
  const { namespace, name, labels, annotations, automount } = account;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace,
      creationTimestamp: inSeconds(account.createdAt),
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    ...(automount === null ? {} : { automountServiceAccountToken: automount }),
  };
}

function roleObject({ namespace, name, rules }: KubernetesRole) {
  return {
    apiVersion: `${rbac}/v1`,
    kind: namespace === null ? 'ClusterRole' : 'Role',
    metadata: { name, ...(namespace === null ? {} : { namespace }) },
    rules,
  };
}

function* bindingObjects(account: KubernetesServiceAccount) {
  for (const [index, { namespace, role }] of account.bindings.entries())
    yield {
      apiVersion: `${rbac}/v1`,
      kind: namespace === null ? 'ClusterRoleBinding' : 'RoleBinding',
      metadata: {
        name: `${account.namespace}-${account.name}-${index}`,
        ...(namespace === null ? {} : { namespace }),
      },
      roleRef: {
        apiGroup: rbac,
        kind: role.namespace === null ? 'ClusterRole' : 'Role',
        name: role.name,
      },
      subjects: [{ kind: 'ServiceAccount', name: account.name, namespace: account.namespace }],
    };
}

function* workloadObjects(account: KubernetesServiceAccount) {
  for (const workload of account.workloads)
    yield {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `${account.name}-${workload}`, namespace: account.namespace },
      spec: {
        replicas: 1,
        template: {
          metadata: {},
          spec: {
            serviceAccountName: account.name,
            containers: [{ name: workload, image: `registry.example/${workload}:1` }],
          },
        },
      },
    };
}

function* tokenObjects(account: KubernetesServiceAccount) {
  for (const token of account.tokens)
    yield {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/service-account-token',
      metadata: {
        name: token.name,
        namespace: account.namespace,
        creationTimestamp: inSeconds(token.createdAt),
        annotations: { 'kubernetes.io/service-account.name': account.name },
        labels: {
          ...(token.lastUsedAt
            ? { 'kubernetes.io/legacy-token-last-used': inSeconds(token.lastUsedAt).slice(0, 10) }
            : {}),
          ...(token.invalid
            ? {
                'kubernetes.io/legacy-token-invalid-since': inSeconds(token.createdAt).slice(0, 10),
              }
            : {}),
        },
      },
    };
}

function* rbacObjects(cluster: KubernetesCluster) {
  yield* namespaces(cluster);
  for (const role of cluster.roles) yield roleObject(role);
  for (const account of cluster.serviceAccounts()) {
    yield accountObject(account);
    yield* bindingObjects(account);
  }
}

function* ofAccounts(
  cluster: KubernetesCluster,
  objects: (account: KubernetesServiceAccount) => Iterable<object>,
) {
  for (const account of cluster.serviceAccounts()) yield* objects(account);
}

/** A list as kubectl prints it: its kind stands behind the items. */
function* listText(
  format: KubernetesCluster['format'],
  items: Iterable<object>,
): Generator<string> {
  if (format === 'yaml') {
    yield 'apiVersion: v1\nitems:\n';
    for (const item of items) yield stringify([item]);
    yield 'kind: List\nmetadata:\n  resourceVersion: ""\n';
    return;
  }
  for (const page of pagesOf(items)) {
    yield '{"apiVersion": "v1", "items": [\n';
    yield page.map((item) => JSON.stringify(item)).join(',\n');
    yield '], "kind": "List", "metadata": {"resourceVersion": ""}}\n';
  }
}

const pageLength = 500;

/** What the API answers at once, by the limit that kubectl asks for; one empty page where there is nothing. */
function* pagesOf(items: Iterable<object>): Generator<readonly object[]> {
  let page: object[] = [];
  let isFirst = true;
  for (const item of items) {
    page.push(item);
    if (page.length < pageLength) continue;
    yield page;
    page = [];
    isFirst = false;
  }
  if (isFirst || page.length > 0) yield page;
}

function awsAuth({ administrators }: KubernetesCluster) {
  const roles = administrators.map((rolearn) => ({
    rolearn,
    username: 'administrator',
    groups: ['system:masters'],
  }));
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'aws-auth', namespace: 'kube-system' },
    data: { mapRoles: stringify(roles) },
  };
}

/** What `kubectl get` prints of each cluster, under the names that the printed commands give. */
export async function writeKubernetes(
  folder: Folder,
  clusters: readonly KubernetesCluster[],
): Promise<void> {
  for (const cluster of clusters) {
    const { name, format } = cluster;
    const at = (what: string) => `kubernetes/kubernetes__${name}__${what}.${format}`;
    await folder.stream(at('rbac'), listText(format, rbacObjects(cluster)));
    await folder.stream(at('workloads'), listText(format, ofAccounts(cluster, workloadObjects)));
    await folder.stream(at('secrets'), listText(format, ofAccounts(cluster, tokenObjects)));
    if (cluster.administrators.length > 0)
      await folder.write(
        `kubernetes/kubernetes__${name}__aws-auth.json`,
        JSON.stringify(awsAuth(cluster)),
      );
  }
}
