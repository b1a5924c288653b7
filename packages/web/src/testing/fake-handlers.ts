import type { Job } from '@nonhuman/api-contract';
import { fakeChanges } from './fake-changes.ts';
import { docOf, fakeChecks } from './fake-checks.ts';
import {
  fakeAgentAnswers,
  fakeDetail,
  fakeGraph,
  fakeHistory,
  serverId,
  serverWords,
} from './fake-identity.ts';
import { accept, checkRow, findingDetail, overviewOf } from './fake-judgements.ts';
import { fakeLinks } from './fake-links.ts';
import {
  credentialsIn,
  facetsOf,
  findingsIn,
  identitiesIn,
  pageOf,
  type Query,
  sortedIdentities,
} from './fake-lists.ts';
import { ownersOf } from './fake-owners.ts';
import { fakeCoverage, fakeSources, fakeSyncs, fakeUnseen } from './fake-places.ts';
import type { World } from './fake-world.ts';
import { idOf } from './seeded.ts';

/** The parsed parts of a request. */
export interface Given {
  readonly params: Record<string, string>;
  readonly query: Query;
  readonly body: Record<string, unknown>;
}
export type Handler = (given: Given) => unknown;
type Handlers = Partial<Record<string, Handler>>;
/** What stays between calls, beside the world. */
export interface FakeState {
  polls: number;
}
type Ago = (daysAgo: number) => string;

const dayMs = 86_400_000;

/** What answers each route, by its id. Undefined as an answer is "not found". */
export function handlersOf(world: World, state: FakeState): Handlers {
  const at = (daysAgo: number) => new Date(world.now.getTime() - daysAgo * dayMs).toISOString();
  return {
    ...inventory(world, at),
    ...judgements(world, at),
    ...ownersOf(world, at),
    ...intake({ world, state, at }),
    getVersion: () => ({
      version: '1.2.3',
      store: '1',
      postgres: '18.0',
      workspace: 'default',
    }),
  };
}

function inventory(world: World, at: Ago): Handlers {
  const identity = (id: string | undefined) => world.identities.find(({ row }) => row.id === id);
  const of = (id: string | undefined) => {
    const known = identity(id);
    return known === undefined ? undefined : fakeDetail(world, known, at);
  };
  const agents = world.identities.length === 0 ? [] : fakeAgentAnswers(world, at);
  return {
    listIdentities: ({ query }) =>
      pageOf(sortedIdentities(identitiesIn(world, query), query), query),
    getIdentityFacets: ({ query }) => facetsOf(world, query),
    getIdentity: ({ params, query }) => {
      const known = of(params['identityId']);
      if (known === undefined || query['asOf'] === undefined) return known;
      return { ...known, asOf: at(3), risk: null, findings: [] };
    },
    getIdentityHistory: ({ params }) => {
      const known = identity(params['identityId']);
      return known && { items: fakeHistory(known, at), nextCursor: null };
    },
    getIdentityGraph: ({ params, query }) => {
      const known = identity(params['identityId']);
      return known && fakeGraph(world, known, Number(query['depth']));
    },
    getIdentityLinks: ({ params }) => {
      const known = identity(params['identityId']);
      return known && { items: fakeLinks(world, known, at), truncated: false };
    },
    getCredentialLinks: ({ params }) => {
      const id = params['credentialId'];
      const holder = world.identities.find(({ credentials }) =>
        credentials.some((one) => one.id === id),
      );
      const items = holder === undefined ? [] : fakeLinks(world, holder, at);
      return {
        items: items.filter(({ from, to }) => from.id === id || to.id === id),
        truncated: false,
      };
    },
    listCredentials: ({ query }) => pageOf(credentialsIn(world, query), query),
    listAgents: () => ({ items: agents, nextCursor: null }),
    getThing: ({ params }) => thingOf(world, String(params['thingId']), at),
  };
}

