import type { AnswerOf, RequestParts, Route, Routes } from '@nonhuman/api-contract';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { Workings } from '../workings.ts';
import type { Caller, SignIn } from './sign-in.ts';

/** What the routes of one server share. */
export interface Serving {
  readonly workings: Workings;
  readonly signIn: SignIn;
  readonly jobs: JobRunner;
  /** Names beside those of this machine that a `Host` may have. */
  readonly allowedHosts: readonly string[];
  /** The folder of the built pages; null: only the API is served. */
  readonly webFolder: string | null;
  /** Requests come from this process itself: where they come from is not asked. */
  readonly inProcess?: boolean;
}

/** One request as a handler sees it. */
export interface Call extends Pick<Serving, 'workings' | 'signIn' | 'jobs'> {
  readonly request: Request;
  /** Null on public routes. */
  readonly caller: Caller | null;
  /** To be added to the answer. */
  readonly headers: Headers;
  /** Acts once for the request's idempotency key, if it has one. `about` is equal for equal requests. */
  readonly once: <T>(about: string, act: () => Promise<T>) => Promise<T>;
}

type Handled<R extends Route> = R['success'] extends { readonly schema: unknown }
  ? AnswerOf<R>
  : R['success'] extends { readonly media: unknown }
    ? Response
    : undefined;

/** What answers a route. */
export type Handler<R extends Route> = (parts: RequestParts<R>, call: Call) => Promise<Handled<R>>;

/** The handlers of some routes. */
export type Handlers<Id extends keyof Routes> = { readonly [Name in Id]: Handler<Routes[Name]> };

/** Who to name in a history. */
export function actorOf({ caller }: Call): string {
  return caller?.actor ?? 'unknown';
}
