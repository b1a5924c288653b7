import type { Coverage, Overview, Sources, SyncRow } from '@nonhuman/api-contract';
import type { SyncId } from '@nonhuman/model';
import { idOf } from './seeded.ts';

type Listing = Coverage['connections'][number]['listings'][number];
type Gap = Listing['gaps'][number];

const sources = [
  { connector: 'host', name: 'build-7', scope: 'folder' },
  { connector: 'aws', name: 'acme-production', scope: 'account' },
  { connector: 'kubernetes', name: 'eu-1', scope: 'cluster' },
] as const;

const gaps: Readonly<Record<string, Gap[]>> = {
  'host.private-keys': [
    {
      reason: 'not-permitted',
      message: 'The folder may not be read by this account',
      needs: 'read access to /root/.ssh',
      place: { kind: 'file', locator: '/root/.ssh' },
    },
    {
      reason: 'too-large',
      message: 'The file is larger than the limit of 5 MB',
      needs: '--max-file-bytes 20000000',
      place: { kind: 'file', locator: '/srv/repositories/media/fixtures/dump.sql' },
    },
  ],
  'aws.role-usage': [
    {
      reason: 'not-asked',
      message: 'The export does not hold when roles were last used',
      needs: 'aws iam generate-service-last-accessed-details',
      place: null,
    },
  ],
  'kubernetes.secrets': [
    {
      reason: 'not-permitted',
      message: 'Secrets may not be listed',
      needs: 'list secrets in all namespaces',
      place: null,
    },
  ],
};

const listings: readonly [number, string, Listing['nouns'], Listing['state'], number | null][] = [
  [0, 'host.ai-agents', ['identity', 'delegation'], 'complete', 5],
  [0, 'host.aws-profiles', ['credential', 'exposure'], 'complete', 12],
  [0, 'host.private-keys', ['credential'], 'partial', 31],
  [0, 'host.service-accounts', ['identity'], 'complete', 44],
  [1, 'aws.users', ['identity'], 'complete', 38],
  [1, 'aws.access-keys', ['credential'], 'complete', 51],
  [1, 'aws.roles', ['identity', 'delegation'], 'complete', 112],
  [1, 'aws.role-usage', ['identity'], 'not-read', null],
  [2, 'kubernetes.service-accounts', ['identity'], 'complete', 87],
  [2, 'kubernetes.role-bindings', ['grant'], 'complete', 203],
  [2, 'kubernetes.secrets', ['credential'], 'not-read', null],
];

export function fakeSyncs(at: (daysAgo: number) => string): SyncRow[] {
  return sources.map(({ connector, name }, index) => ({
    id: idOf('syn', index + 1) as SyncId,
    connection: { id: idOf('con', index + 1) as SyncRow['connection']['id'], name, connector },
    kind: index === 0 ? 'host' : 'import',
    state: 'done',
    startedAt: at(index * 2 + 0.1),
    finishedAt: at(index * 2 + 0.09),
    counts: { added: 12 - index * 3, changed: 4 + index, removed: index, unchanged: 240 },
    gaps: 3 - index,
    failure: null,
  }));
}

export function fakeCoverage(at: (daysAgo: number) => string): Coverage {
  const syncs = fakeSyncs(at);
  const count = (wanted: Listing['state']) =>
    listings.filter(([, , , state]) => state === wanted).length;
  return {
    totals: {
      complete: count('complete'),
      partial: count('partial'),
      notRead: count('not-read'),
      gaps: 4,
    },
    connections: syncs.map((sync, index) => ({
      id: sync.connection.id,
      name: sync.connection.name,
      connector: sync.connection.connector,
      lastSync: sync,
      listings: listings
        .filter(([of]) => of === index)
        .map(([, listing, nouns, state, items]) => ({
          listing,
          scope: {
            id: idOf('scp', index + 1),
            kind: sources[index]?.scope ?? '',
            name: sync.connection.name,
          },
          nouns,
          state,
          items,
          lastCompleteAt:
            state === 'complete' ? at(index * 2 + 0.09) : state === 'partial' ? at(9) : null,
          lastAttemptAt: at(index * 2 + 0.09),
          gapCount:
            state === 'complete'
              ? 0
              : (gaps[listing]?.length ?? 0) + (state === 'partial' ? 14 : 0),
          gaps: state === 'complete' ? [] : (gaps[listing] ?? []),
        })),
    })),
  };
}

