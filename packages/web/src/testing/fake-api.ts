import {
  type CredentialRow,
  type FindingDetail,
  type FindingRow,
  type IdentityFacets,
  type IdentityRow,
  type Job,
  type Overview,
  type Problem,
  problemOf,
  type Route,
  routes,
} from '@nonhuman/api-contract';
import type { ErrorCode } from '@nonhuman/model';
import { docOf, fakeChecks } from './fake-checks.ts';
import {
  fakeAgentAnswers,
  fakeDetail,
  fakeGraph,
  fakeHistory,
  serverId,
  serverWords,
} from './fake-identity.ts';
import { fakeCoverage, fakeSources, fakeSyncs, fakeUnseen } from './fake-places.ts';
import { makeWorld, type World } from './fake-world.ts';
import { idOf } from './seeded.ts';

export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}
export interface FakeAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** How the invented server should behave. */
export interface FakeBehaviour {
  /** Answers of a company where nothing was read. */
  isEmpty: boolean;
  /** Every call is answered by this error. */
  failsWith: ErrorCode | null;
}

/** A server that answers from invented data; each answer is parsed by the route's own schema. */
export interface FakeApi {
  readonly behaviour: FakeBehaviour;
  answer(request: FakeRequest): FakeAnswer;
}

interface Given {
  readonly params: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}
type Handler = (given: Given) => unknown;

const dayMs = 86_400_000;

export function fakeApi({ now, size = 140 }: { now: Date; size?: number }): FakeApi {
  const behaviour: FakeBehaviour = { isEmpty: false, failsWith: null };
  const full = makeWorld({ now, size });
  const empty: World = { now, identities: [], findings: [] };
  const state = { polls: 0 };
  return {
    behaviour,
    answer({ method, url, body }) {
      const found = routeOf(method, url.pathname);
      if (found === null) return failed('NOT_FOUND');
      if (behaviour.failsWith !== null) return failed(behaviour.failsWith);
      const world = behaviour.isEmpty ? empty : full;
      const query = found.route.query?.safeParse(queryOf(url));
      if (query?.success === false) return failed('REQUEST_INVALID');
      const given = { params: found.params, query: { ...query?.data }, body: asRecord(body) };
      const answer = handlersOf(world, state)[found.route.id]?.(given);
      if (answer === undefined) return failed('NOT_FOUND');
      const { success } = found.route;
      return 'schema' in success
        ? { status: success.status, body: success.schema.parse(answer) }
        : { status: success.status, body: null };
    },
  };
}

function failed(code: ErrorCode): FakeAnswer {
  const problem: Problem = problemOf(code, 'req_0123456789');
  return { status: problem.status, body: problem };
}

function asRecord(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function queryOf(url: URL): Record<string, string[] | string> {
  const query: Record<string, string[] | string> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const all = url.searchParams.getAll(name);
    query[name] = all.length === 1 ? (all[0] ?? '') : all;
  }
  return query;
}

