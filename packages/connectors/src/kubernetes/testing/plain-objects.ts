import { parseAllDocuments } from 'yaml';

type Plain = { readonly [name: string]: unknown };

const record = (value: unknown): Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The objects in manifests as YAML or JSON, lists opened. */
function objectsIn(manifest: string): Plain[] {
  const open = (value: unknown): Plain[] => {
    if (Array.isArray(value)) return value.flatMap(open);
    const object = record(value);
    return Array.isArray(object['items']) && text(object['kind']).endsWith('List')
      ? object['items'].flatMap(open)
      : [object];
  };
  return parseAllDocuments(manifest).flatMap((one) => open(one.toJS()));
}

/** Every row of identities, grants, entitlements, delegations, tokens, workloads and the secrets that they read, taken out by walking; sorted. */
export function objectsTold(manifest: string, cluster: string): string[] {
  const objects = objectsIn(manifest);
  const rows = objects.flatMap((object) => {
    const meta = record(object['metadata']);
    const name = text(meta['name']);
    const namespace = text(meta['namespace']) || 'default';
    const kind = text(object['kind']);
    if (kind === 'ServiceAccount') return serviceAccount(object, { cluster, name, namespace });
    if (kind === 'Role' || kind === 'ClusterRole')
      return [role(object, { cluster, name, namespace })];
    if (kind === 'RoleBinding' || kind === 'ClusterRoleBinding')
      return grants(object, { cluster, name, namespace });
    if (kind === 'Secret') return secret(object, { cluster, name, namespace });
    return workload(object, { cluster, name, namespace });
  });
  return [...new Set([...rows, ...throughGroups(rows, objects, cluster)])].sort();
}

interface Place {
  readonly cluster: string;
  readonly name: string;
  readonly namespace: string;
}

const account = ({ cluster, namespace }: Place, name: string) =>
  `${cluster}/serviceaccounts/${namespace}/${name}`;

function serviceAccount(object: Plain, at: Place): string[] {
  const key = account(at, at.name);
  const notes = record(record(object['metadata'])['annotations']);
  const mounts = object['automountServiceAccountToken'] !== false;
  return [
    `identity ${key} mounts ${mounts} default ${at.name === 'default'}`,
    ...[
      'eks.amazonaws.com/role-arn',
      'iam.gke.io/gcp-service-account',
      'azure.workload.identity/client-id',
    ].flatMap((note) => (notes[note] ? [`login ${key} as ${text(notes[note])}`] : [])),
  ];
}

function roleKey(kind: string, name: string, { cluster, namespace }: Place): string {
  return kind === 'ClusterRole'
    ? `${cluster}/clusterroles/${name}`
    : `${cluster}/roles/${namespace}/${name}`;
}

function role(object: Plain, at: Place): string {
  const rules = list(object['rules']).map((rule) =>
    Object.fromEntries(
      ['apiGroups', 'resources', 'verbs', 'resourceNames', 'nonResourceURLs'].map((field) => [
        field,
        list(record(rule)[field]),
      ]),
    ),
  );
  return `entitlement ${roleKey(text(object['kind']), at.name, at)} ${JSON.stringify(rules)}`;
}

function grants(object: Plain, at: Place): string[] {
  const ref = record(object['roleRef']);
  const entitlement = roleKey(text(ref['kind']), text(ref['name']), at);
  const on = object['kind'] === 'ClusterRoleBinding' ? '*' : at.namespace;
  return list(object['subjects']).map((one) => {
    const subject = record(one);
    return `grant ${principal(subject, at)} has ${entitlement} on ${on} via `;
  });
}

function principal(subject: Plain, at: Place): string {
  const name = text(subject['name']);
  const [, system, space = '', user = ''] =
    /^(system):serviceaccount:([^:]+):(.+)$/.exec(name) ?? [];
  if (system && subject['kind'] === 'User')
    return `identity ${at.cluster}/serviceaccounts/${space}/${user}`;
  if (subject['kind'] === 'ServiceAccount')
    return `identity ${at.cluster}/serviceaccounts/${text(subject['namespace']) || at.namespace}/${name}`;
  if (name === 'system:unauthenticated' || name === 'system:anonymous') return `public ${name}`;
  if (subject['kind'] === 'Group') return `group ${name}`;
  return `${name.startsWith('system:') ? 'service' : 'external'} ${name}`;
}

/** What groups of service accounts have, their accounts in the same file have. */
function throughGroups(
  rows: readonly string[],
  objects: readonly Plain[],
  cluster: string,
): string[] {
  return objects
    .filter((object) => object['kind'] === 'ServiceAccount')
    .flatMap((object) => {
      const meta = record(object['metadata']);
      const namespace = text(meta['namespace']) || 'default';
      const key = `${cluster}/serviceaccounts/${namespace}/${text(meta['name'])}`;
      return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`].flatMap((group) =>
        rows
          .filter((row) => row.startsWith(`grant group ${group} has `))
          .map((row) => `${row.replace(`group ${group}`, `identity ${key}`)}${group}`),
      );
    });
}

function secret(object: Plain, { cluster, name, namespace }: Place): string[] {
  if (object['type'] !== 'kubernetes.io/service-account-token') return [];
  const of = text(
    record(record(object['metadata'])['annotations'])['kubernetes.io/service-account.name'],
  );
  return [
    `token ${cluster}/secrets/${namespace}/${name} of ${cluster}/serviceaccounts/${namespace}/${of}`,
  ];
}

const templates = [
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
];

function workload(object: Plain, at: Place): string[] {
  const kind = text(object['kind']);
  const spec = record(object['spec']);
  const inner = kind === 'CronJob' ? record(record(spec['jobTemplate'])['spec']) : spec;
  const pod = kind === 'Pod' ? spec : record(record(inner['template'])['spec']);
  if (kind !== 'Pod' && !templates.includes(kind)) return [];
  const owners = list(record(object['metadata'])['ownerReferences']).map(record);
  if (owners.some((one) => one['controller'] === true && templates.includes(text(one['kind']))))
    return [];
  const runsAs = account(
    at,
    text(pod['serviceAccountName']) || text(pod['serviceAccount']) || 'default',
  );
  const key = `${at.cluster}/${kind.toLowerCase()}s/${at.namespace}/${at.name}`;
  return [
    `workload ${key} runs as ${runsAs}`,
    ...secretsOf(pod).map((one) => `reads ${runsAs} ${at.namespace}/${one}`),
  ];
}

/** The names of all secrets that a pod names, wherever it does. */
function secretsOf(pod: Plain): string[] {
  const containers = ['containers', 'initContainers', 'ephemeralContainers'].flatMap((field) =>
    list(pod[field]).map(record),
  );
  const names = [
    ...containers.flatMap((one) =>
      list(one['env']).map(
        (env) => record(record(record(env)['valueFrom'])['secretKeyRef'])['name'],
      ),
    ),
    ...containers.flatMap((one) =>
      list(one['envFrom']).map((from) => record(record(from)['secretRef'])['name']),
    ),
    ...list(pod['volumes']).flatMap((volume) => [
      record(record(volume)['secret'])['secretName'],
      ...list(record(record(volume)['projected'])['sources']).map(
        (source) => record(record(source)['secret'])['name'],
      ),
    ]),
    ...list(pod['imagePullSecrets']).map((one) => record(one)['name']),
  ];
  return [...new Set(names.map(text).filter((name) => name !== ''))];
}