export function fakeUnseen(): Overview['unseen'] {
  const top = Object.entries(gaps).flatMap(([listing, found]) =>
    found.slice(0, 1).map((gap, index) => ({
      ...gap,
      listing,
      scope: {
        id: idOf('scp', index),
        kind: 'account',
        name: listing.startsWith('aws') ? 'acme-production' : 'eu-1',
      },
      count: listing.startsWith('host') ? 16 : 1,
    })),
  );
  return { gaps: 18, listingsNotComplete: 3, top };
}

const importers: Sources['importers'] = [
  {
    provider: 'aws',
    title: 'Amazon Web Services',
    permissions: [
      'iam:GetAccountAuthorizationDetails',
      'iam:GenerateCredentialReport',
      'iam:GetCredentialReport',
    ],
    cannotTell: [
      'When a role was last used by which service',
      'Service control policies of the organization',
    ],
    kinds: [
      {
        id: 'aws.authorization-details',
        title: 'Users, roles, groups and policies',
        commands: ['aws iam get-account-authorization-details > authorization-details.json'],
        emits: ['identity', 'grant', 'delegation'],
      },
      {
        id: 'aws.credential-report',
        title: 'Credential report',
        commands: [
          'aws iam generate-credential-report',
          'aws iam get-credential-report --query Content --output text | base64 -d > credential-report.csv',
        ],
        emits: ['credential'],
      },
    ],
  },
  {
    provider: 'kubernetes',
    title: 'Kubernetes',
    permissions: ['get, list serviceaccounts, roles, rolebindings'],
    cannotTell: ['When a service account was last used'],
    kinds: [
      {
        id: 'kubernetes.objects',
        title: 'Service accounts, roles and bindings',
        commands: [
          'kubectl get serviceaccounts,roles,rolebindings,clusterroles,clusterrolebindings -A -o json > cluster.json',
        ],
        emits: ['identity', 'grant'],
      },
    ],
  },
  {
    provider: 'github',
    title: 'GitHub',
    permissions: ['read:org'],
    cannotTell: ['Which fine-grained tokens members hold'],
    kinds: [
      {
        id: 'github.installations',
        title: 'Installed apps',
        commands: ['gh api /orgs/ORG/installations --paginate > installations.json'],
        emits: ['identity'],
      },
    ],
  },
];

export function fakeSources(at: (daysAgo: number) => string): Sources {
  return {
    connections: fakeSyncs(at).map((sync) => ({
      ...sync.connection,
      createdAt: at(80),
      lastSync: sync,
    })),
    importers,
    scan: {
      roots: ['/home/ci', '/srv/repositories'],
      collectors: [
        {
          id: 'host.aws-profiles',
          title: 'AWS profiles',
          group: 'Cloud',
          reads: ['~/.aws/credentials'],
          cannotTell: [],
        },
        {
          id: 'host.kubeconfig',
          title: 'kubeconfig',
          group: 'Cloud',
          reads: ['~/.kube/config'],
          cannotTell: [],
        },
        {
          id: 'host.ai-agents',
          title: 'AI agents and MCP servers',
          group: 'Agents',
          reads: ['~/.claude.json'],
          cannotTell: [],
        },
        {
          id: 'host.private-keys',
          title: 'Private keys',
          group: 'Keys',
          reads: ['~/.ssh/*'],
          cannotTell: [],
        },
      ],
    },
  };
}
