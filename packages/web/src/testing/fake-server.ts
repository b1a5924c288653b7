import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { type FakeApi, fakeApi } from './fake-api.ts';

/** The policy that the product's server sends with every page. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Serves built pages and the invented API from one origin. */
export async function startFakeServer({
  folder,
  now,
  port = 0,
}: {
  folder: string;
  now: Date;
  port?: number;
}) {
  const api = fakeApi({ now });
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname.startsWith('/v1/')) await answerApi({ api, url, request, response });
      else answerFile(folder, url, response);
    })();
  });
  await new Promise<void>((ready) => {
    server.listen(port, '127.0.0.1', ready);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { api, origin: `http://127.0.0.1:${actual}`, close };
}

/**
 * Answers one call of the API from invented data.
 *
 * @public The development server loads it by path.
 */
async function answerApi({
  api,
  url,
  request,
  response,
}: {
  api: FakeApi;
  url: URL;
  request: IncomingMessage;
  response: ServerResponse;
}): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  const text = Buffer.concat(chunks).toString();
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  const answer = api.answer({ method: request.method ?? 'GET', url, body });
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(answer.body));
}

function answerFile(folder: string, url: URL, response: ServerResponse): void {
  const wanted = join(folder, normalize(url.pathname));
  const isFile = wanted.startsWith(folder) && existsSync(wanted) && statSync(wanted).isFile();
  if (!isFile && extname(wanted) !== '') {
    response.writeHead(404).end();
    return;
  }
  const path = isFile ? wanted : join(folder, 'index.html');
  response.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': pagePolicy,
    'x-content-type-options': 'nosniff',
  });
  createReadStream(path).pipe(response);
}
