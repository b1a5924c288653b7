import type {
  Agent,
  DelegationThing,
  Graph,
  HistoryEntry,
  IdentityDetail,
  OwnershipThing,
} from '@nonhuman/api-contract';
import type { DelegationKind } from '@nonhuman/model';
import { fakeCoverage } from './fake-places.ts';
import { type FakeIdentity, fakeAgents, type World } from './fake-world.ts';
import { idOf } from './seeded.ts';

type Ago = (daysAgo: number) => string;

/** All around one identity of the invented company. */
export function fakeDetail(world: World, identity: FakeIdentity, at: Ago): IdentityDetail {
  const { row } = identity;
  const findings = world.findings.filter((finding) => finding.identity?.id === row.id);
  return {
    id: row.id,
    scope: row.scope,
    firstSeenAt: at(70),
    lastSeenAt: at(0.1),
    goneAt: null,
    asOf: null,
    value: {
      key: row.name,
      provider: row.provider,
      kind: row.kind,
      nativeType: row.nativeType,
      name: row.name,
      status: row.status,
      createdAt: row.createdAt,
      lastUsedAt: row.lastUsedAt,
      environment: row.environment,
      access: row.access,
      tags: { team: row.name.split('-')[0] ?? '' },
      ...(row.kind === 'agent' ? { attributes: agentWords(row.name) } : {}),
    },
    owner: row.owner,
    worstSeverity: row.worstSeverity,
    risk: riskOf(identity, findings),
    credentials: identity.credentials,
    instances: [],
    grants: identity.grants,
    delegations: delegationsOf(world, identity, at),
    exposures: identity.exposures,
    secretReferences: [],
    ownership: row.owner === null ? [] : [ownershipOf(row.owner, at)],
    findings,
    coverage: fakeCoverage(at)
      .connections.filter(({ connector }) => connector === row.provider)
      .flatMap(({ listings }) => listings),
    truncated: [],
  };
}

function agentWords(name: string) {
  const agent = fakeAgents.find((known) => known.name === name);
  return {
    client: name.split(' ')[0] ?? name,
    ambientSources: ['AWS profiles', 'kubeconfig'],
    ...(agent?.autoApprove == null ? {} : { autoApprove: agent.autoApprove }),
  };
}

function riskOf({ row }: FakeIdentity, findings: World['findings']): IdentityDetail['risk'] {
  const open = findings.filter(({ state }) => state === 'open');
  const access = row.access === 'admin' ? 30 : row.access === 'write' ? 15 : 5;
  const rest = Math.max(0, (row.risk ?? 0) - access);
  return {
    score: row.risk ?? 0,
    factors: [
      {
        id: 'access',
        points: access,
        because: `its highest access is ${row.access}`,
        action: 'Reduce its rights to what it uses.',
      },
      { id: 'findings', points: rest, because: `${open.length} findings are open`, action: null },
      { id: 'exposure', points: 0, because: 'no secret of it was seen', action: null },
    ],
    wouldLower: [
      ...open
        .slice(0, 3)
        .map(({ nextAction }, index) => ({ action: nextAction, points: 12 - index * 3 })),
      { action: 'Reduce its rights to what it uses.', points: Math.round(access / 2) },
    ],
  };
}

function ownershipOf(owner: NonNullable<FakeIdentity['row']['owner']>, at: Ago): OwnershipThing {
  return {
    id: idOf('own', owner.name.length),
    scope: null,
    firstSeenAt: at(70),
    lastSeenAt: at(0.1),
    goneAt: null,
    value: {
      key: owner.name,
      provider: 'host',
      subject: { type: 'identity', key: owner.name },
      owner: { type: owner.type, name: owner.name, email: owner.email, status: owner.status },
      basis: owner.basis,
      signal: owner.basis === 'attested' ? 'tag' : 'git-author',
      confidence: owner.basis === 'attested' ? 0.95 : 0.6,
      place: { kind: 'file', locator: '/srv/repositories/CODEOWNERS', line: 12 },
    },
  };
}

