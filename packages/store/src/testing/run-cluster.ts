import { silentLog } from '@nonhuman/runtime';
import { inject } from 'vitest';
import { prepareDataFolder } from '../postgres/data-folder.ts';
import { ensureRunning } from '../postgres/launch.ts';
import { type EmbeddedOptions, type Endpoint, prepareEmbedded } from '../postgres/supervisor.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of this run's PostgreSQL; made when the first test asks for a database. */
    nonhumanTestRun: string;
  }
}

/** How the run's PostgreSQL is run: fast rather than safe, since it lives as long as the run. */
export function runOptions(dataFolder: string): EmbeddedOptions {
  return { dataFolder, env: process.env, log: silentLog, listen: 'socket', durable: false };
}

/** Where to connect to make databases. */
export type Server = Omit<Endpoint, 'database'> | { readonly connectionString: string };

let started: Promise<Server> | null = null;

/** `NONHUMAN_TEST_POSTGRES` if set, else the run's own PostgreSQL, started by whoever is first. */
export function testServer(): Promise<Server> {
  started ??= startServer();
  return started;
}

async function startServer(): Promise<Server> {
  const connectionString = process.env['NONHUMAN_TEST_POSTGRES'];
  if (connectionString) return { connectionString };
  const dataFolder = await prepareDataFolder(inject('nonhumanTestRun'));
  const launchable = await prepareEmbedded(runOptions(dataFolder));
  const { host, port } = await ensureRunning(launchable);
  const { user, password } = launchable.cluster;
  return { host, port, user, password };
}
