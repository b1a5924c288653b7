import {
  type AnswerOf,
  callRoute,
  type Problem,
  problemOf,
  type Route,
  type RouteInput,
} from '@nonhuman/api-contract';
import {
  infiniteQueryOptions,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { setSessionOver } from './session.ts';

/** An answer of the server that is an error, with its request id. */
class AnswerError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'AnswerError';
    this.problem = problem;
  }
}

/** The server could not be reached, or answered something else than it declares. */
const unreachable: Problem = {
  ...problemOf('STORE_UNAVAILABLE', ''),
  title: 'The server does not answer',
  detail: 'Check that `nonhuman up` is still running, then try again.',
};

/** What to tell a person about anything that was thrown. */
export function problemIn(error: unknown): Problem {
  if (error instanceof AnswerError) return error.problem;
  if (error instanceof TypeError) return unreachable;
  return {
    ...problemOf('INTERNAL', ''),
    title: 'This page could not show the answer',
    detail:
      'The server answered something that this page does not understand; they may be of different versions. Reload the page.',
  };
}

/** Whether the session is over. */
function isSignedOut(error: unknown): boolean {
  return error instanceof AnswerError && error.problem.code === 'UNAUTHENTICATED';
}

/** Calls a route of this origin; rejects with `AnswerError` when the answer is an error. */
export async function ask<R extends Route>(route: R, input: RouteInput<R>): Promise<AnswerOf<R>> {
  const answer = await callRoute((url, init) => fetch(url, init), route, input);
  if (!answer.ok) throw new AnswerError(answer.problem);
  return answer.data;
}

/** The client of all queries. A session that is over is the business of the whole page, not of one part. */
export function makeQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) setSessionOver(true);
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => !(error instanceof AnswerError) && failures < 1,
      },
    },
  });
}

type Parts<R extends Route> = Omit<RouteInput<R>, 'signal' | 'body' | 'idempotencyKey'>;

/** The query of a route. */
export function answerOf<R extends Route>(route: R, parts: Parts<R>) {
  return queryOptions({
    queryKey: [route.id, parts],
    queryFn: ({ signal }) => ask(route, { ...parts, signal } as RouteInput<R>),
  });
}

/** The answer of a route. */
export function useAnswer<R extends Route>(
  route: R,
  parts: Parts<R>,
  { enabled = true, refetchInterval = 0 }: { enabled?: boolean; refetchInterval?: number } = {},
) {
  return useQuery({
    ...answerOf(route, parts),
    enabled,
    ...(refetchInterval > 0 ? { refetchInterval } : {}),
  });
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
type ItemOf<R extends Route> =
  AnswerOf<R> extends { readonly items: readonly (infer T)[] } ? T : never;

/** The pages of a list, one after another. */
export function usePages<R extends Route>(route: R, parts: Parts<R>) {
  const query = useInfiniteQuery(
    infiniteQueryOptions({
      queryKey: [route.id, 'pages', parts],
      queryFn: async ({ signal, pageParam }) => {
        const given = 'query' in parts && typeof parts.query === 'object' ? parts.query : {};
        const query = pageParam === null ? given : { ...given, cursor: pageParam };
        const more: object = { query, signal };
        return (await ask(route, { ...parts, ...more } as RouteInput<R>)) as Page<ItemOf<R>>;
      },
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (before) => before,
    }),
  );
  const items = query.data?.pages.flatMap((page) => page.items);
  /** For `View`. */
  const view = { data: items, error: query.error, refetch: query.refetch };
  return { query, items, view };
}