/** Every identity may go to its next, and may be become by the two before it. */
function delegationsOf(
  world: World,
  { row }: FakeIdentity,
  at: Ago,
): IdentityDetail['delegations'] {
  const index = world.identities.findIndex((known) => known.row.id === row.id);
  const ref = (offset: number) =>
    world.identities[(index + offset + world.identities.length) % world.identities.length]?.row ??
    row;
  return {
    from: [delegation({ from: row, to: ref(1), kind: 'assume-role', number: index * 10 }, at)],
    to: [
      delegation({ from: ref(-1), to: row, kind: 'assume-role', number: index * 10 + 1 }, at),
      delegation(
        {
          from: ref(-2),
          to: row,
          kind: 'impersonate',
          number: index * 10 + 2,
          conditions: { StringLike: { sub: 'repo:acme/*' } },
        },
        at,
      ),
    ],
  };
}

type Row = { readonly id: string; readonly name: string };

function delegation(
  {
    from,
    to,
    kind,
    number,
    conditions,
  }: {
    from: Row;
    to: Row;
    kind: DelegationKind;
    number: number;
    conditions?: { StringLike: Record<string, string> };
  },
  at: Ago,
): DelegationThing {
  return {
    id: idOf('dlg', number),
    scope: null,
    firstSeenAt: at(60),
    lastSeenAt: at(0.1),
    goneAt: null,
    from: { id: from.id, type: 'identity', name: from.name },
    to: { id: to.id, type: 'identity', name: to.name },
    value: {
      key: `delegation-${number}`,
      provider: 'host',
      kind,
      from: { type: 'identity', key: from.name, name: from.name },
      to: { type: 'identity', key: to.name },
      conditional: conditions !== undefined,
      ...(conditions === undefined ? {} : { conditions }),
    },
  };
}

export function fakeHistory({ row, credentials }: FakeIdentity, at: Ago): HistoryEntry[] {
  const thing = { id: row.id, noun: 'identity' as const, name: row.name };
  return [
    {
      at: at(2),
      change: 'changed',
      thing,
      fields: [
        { field: 'access', before: 'read', after: row.access },
        {
          field: 'lastUsedAt',
          before: { state: 'unknown', because: 'not asked' },
          after: { state: 'seen', value: at(2) },
        },
      ],
    },
    ...credentials.map((credential) => ({
      at: at(11),
      change: 'appeared' as const,
      thing: { id: credential.id, noun: 'credential' as const, name: credential.value.name },
      fields: [],
    })),
    {
      at: at(30),
      change: 'gone',
      thing: { id: idOf('grt', 1), noun: 'grant', name: 'PowerUserAccess on *' },
      fields: [],
    },
    { at: at(70), change: 'appeared', thing, fields: [] },
  ];
}

