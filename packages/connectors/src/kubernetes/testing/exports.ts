const made = '2024-05-01T08:00:00Z';

function meta(name: string, namespace?: string, more: object = {}) {
  return {
    name,
    ...(namespace ? { namespace } : {}),
    uid: `uid-${namespace ?? ''}-${name}`,
    creationTimestamp: made,
    ...more,
  };
}

/** A list as kubectl prints it: the kind stands behind the items. */
export function list(...items: readonly object[]): string {
  return JSON.stringify(
    { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } },
    null,
    4,
  );
}

const rbac = 'rbac.authorization.k8s.io';
const roleOf = (kind: string, name: string, rules: readonly object[], namespace?: string) => ({
  apiVersion: `${rbac}/v1`,
  kind,
  metadata: meta(name, namespace),
  rules,
});
const bindingOf = (
  kind: string,
  name: string,
  of: { readonly role: readonly [string, string]; readonly subjects: readonly object[] },
  namespace?: string,
) => ({
  apiVersion: `${rbac}/v1`,
  kind,
  metadata: meta(name, namespace),
  roleRef: { apiGroup: rbac, kind: of.role[0], name: of.role[1] },
  subjects: of.subjects,
});

/** A value that must never come out, made at run time. */
export const plantedSecret = ['planted', 'service', 'account', 'token'].join('-');
/** Another, in an environment variable of a container. */
const plantedVariable = ['planted', 'variable'].join('-');
const encoded = Buffer.from(plantedSecret).toString('base64');
export const plantedSecrets = [plantedSecret, encoded, plantedVariable];

const rbacObjects = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: meta('kube-system') },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: meta('checkout', 'shop', {
      labels: { team: 'payments' },
      annotations: {
        'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/checkout',
      },
    }),
    automountServiceAccountToken: false,
  },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta('default', 'shop') },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta('job-controller', 'kube-system') },
  roleOf('ClusterRole', 'everything', [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ]),
  roleOf('ClusterRole', 'reader', [
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
  ]),
  roleOf('ClusterRole', 'binder', [
    { apiGroups: [rbac], resources: ['clusterroles'], verbs: ['bind'] },
  ]),
  roleOf(
    'Role',
    'one-secret',
    [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['db'], verbs: ['get'] }],
    'shop',
  ),
  bindingOf('ClusterRoleBinding', 'root', {
    role: ['ClusterRole', 'everything'],
    subjects: [
      { kind: 'ServiceAccount', name: 'checkout', namespace: 'shop' },
      { kind: 'Group', apiGroup: rbac, name: 'system:masters' },
      { kind: 'User', apiGroup: rbac, name: 'ada' },
      { kind: 'Group', apiGroup: rbac, name: 'system:unauthenticated' },
    ],
  }),
  bindingOf(
    'RoleBinding',
    'readers',
    {
      role: ['ClusterRole', 'reader'],
      subjects: [{ kind: 'Group', apiGroup: rbac, name: 'system:serviceaccounts:shop' }],
    },
    'shop',
  ),
  bindingOf(
    'RoleBinding',
    'db',
    {
      role: ['Role', 'one-secret'],
      subjects: [{ kind: 'User', apiGroup: rbac, name: 'system:serviceaccount:shop:default' }],
    },
    'shop',
  ),
];

const pod = {
  serviceAccountName: 'checkout',
  automountServiceAccountToken: true,
  containers: [
    {
      name: 'web',
      image: 'registry.example.com/web:1.2',
      env: [
        { name: 'PASSWORD', value: plantedVariable },
        { name: 'DB', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } },
      ],
      envFrom: [{ secretRef: { name: 'settings' } }],
    },
  ],
  volumes: [{ name: 'tls', secret: { secretName: 'tls' } }],
};

const workloads = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta('web', 'shop'),
    spec: { replicas: 2, template: { metadata: {}, spec: pod } },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: meta('web-abc', 'shop', {
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web', controller: true }],
    }),
    spec: pod,
  },
  { apiVersion: 'v1', kind: 'Pod', metadata: meta('alone', 'shop'), spec: { containers: [] } },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: meta('nightly', 'shop'),
    spec: { jobTemplate: { spec: { template: { spec: { containers: [] } } } } },
  },
];

const secrets = [
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: meta('checkout-token', 'shop', {
      annotations: { 'kubernetes.io/service-account.name': 'checkout' },
      labels: { 'kubernetes.io/legacy-token-last-used': '2026-06-01' },
    }),
    type: 'kubernetes.io/service-account-token',
    data: { token: encoded, namespace: 'c2hvcA==' },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: meta('db', 'shop'),
    type: 'Opaque',
    data: { url: encoded },
  },
];

const awsAuth = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: meta('aws-auth', 'kube-system'),
  data: {
    mapRoles:
      '- rolearn: arn:aws:iam::111122223333:role/admin\n  username: admin\n  groups:\n    - system:masters\n',
  },
};

/** One file of what each printed command makes, for a cluster named `prod`. */
export const exports: Readonly<Record<string, string>> = {
  'kubernetes__prod__rbac.json': list(...rbacObjects),
  'kubernetes__prod__workloads.json': list(...workloads),
  'kubernetes__prod__secrets.json': list(...secrets),
  'kubernetes__prod__aws-auth.json': JSON.stringify(awsAuth),
  'kubernetes__prod__issuer.json': JSON.stringify({
    issuer: 'https://oidc.eks.eu-central-1.amazonaws.com/id/0A1B',
    jwks_uri: 'https://ip-10-0-0-1.eu-central-1.compute.internal:443/openid/v1/jwks',
  }),
};
