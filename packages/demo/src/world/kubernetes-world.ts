import type { Clock } from '../clock.ts';
import { hexDigits, type Random } from '../random.ts';
import { failing, type Intent, joined, nearly } from '../truth.ts';
import type {
  KubernetesBinding,
  KubernetesCluster,
  KubernetesRole,
  KubernetesServiceAccount,
  KubernetesToken,
} from './kubernetes.ts';
import { toldBy } from './owning.ts';
import { livingTeams, type Staff } from './people.ts';

const rbac = 'rbac.authorization.k8s.io';

function role(
  name: string,
  namespace: string | null,
  rule: Partial<KubernetesRole['rules'][number]>,
): KubernetesRole {
  return { name, namespace, rules: [{ apiGroups: [''], resources: [], verbs: [], ...rule }] };
}

/** Roles of the whole cluster. */
const clusterRoles: readonly KubernetesRole[] = [
  role('cluster-admin', null, { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }),
  role('pod-reader', null, { resources: ['pods', 'services'], verbs: ['get', 'list', 'watch'] }),
  role('settings-writer', null, { resources: ['configmaps'], verbs: ['get', 'update', 'patch'] }),
  role('pods-all-verbs', null, {
    apiGroups: ['', 'apps'],
    resources: ['pods', 'deployments'],
    verbs: ['*'],
  }),
  role('role-binder', null, {
    apiGroups: [rbac],
    resources: ['clusterroles'],
    verbs: ['bind', 'escalate'],
  }),
  role('role-viewer', null, {
    apiGroups: [rbac],
    resources: ['clusterroles'],
    verbs: ['get', 'list'],
  }),
  role('secret-reader', null, { resources: ['secrets'], verbs: ['get', 'list'] }),
  role('secret-maker', null, { resources: ['secrets'], verbs: ['create'] }),
];

/** Roles of one namespace. */
function rolesOf(namespace: string): KubernetesRole[] {
  return [
    role('owner', namespace, { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }),
    role('worker', namespace, { resources: ['configmaps', 'events'], verbs: ['get', 'create'] }),
    role('one-secret', namespace, {
      resources: ['secrets'],
      verbs: ['get'],
      resourceNames: ['settings'],
    }),
    role('all-secrets', namespace, { resources: ['secrets'], verbs: ['get', 'list'] }),
  ];
}

interface Making {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
  /** Ordinary service accounts over all clusters, how many bindings each has, and how staging is exported. */
  readonly size: {
    readonly accounts: number;
    readonly bindings: number;
    readonly format: KubernetesCluster['format'];
  };
  readonly others: (
    cluster: Pick<KubernetesCluster, 'name' | 'environment'>,
  ) => readonly KubernetesServiceAccount[];
}

/** Two clusters. Production is exported as JSON; staging as YAML where that is few enough to read. */
export function kubernetesWorld(making: Making): KubernetesCluster[] {
  const { random, staff, size, others } = making;
  const teams = livingTeams(staff).map(({ slug }) => slug);
  const half = Math.floor(size.accounts / 2);
  return (['production', 'staging'] as const).map((environment) => {
    const own = random.fork(environment);
    const name = `${staff.org}-${environment}`;
    const namespaces: Record<string, string | null> = Object.fromEntries(
      teams.map((team) => [team, team]),
    );
    namespaces['tools'] = null;
    namespaces['kube-system'] = null;
    const count = environment === 'production' ? size.accounts - half : half;
    return {
      name,
      environment,
      issuer: `oidc.eks.eu-central-1.amazonaws.com/id/${own.text(hexDigits, 32).toUpperCase()}`,
      format: environment === 'production' ? 'json' : size.format,
      namespaces,
      roles: [...clusterRoles, ...[...teams, 'tools'].flatMap(rolesOf)],
      administrators: [],
      *serviceAccounts() {
        yield* planted({ ...making, random: own }, teams);
        yield* others({ name, environment });
        for (let index = 0; index < count; index += 1)
          yield ordinary({ ...making, random: own.fork(`account/${index}`) }, teams, index);
      },
    };
  });
}

type Shape = Partial<KubernetesServiceAccount> &
  Pick<KubernetesServiceAccount, 'namespace' | 'name'>;

/** A service account with nothing wrong but what the shape asks for. */
export function serviceAccountOf(
  { random, clock }: Pick<Making, 'random' | 'clock'>,
  shape: Shape,
): KubernetesServiceAccount {
  const { namespace } = shape;
  const isOfTeam = namespace !== 'tools' && namespace !== 'kube-system';
  // The namespace alone is a guess.
  const isLabelled = isOfTeam && (shape.labels ? 'team' in shape.labels : random.chance(0.5));
  const owner: Intent = isOfTeam
    ? toldBy(isLabelled ? 'label' : 'namespace', [namespace], { weak: !isLabelled })
    : { fails: [], nearly: [], open: ['identity-no-owner'], owner: null };
  return {
    createdAt: clock.daysAgo(random.between(20, 900)),
    labels: isLabelled ? { team: namespace } : { 'app.kubernetes.io/name': shape.name },
    annotations: {},
    automount: false,
    bindings: [],
    tokens: [],
    workloads: [shape.name],
    ...shape,
    intent: joined(owner, shape.intent ?? joined()),
  };
}

