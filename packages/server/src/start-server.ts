import { createServer, type Server } from 'node:http';
import { isIP } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { NhiError } from '@nonhuman/model';
import { createApp } from './http/app.ts';
import { hash, signIn } from './http/sign-in.ts';
import { removeStaleUploads } from './http/uploads.ts';
import { jobRunner } from './jobs/job-runner.ts';
import { readToken } from './key-files.ts';
import type { Workings } from './workings.ts';

/** Where and how to serve. */
export interface ServeOptions {
  readonly workings: Workings;
  /** An address to listen on; `127.0.0.1` if not given. */
  readonly bind?: string | undefined;
  /** The exact port; 7474 or the next free one if not given. */
  readonly port?: number | undefined;
  /** `NONHUMAN_AUTH`: must be `token` to listen beyond this machine. */
  readonly auth?: string | undefined;
  /** Names beside those of this machine that a `Host` may have. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** The folder of the built pages; null: only the API is served. */
  readonly webFolder: string | null;
  /** What callers are called in the history of findings; `local` if not given. */
  readonly actor?: string | undefined;
}

/** A server that answers. */
export interface RunningServer {
  /** With its port, without a path. */
  readonly url: string;
  /** Signs a browser in, once, within five minutes. */
  readonly oneTimeLink: string;
  /** Another such link. */
  readonly newLink: () => string;
  /** Takes no more requests, lets running ones end for at most five seconds, ends jobs. */
  close(): Promise<void>;
}

const firstPort = 7474;
const portsTried = 20;
const closeWithinMs = 5_000;

/**
 * Serves the API and the pages. Throws `UNSAFE_BIND` for an address beyond this machine unless token
 * authentication is asked for in so many words, and `PORT_IN_USE`.
 */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const { workings, bind = '127.0.0.1', allowedHosts = [] } = options;
  refuseUnsafeBind(bind, options.auth);
  const { now, dataFolder } = workings;
  const tokenHash = hash(await readToken(dataFolder));
  const signingIn = signIn({ tokenHash, now, actor: options.actor ?? 'local' });
  await removeStaleUploads(dataFolder, now());
  const jobs = jobRunner(workings);
  const { webFolder } = options;
  const app = await createApp({ workings, signIn: signingIn, jobs, allowedHosts, webFolder });
  // Requests are the platform's own, so that streams and forms behave as anywhere else.
  const listener = getRequestListener((request) => app.fetch(request), {
    overrideGlobalObjects: false,
  });
  const server = createServer(
    { requestTimeout: 0, headersTimeout: 15_000 },
    (request, response) => {
      void listener(request, response);
    },
  );
  const port = await listen(server, { bind, port: options.port });
  const url = `http://${isIP(bind) === 6 ? `[${bind}]` : bind}:${port}`;
  const newLink = () => `${url}/login?code=${signingIn.newCode().code}`;
  return {
    url,
    oneTimeLink: newLink(),
    newLink,
    async close() {
      await closeServer(server);
      await jobs.close();
    },
  };
}

/** Whether an address is this machine's own alone. */
export function isLoopback(bind: string): boolean {
  return bind === 'localhost' || bind === '::1' || /^127(\.\d{1,3}){3}$/.test(bind);
}

function refuseUnsafeBind(bind: string, auth: string | undefined): void {
  if (isLoopback(bind) || auth === 'token') return;
  throw new NhiError('UNSAFE_BIND', {
    bind,
    hint: 'Others could reach the inventory. Set NONHUMAN_AUTH=token to have every caller bring the token, put TLS before it, and name the host in the allowed hosts.',
  });
}

async function listen(
  server: Server,
  { bind, port }: { readonly bind: string; readonly port: number | undefined },
): Promise<number> {
  const last = port ?? firstPort + portsTried - 1;
  for (let tried = port ?? firstPort; tried <= last; tried += 1) {
    const taken = await tryPort(server, { bind, port: tried });
    if (taken !== null) return taken;
  }
  throw new NhiError('PORT_IN_USE', {
    port: last,
    hint: port === undefined ? 'Close another server, or choose a port.' : 'Choose another port.',
  });
}

/** The port that it listens on (0 asks for any); null when it is in use. */
function tryPort(
  server: Server,
  { bind, port }: { bind: string; port: number },
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(cannotListen(bind, error));
    };
    server.once('error', refused);
    server.listen(port, bind, () => {
      server.off('error', refused);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function cannotListen(bind: string, cause: NodeJS.ErrnoException): NhiError {
  const hint = `This machine cannot listen on ${bind} (${cause.code ?? 'unknown'}).`;
  return new NhiError('CONFIG_INVALID', { hint }, { cause });
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), closeWithinMs);
  await closed;
  clearTimeout(late);
}
