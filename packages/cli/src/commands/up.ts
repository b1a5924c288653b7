import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { routes } from '@nonhuman/api-contract';
import { type Call, type Command, type Surroundings, UsageError } from '../command.ts';
import { type Product, withProduct } from '../open-product.ts';
import { overviewText, passText } from '../output/overview.ts';
import { paletteFor } from '../output/palette.ts';
import { rootsOf } from './paths.ts';

/** `nonhuman up` */
export const up: Command = {
  name: 'up',
  summary: 'Read this machine, print what matters, and serve the UI and the API on this machine',
  arguments: '[path...]',
  options: [
    { flags: '--port <port>', summary: 'the exact port (default: 7474, or the next free one)' },
    {
      flags: '--bind <address>',
      summary:
        'where to listen; beyond this machine only with NONHUMAN_AUTH=token (default: 127.0.0.1)',
    },
    {
      flags: '--allow-host <name>',
      summary: 'a further name that a browser may use for this server',
      repeatable: true,
    },
    { flags: '--system', summary: 'also read /etc and the services of the machine' },
    { flags: '--no-scan', summary: 'serve only' },
    {
      flags: '--demo',
      summary: 'show a made-up company in a workspace of its own, instead of reading this machine',
    },
    { flags: '--once', summary: 'end after the summary, without serving' },
  ],
  examples: [
    ['nonhuman up', 'read your home and serve the UI'],
    ['nonhuman up ~/work --port 8080', 'read one folder, serve on port 8080'],
    ['nonhuman up --demo', 'look around in a made-up company; nothing of yours is read'],
  ],
  run: (call, surroundings) => {
    const isDemo = call.options['demo'] === true;
    if (isDemo && call.arguments.length > 0)
      throw new UsageError('--demo reads no folder: leave out either.');
    const scanRoots = isDemo ? [] : rootsOf(call, surroundings);
    return withProduct(
      call,
      surroundings,
      async (product) => {
        const server =
          call.options['once'] === true ? null : await serve(product, { call, surroundings });
        try {
          if (server !== null) surroundings.say(`Serving on ${server.url}`);
          if (isDemo) await fillDemo(product, surroundings);
          else if (call.options['scan'] !== false)
            await discover(product, { call, surroundings, scanRoots });
          const overview = await product.ask(routes.getOverview, {});
          const palette = paletteFor(Boolean(process.stdout.isTTY), surroundings.env);
          surroundings.say(
            `\n${overviewText(overview, { palette, width: process.stdout.columns || 100, now: surroundings.now() })}\n`,
          );
          if (server === null) return { data: overview, text: () => '' };
          surroundings.say(
            `${palette.bold('Open')} ${palette.cyan(server.newLink())}\nThe link works once, for five minutes; press Enter for another, Ctrl-C to stop.`,
          );
          await untilInterrupted(surroundings, server.newLink);
          return { data: { url: server.url }, text: () => '' };
        } finally {
          await server?.close();
        }
      },
      { scanRoots, ...(isDemo ? { workspace: 'demo' } : {}) },
    );
  },
};

async function serve(
  { nonhuman }: Product,
  { call, surroundings }: { call: Call; surroundings: Surroundings },
) {
  const { startServer } = await import('@nonhuman/server');
  const { bind, allowHost } = call.options;
  return startServer({
    workings: nonhuman.workings,
    webFolder: webFolder(),
    port: portOf(call.options['port']),
    bind: typeof bind === 'string' ? bind : undefined,
    allowedHosts: Array.isArray(allowHost) ? allowHost.map(String) : [],
    auth: surroundings.env['NONHUMAN_AUTH'],
  });
}

function portOf(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port must be a whole number from 0 to 65535.');
  return port;
}

/** The built pages beside this program; null where they were not built. */
function webFolder(): string | null {
  const folder = fileURLToPath(new URL('./web', import.meta.url));
  return existsSync(folder) ? folder : null;
}

async function fillDemo({ nonhuman }: Product, { progress, signal, say }: Surroundings) {
  const isNew = await nonhuman.fillWithCompany({
    signal,
    onProgress: (step, done) =>
      progress.update(step === null ? 'Making a company' : `Making a company  ${step}`, done),
  });
  signal.throwIfAborted();
  say(
    isNew
      ? 'Made up a company and read its exports into the workspace "demo". Nothing of yours was read.'
      : 'The made-up company is in the workspace "demo" already. Other commands show it with --workspace demo.',
  );
}

async function discover(
  { nonhuman }: Product,
  {
    call,
    surroundings,
    scanRoots,
  }: { call: Call; surroundings: Surroundings; scanRoots: readonly string[] },
) {
  const { progress, signal } = surroundings;
  const { sync } = await nonhuman.scanFolders({
    roots: scanRoots,
    system: call.options['system'] === true,
    signal,
    onProgress: (step, done) =>
      progress.update(step === null ? 'Reading files' : `Reading files  ${step}`, done),
  });
  signal.throwIfAborted();
  surroundings.say(`Read ${scanRoots.join(', ')}. ${passText(sync)}`);
}

/** Ends with Ctrl-C; Enter prints a new link where there is a terminal. */
function untilInterrupted(
  { signal, input, say }: Surroundings,
  newLink: () => string,
): Promise<void> {
  return new Promise((done) => {
    const onLine = () => say(newLink());
    const isTerminal = 'isTTY' in input && input.isTTY === true;
    if (isTerminal) input.on('data', onLine);
    const end = () => {
      if (isTerminal) input.off('data', onLine).pause();
      done();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
