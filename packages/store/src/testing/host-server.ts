import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@nonhuman/runtime';
import { hostBinaries } from '../postgres/binaries.ts';
import { prepareDataFolder } from '../postgres/data-folder.ts';
import { ensureRunning, stop } from '../postgres/launch.ts';
import { prepareEmbedded } from '../postgres/supervisor.ts';

/** A PostgreSQL beside the embedded one. */
export interface HostServer {
  /** As `DATABASE_URL` has it, with the rights of a superuser. */
  readonly url: string;
  readonly major: number;
  /** Stops it and removes its files. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the PostgreSQL that this machine's packages installed, empty, on a port of its own; null
 * where there is none from version 15.
 */
export async function startHostServer(): Promise<HostServer | null> {
  const found = await hostBinaries(process.env, null);
  if (found === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'nonhuman-host-server-'));
  const launchable = await prepareEmbedded({
    dataFolder: await prepareDataFolder(folder),
    env: { ...process.env, NONHUMAN_POSTGRES_BIN: found.folder },
    log: silentLog,
    listen: 'loopback',
    durable: false,
  });
  const { host, port } = await ensureRunning(launchable);
  const { user, password } = launchable.cluster;
  return {
    url: `postgres://${user}:${password}@${host}:${port}/postgres`,
    major: found.major,
    stop: async () => {
      await stop(launchable);
      await rm(launchable.place.folder, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