function routeOf(
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | null {
  const all: readonly Route[] = Object.values(routes);
  for (const route of [...all].sort(
    (a, b) => a.path.split('{').length - b.path.split('{').length,
  )) {
    if (route.method !== method.toLowerCase()) continue;
    const pattern = new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(path);
    if (match !== null) return { route, params: { ...match.groups } };
  }
  return null;
}

function handlersOf(world: World, state: { polls: number }): Partial<Record<string, Handler>> {
  const at = (daysAgo: number) => new Date(world.now.getTime() - daysAgo * dayMs).toISOString();
  const identity = (id: string | undefined) => world.identities.find(({ row }) => row.id === id);
  const finding = (id: string | undefined) => world.findings.find((row) => row.id === id);
  const isEmpty = world.identities.length === 0;
  const detail = (id: string | undefined) => {
    const row = finding(id);
    return row === undefined ? undefined : findingDetail(world, row, at);
  };
  const of = (id: string | undefined) => {
    const known = identity(id);
    return known === undefined ? undefined : fakeDetail(world, known, at);
  };
  return {
    getOverview: () => overviewOf(world, at),
    getSession: () => ({ actor: 'admin', by: 'cookie', expiresAt: at(-1) }),
    createSession: () => ({ actor: 'admin', by: 'cookie', expiresAt: at(-1) }),
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
    listCredentials: ({ query }) => pageOf(credentialsIn(world, query), query),
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
    listAgents: () => ({ items: isEmpty ? [] : fakeAgentAnswers(world, at), nextCursor: null }),
    getThing: ({ params }) => thingOf(world, String(params['thingId']), at),
    getCoverage: () =>
      isEmpty
        ? { totals: { complete: 0, partial: 0, notRead: 0, gaps: 0 }, connections: [] }
        : fakeCoverage(at),
    getSources: () => ({ ...fakeSources(at), ...(isEmpty ? { connections: [] } : {}) }),
    listSyncs: () => ({ items: fakeSyncs(at), nextCursor: null }),
    getSync: () => ({
      ...fakeSyncs(at)[0],
      listings: [],
      gapList: fakeUnseen().top.map(({ listing, reason, message, needs, place }) => ({
        listing,
        reason,
        message,
        needs,
        place,
      })),
    }),
    startImport: () => jobOf('import', state, at),
    startScan: () => jobOf('scan', state, at),
    getJob: () => jobOf('import', state, at),
    listChecks: () => ({ items: fakeChecks.map((check) => checkRow(world, check.id)) }),
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

function accept(world: World, ids: readonly string[], until: string): void {
  for (const row of world.findings.filter(({ id }) => ids.includes(id)))
    Object.assign(row, { state: 'accepted', acceptedUntil: new Date(until).toISOString() });
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

function checkRow(world: World, id: string) {
  const check = fakeChecks.find((known) => known.id === id) ?? fakeChecks[0];
  const found = world.findings.filter(({ checkId }) => checkId === id);
  const open = found.filter(({ state }) => state === 'open');
  const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  return {
    ...check,
    openFindings: open.length,
    acceptedFindings: found.length - open.length,
    openBySeverity: { ...none, [check.severity]: open.length },
    tally: {
      pass: 80 - open.length,
      fail: found.length,
      notApplicable: 40,
      unknown: id.includes('too-old') ? 31 : 0,
    },
  };
}

const severityRank = ['critical', 'high', 'medium', 'low', 'info'];

function findingDetail(
  world: World,
  row: FindingRow,
  at: (daysAgo: number) => string,
): FindingDetail {
  const check = fakeChecks.find(({ id }) => id === row.checkId) ?? fakeChecks[0];
  return {
    ...row,
    evidence: {
      ageDays: 214,
      limitDays: 90,
      publicId: 'KEY…42',
      places: ['deploy/values.yaml', 'ci/build.yml'],
    },
    acceptance:
      row.acceptedUntil === null
        ? null
        : {
            until: row.acceptedUntil,
            reason: 'Replaced in the next quarter',
            riskOwner: 'Team billing',
          },
    events: [
      { id: '1', at: row.firstSeenAt, kind: 'opened', actor: 'evaluation', details: {} },
      ...(row.state === 'accepted'
        ? [
            {
              id: '2',
              at: at(0.01),
              kind: 'accepted' as const,
              actor: 'admin',
              details: { reason: 'Replaced in the next quarter' },
            },
          ]
        : []),
    ],
    check: { ...checkRow(world, check.id), params: {}, cannotTell: [], doc: docOf(check) },
    alsoOpen: world.findings
      .filter((other) => other.id !== row.id && other.identity?.id === row.identity?.id)
      .slice(0, 5),
  };
}

function overviewOf(world: World, at: (daysAgo: number) => string): Overview {
  const open = world.findings.filter(({ state }) => state === 'open');
  const rows = world.identities.map(({ row }) => row);
  const isEmpty = rows.length === 0;
  const tally = (keys: readonly string[]) =>
    [...new Set(keys)]
      .map((key) => ({ key, count: keys.filter((other) => other === key).length }))
      .sort((a, b) => b.count - a.count);
  const count = (severity: string) => open.filter((f) => f.severity === severity).length;
  const leading = rows
    .filter((row) => row.openFindings > 0)
    .sort((a, b) => (b.risk ?? 0) - (a.risk ?? 0))
    .slice(0, 11);
  return {
    at: at(0),
    evaluatedAt: isEmpty ? null : at(0.1),
    totals: {
      identities: rows.length,
      credentials: world.identities.reduce((sum, { credentials }) => sum + credentials.length, 0),
      exposures: world.identities.reduce((sum, { exposures }) => sum + exposures.length, 0),
      agents: rows.filter(({ kind }) => kind === 'agent').length,
      openFindings: open.length,
      acceptedFindings: world.findings.length - open.length,
      withoutOwner: rows.filter(({ owner }) => owner === null).length,
      undecided: isEmpty ? 0 : 31,
    },
    identitiesByKind: tally(rows.map(({ kind }) => kind)),
    identitiesByProvider: tally(rows.map(({ provider }) => provider)),
    identitiesBySeverity: [...(['critical', 'high', 'medium', 'low', 'none'] as const)].map(
      (key) => ({
        key,
        count: rows.filter(({ worstSeverity }) => (worstSeverity ?? 'none') === key).length,
      }),
    ),
    openFindingsBySeverity: {
      critical: count('critical'),
      high: count('high'),
      medium: count('medium'),
      low: count('low'),
      info: count('info'),
    },
    whatMatters: leading.flatMap((row) => {
      const own = open.filter((f) => f.identity?.id === row.id).sort(bySeverity);
      const [first] = own;
      if (first === undefined) return [];
      return [
        {
          identity: { id: row.id, name: row.name, kind: row.kind, provider: row.provider },
          subject: first.subject,
          finding: first,
          nextAction: first.nextAction,
          why: `Access is ${row.access}, and it is used in ${row.environment === 'unknown' ? 'an environment that is not known' : row.environment}.`,
          risk: row.risk,
          openFindings: own.length,
        },
      ];
    }),
    unseen: isEmpty ? { gaps: 0, listingsNotComplete: 0, top: [] } : fakeUnseen(),
    lastSyncs: isEmpty ? [] : fakeSyncs(at),
  };
}

function bySeverity(a: FindingRow, b: FindingRow): number {
  return severityRank.indexOf(a.severity) - severityRank.indexOf(b.severity);
}

const listFilters = ['kind', 'provider', 'status', 'environment', 'access'] as const;

function ownerWord(row: IdentityRow): string {
  return row.owner?.basis ?? 'none';
}

function fits(chosen: unknown, value: string): boolean {
  return !Array.isArray(chosen) || chosen.includes(value);
}

function identitiesIn(
  world: World,
  query: Record<string, unknown>,
  except?: string,
): IdentityRow[] {
  const least = severityRank.indexOf(String(query['severity'] ?? 'info'));
  const q = String(query['q'] ?? '').toLowerCase();
  return world.identities
    .map(({ row }) => row)
    .filter(
      (row) =>
        listFilters.every((name) => name === except || fits(query[name], row[name])) &&
        (except === 'owner' || fits(query['owner'], ownerWord(row))) &&
        fits(query['scope'], row.scope?.id ?? '') &&
        (query['exposed'] !== true || row.exposures > 0) &&
        (query['severity'] === undefined ||
          except === 'severity' ||
          (row.worstSeverity !== null && severityRank.indexOf(row.worstSeverity) <= least)) &&
        row.name.toLowerCase().includes(q),
    )
    .map((row) => (query['asOf'] === undefined ? row : { ...row, risk: null }));
}

function sortedIdentities(rows: IdentityRow[], query: Record<string, unknown>): IdentityRow[] {
  const way = query['order'] === 'asc' ? 1 : -1;
  const time = (row: IdentityRow) => (row.lastUsedAt.state === 'seen' ? row.lastUsedAt.value : '');
  return rows.sort((a, b) => {
    if (query['sort'] === 'name') return way * a.name.localeCompare(b.name);
    if (query['sort'] === 'lastUsed') return way * time(a).localeCompare(time(b));
    return way * ((a.risk ?? 0) - (b.risk ?? 0));
  });
}

function facetsOf(world: World, query: Record<string, unknown>): IdentityFacets {
  const count = (name: string, read: (row: IdentityRow) => string) => {
    const values = identitiesIn(world, query, name).map(read);
    return [...new Set(values)]
      .map((key) => ({ key, count: values.filter((value) => value === key).length }))
      .sort((a, b) => b.count - a.count);
  };
  const names = new Map(
    world.identities.map(({ row }) => [row.scope?.id ?? '', row.scope?.name ?? '']),
  );
  return {
    total: identitiesIn(world, query).length,
    kind: count('kind', (row) => row.kind),
    provider: count('provider', (row) => row.provider),
    status: count('status', (row) => row.status),
    environment: count('environment', (row) => row.environment),
    access: count('access', (row) => row.access),
    severity: count('severity', (row) => row.worstSeverity ?? 'none'),
    owner: count('owner', ownerWord),
    scope: count('scope', (row) => row.scope?.id ?? '').map((found) => ({
      ...found,
      name: names.get(found.key) ?? '',
    })),
  };
}

function findingsIn(world: World, query: Record<string, unknown>): FindingRow[] {
  const q = String(query['q'] ?? '').toLowerCase();
  return world.findings
    .filter(
      (row) =>
        fits(query['state'] ?? ['open'], row.state) &&
        fits(query['severity'], row.severity) &&
        fits(query['check'], row.checkId) &&
        fits(query['provider'], row.identity?.provider ?? '') &&
        (query['identity'] === undefined || row.identity?.id === query['identity']) &&
        (!Array.isArray(query['owasp']) ||
          query['owasp'].some((id) => row.controls.includes(`owasp-nhi-2025:${String(id)}`))) &&
        `${row.title} ${row.because} ${row.subject.name}`.toLowerCase().includes(q),
    )
    .sort(bySeverity);
}

function credentialsIn(world: World, query: Record<string, unknown>): CredentialRow[] {
  return world.identities.flatMap(({ row, credentials, exposures }) =>
    credentials
      .filter(
        ({ value }) =>
          fits(query['kind'], value.kind) &&
          fits(query['status'], value.status) &&
          fits(query['expiry'], value.expiresAt.state),
      )
      .map(({ id, value }) => ({
        ...value,
        id: id as CredentialRow['id'],
        scope: row.scope,
        access: row.access,
        identity: { id: row.id, name: row.name, kind: row.kind, provider: row.provider },
        publicId: value.publicId ?? null,
        preview: value.preview ?? null,
        place: null,
        exposures: exposures.length,
        openFindings: row.openFindings,
        worstSeverity: row.worstSeverity,
      })),
  );
}

function pageOf<T>(rows: readonly T[], query: Record<string, unknown>) {
  const from = Number(query['cursor'] ?? 0);
  const to = from + Number(query['limit'] ?? 50);
  return { items: rows.slice(from, to), nextCursor: to < rows.length ? String(to) : null };
}