export function fakeGraph(world: World, identity: FakeIdentity, depth: number): Graph {
  const index = world.identities.indexOf(identity);
  const around = depth === 1 ? [-2, -1, 1] : [-4, -3, -2, -1, 1, 2, 3];
  const rows = around.flatMap((offset) => world.identities[index + offset]?.row ?? []);
  const { row } = identity;
  return {
    root: row.id,
    truncated: false,
    nodes: [
      { ...nodeOf(row), depth: 0 },
      ...rows.map((other) => ({ ...nodeOf(other), depth: 1 })),
      ...identity.credentials.map(({ id, value }) => ({
        id,
        noun: 'credential' as const,
        name: value.name,
        kind: value.kind,
        provider: value.provider,
        worstSeverity: null,
        access: null,
        depth: 1,
      })),
      ...identity.grants.map(({ id, entitlement, value }) => ({
        id,
        noun: 'grant' as const,
        name: `${entitlement?.name ?? value.entitlementKey} on ${value.on}`,
        kind: 'grant',
        provider: value.provider,
        worstSeverity: null,
        access: entitlement?.access ?? null,
        depth: 1,
      })),
    ],
    edges: [
      ...rows.map((other, at) => {
        const isBefore = (around[at] ?? 0) < 0;
        return {
          id: `edge-${other.id}`,
          from: isBefore ? other.id : row.id,
          to: isBefore ? row.id : other.id,
          kind: 'assume-role',
          conditional: at % 2 === 1,
        };
      }),
      ...rows.slice(0, 1).map((other) => ({
        id: `link-${other.id}`,
        from: other.id,
        to: row.id,
        kind: 'logs-in-as',
        conditional: false,
        link: {
          confidence: 0.95,
          because: `${row.name} takes the token of ${other.name}`,
          verdict: 'matched' as const,
        },
      })),
      ...identity.credentials.map(({ id }) => ({
        id: `edge-${id}`,
        from: row.id,
        to: id,
        kind: 'has-credential',
        conditional: false,
      })),
      ...identity.grants.map(({ id }) => ({
        id: `edge-${id}`,
        from: row.id,
        to: id,
        kind: 'has-grant',
        conditional: false,
      })),
    ],
  };
}

function nodeOf(row: FakeIdentity['row']) {
  const { id, name, kind, provider, worstSeverity, access } = row;
  return { id, noun: 'identity' as const, name, kind, provider, worstSeverity, access };
}

/** What the words of each MCP server tell. */
export const serverWords: Readonly<Record<string, Record<string, string | boolean>>> = {
  github: { transport: 'http', url: 'https://api.githubcopilot.com/mcp/', authentication: 'oauth' },
  postgres: {
    transport: 'stdio',
    command: 'npx',
    package: '@modelcontextprotocol/server-postgres',
    versionPinned: false,
    authentication: 'static-args',
  },
  filesystem: {
    transport: 'stdio',
    command: 'npx',
    package: '@modelcontextprotocol/server-filesystem',
    packageVersion: '2026.1.14',
    versionPinned: true,
    authentication: 'none',
  },
  browser: {
    transport: 'stdio',
    command: 'npx',
    package: '@playwright/mcp',
    packageVersion: 'latest',
    versionPinned: false,
    authentication: 'none',
  },
  'aws-tools': {
    transport: 'stdio',
    command: 'uvx',
    package: 'awslabs.core-mcp-server',
    versionPinned: false,
    authentication: 'static-env',
  },
  zendesk: { transport: 'sse', url: 'https://mcp.zendesk.example/sse' },
};

/** The id of an invented MCP server. */
export function serverId(name: string): string {
  return idOf('idn', 90_000 + Object.keys(serverWords).indexOf(name));
}

export function fakeAgentAnswers(world: World, at: Ago): Agent[] {
  return world.identities
    .filter(({ row }) => row.kind === 'agent')
    .map(({ row, credentials }, index) => ({
      identity: row,
      instances: [],
      tools: (fakeAgents[index]?.servers ?? []).map((server, each) => {
        const launch = delegation(
          {
            from: row,
            to: { id: serverId(server), name: server },
            kind: 'launches',
            number: 5000 + index * 10 + each,
          },
          at,
        );
        return { server: launch.to, delegation: launch, credentials: [] };
      }),
      credentials: credentials.map(({ id, value }) => ({
        ...value,
        id: id as Agent['credentials'][number]['id'],
        scope: null,
        access: 'unknown',
        identity: row,
        publicId: null,
        preview: value.preview ?? null,
        place: null,
        exposures: 0,
        openFindings: 0,
        worstSeverity: null,
      })),
      ambient:
        index === 0
          ? [
              delegation(
                {
                  from: row,
                  to: world.identities[5]?.row ?? row,
                  kind: 'inherits-ambient',
                  number: 6000,
                },
                at,
              ),
            ]
          : [],
    }));
}