function ordinary({ random, clock, size }: Making, teams: readonly string[], index: number) {
  const namespace = random.pick(teams);
  const wide = ['pod-reader', 'settings-writer', 'role-viewer', 'secret-maker'];
  const bindings = Array.from({ length: size.bindings }, (_, number): KubernetesBinding => {
    if (number === 0) return { namespace, role: { namespace, name: 'worker' } };
    // The same role in one namespace after another: so does a controller that serves several.
    const at = teams[number % teams.length] ?? namespace;
    return {
      namespace: at,
      role: {
        namespace: null,
        name: wide[Math.floor(number / teams.length) % wide.length] ?? 'pod-reader',
      },
    };
  });
  return serviceAccountOf({ random, clock }, { namespace, name: `worker-${index}`, bindings });
}

function bound(namespace: string, name: string, intent: Intent): Shape {
  const of = { namespace, name: name.slice(name.indexOf('/') + 1) };
  const isOfCluster = !name.includes('/');
  return {
    namespace,
    name: `${of.name}-user`,
    bindings: [
      isOfCluster
        ? { namespace: null, role: { namespace: null, name } }
        : {
            namespace,
            role: { namespace: name.startsWith('role/') ? namespace : null, name: of.name },
          },
    ],
    intent,
  };
}

function planted(making: Making, teams: readonly string[]): KubernetesServiceAccount[] {
  const { random, clock } = making;
  const [first = 'core', second = 'data', third = 'it'] = random.fork('namespaces').shuffled(teams);
  const shapes: Shape[] = [
    bound(first, 'cluster-admin', failing('access-cluster-admin')),
    {
      ...bound(second, 'in/cluster-admin', failing('access-cluster-admin')),
      name: 'namespace-keeper',
    },
    bound(third, 'role/owner', {
      fails: ['access-admin-equivalent'],
      nearly: ['access-cluster-admin'],
    }),
    bound(first, 'pods-all-verbs', {
      fails: ['access-wildcard-actions'],
      nearly: ['access-cluster-admin'],
    }),
    bound(second, 'role-binder', failing('access-admin-equivalent')),
    bound(third, 'role-viewer', nearly('access-admin-equivalent')),
    bound(first, 'secret-reader', failing('access-reads-secrets')),
    bound(second, 'role/all-secrets', failing('access-reads-secrets')),
    bound(third, 'role/one-secret', nearly('access-reads-secrets')),
    bound(second, 'secret-maker', nearly('access-reads-secrets')),
    {
      ...bound(third, 'role/worker', failing('access-automounted-token')),
      name: 'mounts-by-silence',
      automount: null,
    },
    {
      namespace: second,
      name: 'mounts-unused',
      automount: true,
      intent: failing('access-automounted-token'),
    },
    {
      namespace: first,
      name: 'mounts-not',
      automount: false,
      intent: nearly('access-automounted-token'),
    },
    {
      namespace: first,
      name: 'shared-3',
      workloads: ['api', 'cron', 'web'],
      intent: failing('identity-shared-by-workloads'),
    },
    {
      namespace: second,
      name: 'shared-2',
      workloads: ['pull', 'push'],
      intent: nearly('identity-shared-by-workloads'),
    },
    ...defaults(first, second),
    ...legacyTokens(clock, third),
    {
      namespace: 'kube-system',
      name: 'job-controller',
      automount: null,
      intent: nearly('access-automounted-token'),
    },
    { namespace: 'tools', name: 'orphan' },
  ];
  return shapes.map((shape) =>
    serviceAccountOf({ random: random.fork(`${shape.namespace}/${shape.name}`), clock }, shape),
  );
}

/** The accounts that every namespace has: harmless until they are given something. */
function defaults(first: string, second: string): Shape[] {
  const automount = false;
  return [
    {
      namespace: first,
      name: 'default',
      automount,
      workloads: [],
      bindings: [{ namespace: first, role: { namespace: first, name: 'worker' } }],
      intent: failing('access-default-service-account'),
    },
    {
      namespace: second,
      name: 'default',
      automount,
      workloads: [],
      intent: nearly('access-default-service-account'),
    },
  ];
}

const lasting = ['credential-legacy', 'credential-no-expiry'];

function legacyTokens(clock: Clock, namespace: string): Shape[] {
  const token = (
    name: string,
    { age, used, invalid = false }: { age: number; used: number | null; invalid?: boolean },
    intent: Intent,
  ): Shape => {
    const made: KubernetesToken = {
      name: `${name}-token`,
      createdAt: clock.daysAgo(age),
      lastUsedAt: used === null ? null : clock.daysAgo(used),
      invalid,
      intent,
    };
    return { namespace, name, tokens: [made] };
  };
  return [
    token('token-91', { age: 91, used: 3 }, failing(...lasting, 'credential-too-old')),
    token('token-90', { age: 90, used: 3 }, { fails: lasting, nearly: ['credential-too-old'] }),
    token(
      'token-idle',
      { age: 400, used: 120 },
      failing(...lasting, 'credential-too-old', 'credential-unused'),
    ),
    token('token-silent', { age: 300, used: null }, failing(...lasting, 'credential-too-old')),
    token(
      'token-dead',
      { age: 600, used: 300, invalid: true },
      nearly(...lasting, 'credential-too-old'),
    ),
  ];
}
