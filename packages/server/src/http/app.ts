import { type Route, type Routes, routes } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import { newId } from '@nonhuman/runtime';
import { Hono } from 'hono';
import { access } from '../routes/access.ts';
import { intake } from '../routes/intake.ts';
import { inventory } from '../routes/inventory.ts';
import { judgements } from '../routes/judgements.ts';
import { links } from '../routes/links.ts';
import { ownership } from '../routes/ownership.ts';
import type { Call, Handlers, Serving } from './call.ts';
import { hostGuard, refuseForeignOrigin } from './caller-checks.ts';
import { actOnce, keyOf } from './idempotent.ts';
import { loginAnswer } from './login-page.ts';
import { problemAnswer } from './problem-answer.ts';
import { requestReader } from './read-request.ts';
import { secure } from './secure-headers.ts';
import { readWebFiles, webAnswer } from './web-files.ts';

/** The server's answers, without a socket: `fetch` takes a request and gives the answer to it. */
export interface App {
  fetch(request: Request): Promise<Response>;
}

const handlers: Handlers<keyof Routes> = {
  ...access,
  ...intake,
  ...inventory,
  ...judgements,
  ...links,
  ...ownership,
};

/**
 * All routes of the API, sign-in, and the pages, behind the checks that every request passes: it was
 * meant for this host, it comes from none of other origins, its caller is known and permitted, its
 * parts are what the route declares. What is answered is parsed by the route's schema.
 */
export async function createApp(serving: Serving): Promise<App> {
  const { workings, webFolder } = serving;
  const pages = webFolder === null ? new Map() : await readWebFiles(webFolder);
  const guardHost = serving.inProcess === true ? () => {} : hostGuard(serving.allowedHosts);
  const app = new Hono({ getPath: pathOf });
  for (const route of fixedFirst(Object.values<Route>(routes))) addRoute(app, route, serving);
  app.get('/login', (c) => loginAnswer(c.req.raw, serving.signIn));
  app.all('/v1/*', () => {
    throw new NhiError('NOT_FOUND', { hint: 'The API has no such route; see /openapi.json.' });
  });
  app.get('*', (c) => {
    const answer = webAnswer(pages, c.req.path);
    if (answer !== null) return answer;
    throw new NhiError('NOT_FOUND', { hint: 'There is no such page.' });
  });
  app.notFound(() => {
    throw new NhiError('NOT_FOUND', { hint: 'There is no such page.' });
  });
  app.onError((error) => {
    throw error;
  });

  return {
    async fetch(request) {
      const requestId = newId('req');
      try {
        guardHost(request);
        return secure(await app.fetch(request), requestId);
      } catch (error) {
        return secure(problemAnswer(error, { requestId, log: workings.log }), requestId);
      }
    },
  };
}

/** `/identities/facets` must not be taken for an identity whose id is `facets`. */
function fixedFirst(all: readonly Route[]): Route[] {
  const holes = ({ path }: Route) => path.split('{').length;
  return all.toSorted((a, b) => holes(a) - holes(b));
}

/** The path alone; hono's own way would let `Host` take part. */
function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}

function addRoute(app: Hono, route: Route, serving: Serving): void {
  const read = requestReader(route);
  const path = route.path.replace(/\{(\w+)\}/g, ':$1');
  app.on(route.method.toUpperCase(), path, async (c) => {
    const request = c.req.raw;
    if (serving.inProcess !== true) refuseForeignOrigin(request);
    const call = callOf(route, request, serving);
    const parts = await read(request, c.req.param());
    // The table's keys are the ids of the routes; TypeScript cannot follow that through the loop.
    const handle = handlers[route.id as keyof Routes] as (
      given: typeof parts,
      by: Call,
    ) => Promise<unknown>;
    const isWhole = route.rawBody === undefined;
    const answer =
      route.idempotent === true && isWhole
        ? await call.once(JSON.stringify([route.id, parts]), () => handle(parts, call))
        : await handle(parts, call);
    return withHeaders(answerOf(route, answer), call.headers);
  });
}

function callOf(route: Route, request: Request, serving: Serving): Call {
  const { workings, signIn, jobs } = serving;
  const { db, workspaceId, now } = workings;
  const caller = route.permission === 'public' ? null : signIn.callerOf(request);
  return {
    workings,
    signIn,
    jobs,
    request,
    caller,
    headers: new Headers(),
    once(about, act) {
      const key = keyOf(request);
      if (key === null) return act();
      return actOnce(db, workspaceId, { key, request: about, now: now(), act });
    },
  };
}

/** What is not declared by the route's schema does not leave. */
function answerOf({ success }: Route, answer: unknown): Response {
  if ('schema' in success) {
    return Response.json(success.schema.parse(answer), { status: success.status });
  }
  return answer instanceof Response ? answer : new Response(null, { status: success.status });
}

function withHeaders(response: Response, headers: Headers): Response {
  for (const [name, value] of headers) response.headers.append(name, value);
  return response;
}