function judgements(world: World, at: Ago): Handlers {
  const finding = (id: string | undefined) => world.findings.find((row) => row.id === id);
  const detail = (id: string | undefined) => {
    const row = finding(id);
    return row === undefined ? undefined : findingDetail(world, row, at);
  };
  return {
    getOverview: () => overviewOf(world, at),
    listFindings: ({ query }) => pageOf(findingsIn(world, query), query),
    getFinding: ({ params }) => detail(params['findingId']),
    acceptFinding: ({ params, body }) => {
      accept(world, [String(params['findingId'])], String(body['until']));
      return detail(params['findingId']);
    },
    bulkAcceptFindings: ({ body }) => {
      const ids = [body['findingIds']].flat().map(String);
      accept(world, ids, String(body['until']));
      return { accepted: ids.length };
    },
    reopenFinding: ({ params }) => {
      const row = finding(params['findingId']);
      if (row !== undefined) Object.assign(row, { state: 'open', acceptedUntil: null });
      return detail(params['findingId']);
    },
    listChanges: ({ query }) => fakeChanges(world, query, at),
    listChecks: () => ({
      items: fakeChecks.map((check) => checkRow(world, check.id)),
      ruleProblems: [
        {
          file: '/data/checks/tokens.yaml',
          line: 12,
          message:
            'fails.field: There is no field "credential.age"; did you mean "credential.name"?',
        },
      ],
    }),
    getCheck: ({ params }) => {
      const check = fakeChecks.find(({ id }) => id === params['checkId']);
      if (check === undefined) return undefined;
      return {
        ...checkRow(world, check.id),
        params: check.id === 'credential-too-old' ? { maxAgeDays: 90 } : {},
        cannotTell: [{ because: 'the provider does not say when it was created', subjects: 31 }],
        doc: docOf(check),
      };
    },
  };
}

function intake({ world, state, at }: { world: World; state: FakeState; at: Ago }): Handlers {
  const isEmpty = world.identities.length === 0;
  const none = { totals: { complete: 0, partial: 0, notRead: 0, gaps: 0 }, connections: [] };
  return {
    getSession: () => ({ actor: 'admin', by: 'cookie', expiresAt: at(-1) }),
    createSession: () => ({ actor: 'admin', by: 'cookie', expiresAt: at(-1) }),
    getCoverage: () => (isEmpty ? none : fakeCoverage(at)),
    getSources: () => ({ ...fakeSources(at), ...(isEmpty ? { connections: [] } : {}) }),
    listSyncs: () => ({ items: fakeSyncs(at), nextCursor: null }),
    getSync: () => ({
      ...fakeSyncs(at)[0],
      listings: [],
      gapList: fakeUnseen().top,
    }),
    startImport: () => jobOf('import', state, at),
    startScan: () => jobOf('scan', state, at),
    getJob: () => jobOf('import', state, at),
  };
}

function thingOf(world: World, id: string, at: (daysAgo: number) => string) {
  const known = world.identities.find(({ row }) => row.id === id);
  const server = Object.keys(serverWords).find((name) => serverId(name) === id);
  const attributes = known
    ? fakeDetail(world, known, at).value.attributes
    : serverWords[server ?? ''];
  return {
    id,
    noun: 'identity',
    name: known?.row.name ?? server ?? id,
    provider: 'host',
    scope: null,
    firstSeenAt: at(50),
    lastSeenAt: at(0.1),
    goneAt: null,
    identity: null,
    value: { attributes: attributes ?? {} },
  };
}

function jobOf(kind: Job['kind'], state: { polls: number }, at: (daysAgo: number) => string): Job {
  state.polls += 1;
  const isDone = state.polls % 3 === 0;
  return {
    id: idOf('job', 1),
    kind,
    state: isDone ? 'done' : 'running',
    createdAt: at(0),
    startedAt: at(0),
    finishedAt: isDone ? at(0) : null,
    progress: { step: 'authorization-details.json', done: state.polls * 40, total: 120 },
    syncId: isDone ? (fakeSyncs(at)[0]?.id ?? null) : null,
    summary: isDone ? { identities: 38, credentials: 51, newFindings: 9 } : null,
    failure: null,
  };
}
