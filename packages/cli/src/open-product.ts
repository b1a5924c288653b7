import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type AnswerOf,
  callRoute,
  type Fetch,
  type Route,
  type RouteInput,
} from '@nonhuman/api-contract';
import { type ErrorCode, errorCatalogue, NhiError } from '@nonhuman/model';
import type { Nonhuman } from '@nonhuman/server';
import type { z } from 'zod';
import { type Call, type Surroundings, UsageError } from './command.ts';

/** The product on its own store, without a socket. */
export interface Product {
  readonly nonhuman: Nonhuman;
  /** Calls a route in this process. Throws `NhiError` for what the route refuses. */
  readonly ask: <R extends Route>(route: R, input: RouteInput<R>) => Promise<AnswerOf<R>>;
  /** The answer of a streaming route. */
  readonly stream: <R extends Route>(route: R, input: RouteInput<R>) => Promise<Response>;
}

/** Opens the store for `work`, starting the engine when it does not run, and leaves nothing running behind it. */
export async function withProduct<T>(
  call: Call,
  surroundings: Surroundings,
  work: (product: Product) => Promise<T>,
  more: { readonly scanRoots?: readonly string[]; readonly workspace?: string } = {},
): Promise<T> {
  surroundings.progress.update('Opening the store');
  const { openNonhuman } = await import('@nonhuman/server');
  const nonhuman = await openNonhuman({ ...placeOf(call, surroundings), ...more, ...docsFolder() });
  try {
    return await work(productOf(nonhuman));
  } finally {
    surroundings.progress.clear();
    await nonhuman.close();
  }
}

/** The query of a route from options of a command line. Throws `UsageError` that names the option. */
export function queryOf<Query>(
  route: { readonly query: z.ZodType<Query> },
  values: Readonly<Record<string, unknown>>,
): Query {
  const parsed = route.query.safeParse(values);
  if (parsed.success) return parsed.data;
  const [
    {
      path: [name = ''],
      message,
    } = { path: [], message: '' },
  ] = parsed.error.issues;
  const option = String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UsageError(`--${option}: ${message}`);
}

/** Where the store is, from options and the environment. */
export function placeOf(call: Call, { env, version }: Surroundings) {
  const { data, databaseUrl, workspace } = call.options;
  return {
    env,
    version,
    ...(data === undefined ? {} : { dataFolder: data }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(workspace === undefined ? {} : { workspace }),
  };
}

/** The pages of the checks beside the built program; from source they are found by themselves. */
function docsFolder(): { checkDocsFolder?: string } {
  const folder = fileURLToPath(new URL('./checks', import.meta.url));
  return existsSync(folder) ? { checkDocsFolder: folder } : {};
}

function productOf(nonhuman: Nonhuman): Product {
  const fetch: Fetch = (url, init) => nonhuman.fetch(url, init);
  const answer = async <R extends Route>(route: R, input: RouteInput<R>) => {
    const answered = await callRoute(fetch, route, input);
    if (answered.ok) return answered;
    const { code, detail, errors } = answered.problem;
    throw new NhiError(isErrorCode(code) ? code : 'INTERNAL', {
      ...Object.fromEntries(
        (errors ?? []).map(({ field, message }) => [field || 'request', message]),
      ),
      ...(detail === undefined ? {} : { hint: detail }),
    });
  };
  return {
    nonhuman,
    ask: async (route, input) => (await answer(route, input)).data,
    stream: async (route, input) => (await answer(route, input)).response,
  };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}
