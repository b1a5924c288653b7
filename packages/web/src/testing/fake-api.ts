import { type Problem, problemOf, type Route, routes } from '@nonhuman/api-contract';
import type { ErrorCode } from '@nonhuman/model';
import { handlersOf } from './fake-handlers.ts';
import { makeWorld, type World } from './fake-world.ts';

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
    if (match === null) continue;
    const given = Object.entries(match.groups ?? {});
    const params = given.map(([name, value]) => [name, decodeURIComponent(value)] as const);
    return { route, params: Object.fromEntries(params) };
  }
  return null;
}
