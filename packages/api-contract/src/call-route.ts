import { z } from 'zod';
import type { AnswerOf, Route } from './define-route.ts';
import { Problem } from './problem.ts';

type Given<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

type ParamsInput<R extends Route> = R extends { readonly params: infer S extends z.ZodObject }
  ? { readonly params: { readonly [Name in keyof z.output<S>]: string } }
  : { readonly params?: undefined };
type QueryInput<R extends Route> = R extends { readonly query: infer S extends z.ZodObject }
  ? { readonly query?: Given<z.output<S>> | undefined }
  : { readonly query?: undefined };
type BodyInput<R extends Route> = R extends { readonly body: infer S extends z.ZodType }
  ? { readonly body: z.input<S> }
  : R extends { readonly rawBody: object }
    ? { readonly body: Blob | FormData }
    : { readonly body?: undefined };

/** What a call of a route takes: path parameters, query and body, as the route declares them. */
export type RouteInput<R extends Route> = ParamsInput<R> &
  QueryInput<R> &
  BodyInput<R> & {
    readonly signal?: AbortSignal;
    /** Sent with writes that declare `idempotent`: a repeated call then acts once. */
    readonly idempotencyKey?: string;
  };

/** The part of a `fetch` that is used; the platform's own fits. */
export type Fetch = (
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    body?: string | Blob | FormData;
    signal?: AbortSignal;
  },
) => Promise<Response>;

/** What came of a call. `response` is there for streams, to be read by the caller. */
export type RouteAnswer<R extends Route> =
  | {
      readonly ok: true;
      readonly status: number;
      readonly data: AnswerOf<R>;
      readonly response: Response;
    }
  | { readonly ok: false; readonly status: number; readonly problem: Problem };

/**
 * Calls a route. URLs are relative (`/v1/…`): a caller elsewhere passes a `fetch` that adds the origin
 * and the bearer token. Rejects only when the network or the caller's signal ended the call, or an
 * answer is not what the route declares.
 */
export async function callRoute<R extends Route>(
  fetch: Fetch,
  route: R,
  input: RouteInput<R>,
): Promise<RouteAnswer<R>> {
  const response = await fetch(urlOf(route, input), requestOf(route, input));
  if (!response.ok)
    return { ok: false, status: response.status, problem: await problemIn(response) };
  const data =
    'schema' in route.success ? route.success.schema.parse(await response.json()) : undefined;
  return { ok: true, status: response.status, data: data as AnswerOf<R>, response };
}

/** The path and query of a call. */
export function urlOf<R extends Route>(route: R, input: ParamsInput<R> & QueryInput<R>): string {
  const params: Readonly<Record<string, string>> = input.params ?? {};
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    const words = z.array(z.coerce.string()).parse([value ?? []].flat());
    for (const word of words) if (word !== '') search.append(name, word);
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

function requestOf<R extends Route>(route: R, input: RouteInput<R>): Parameters<Fetch>[1] {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  const init: Parameters<Fetch>[1] = { method: route.method.toUpperCase(), headers };
  if (input.idempotencyKey !== undefined) headers['idempotency-key'] = input.idempotencyKey;
  if (input.signal !== undefined) init.signal = input.signal;
  if (input.body === undefined) return init;
  if (route.rawBody === undefined) {
    headers['content-type'] = 'application/json';
    return { ...init, body: JSON.stringify(input.body) };
  }
  const body = input.body as Blob | FormData;
  if (body instanceof Blob) headers['content-type'] = 'application/octet-stream';
  return { ...init, body };
}

async function problemIn(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  return {
    type: '/errors/INTERNAL',
    title: 'The answer was not understood',
    status: response.status,
    code: 'INTERNAL',
    requestId: response.headers.get('x-request-id') ?? '',
  };
}
