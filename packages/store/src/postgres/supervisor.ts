import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@nonhuman/runtime';
import { Client, DatabaseError } from 'pg';
import { z } from 'zod';
import { isConnectionLoss, toStoreError } from '../store-errors.ts';
import { existingMajor, initialise, readCluster } from './cluster.ts';
import { clusterPlace, type Environment } from './data-folder.ts';
import { binariesFor } from './installation.ts';
import { ensureRunning, type Launchable, stop } from './launch.ts';

/** How to reach a running PostgreSQL. */
export interface Endpoint {
  /** The folder of its socket, or an address of loopback. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Our hold on an embedded PostgreSQL: it runs at least until `release`. */
export interface Lease {
  readonly endpoint: Endpoint;
  /** Starts PostgreSQL again if it died. Callers that come while it starts wait for the same start. */
  readonly revive: () => Promise<void>;
  /** Gives it up; if nobody else holds it, stops PostgreSQL and returns when it is gone. */
  readonly release: () => Promise<void>;
}

export interface EmbeddedOptions {
  /** As `prepareDataFolder` gave it. */
  readonly dataFolder: string;
  readonly env: Environment;
  readonly log: Log;
  readonly listen: Launchable['listen'];
  readonly durable: boolean;
}

/** The database of each cluster that holders meet in. */
const meetingDatabase = 'postgres';

const inventoryDatabase = 'nonhuman';

/** The number of the advisory lock that every holder shares. */
const holdersLock = 6_446_872_302;

/**
 * Starts the data folder's PostgreSQL, or joins the one that runs, making it first if need be.
 *
 * A hold is a shared advisory lock on a connection of its own. PostgreSQL drops it when its
 * process dies in whatever way, so there are no stale leases. Whoever gets the lock for itself is
 * the last one, and stops PostgreSQL while it has it: a newcomer waits on the lock, is cut off, and
 * starts PostgreSQL anew. If the last holder was killed, PostgreSQL stays up for the next one to
 * join and stop.
 */
export async function leaseEmbedded(options: EmbeddedOptions): Promise<Lease> {
  const launchable = await prepareEmbedded(options);
  const { user, password } = launchable.cluster;
  let releasing = false;
  let held = await hold(launchable);
  await createDatabase(held.client).catch(async (error: unknown) => {
    await letGo(launchable, held.client);
    throw toStoreError(error);
  });
  let reviving: Promise<void> | null = null;

  function watch(current: Held): void {
    current.client.once('end', () => {
      if (releasing) return;
      options.log.warn('PostgreSQL ended; starting it again');
      revive().catch(() => options.log.warn('PostgreSQL could not be started again yet'));
    });
  }

  function revive(): Promise<void> {
    reviving ??= reattach().finally(() => {
      reviving = null;
    });
    return reviving;
  }

  async function reattach(): Promise<void> {
    if (releasing || (await isAlive(held.client))) return;
    const next = await hold(launchable);
    if (next.host !== held.host || next.port !== held.port) {
      options.log.warn('PostgreSQL is back at another address: restart this process');
    }
    held = next;
    watch(held);
  }

  watch(held);
  return {
    endpoint: { host: held.host, port: held.port, user, password, database: inventoryDatabase },
    revive,
    async release() {
      releasing = true;
      await reviving?.catch(() => {});
      await letGo(launchable, held.client);
    },
  };
}

/** Finds the programs and makes the cluster, where that is still to be done. Starts nothing. */
export async function prepareEmbedded(options: EmbeddedOptions): Promise<Launchable> {
  const place = await clusterPlace(options.dataFolder);
  const existing = await existingMajor(place);
  const binaries = await binariesFor(options.env, place, existing);
  if (existing === null) await initialise(place, binaries, options.durable);
  const cluster = await readCluster(place, binaries.major);
  return { place, binaries, cluster, listen: options.listen, durable: options.durable };
}

interface Held {
  readonly client: Client;
  readonly host: string;
  readonly port: number;
}

const holdWithinMs = 2 * 60_000;

async function hold(launchable: Launchable): Promise<Held> {
  const { user, password } = launchable.cluster;
  for (const deadline = Date.now() + holdWithinMs; ; await sleep(20)) {
    const { host, port } = await ensureRunning(launchable);
    const client = new Client({
      host,
      port,
      user,
      password,
      database: meetingDatabase,
      application_name: 'nonhuman lease',
    });
    // The 'end' event says the same and is listened to.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select pg_advisory_lock_shared($1)', [holdersLock]);
      return { client, host, port };
    } catch (error) {
      await client.end();
      if (!isConnectionLoss(error) || Date.now() > deadline) throw toStoreError(error);
    }
  }
}

async function createDatabase(client: Client): Promise<void> {
  const question = 'select from pg_database where datname = $1';
  const { rowCount } = await client.query(question, [inventoryDatabase]);
  if (rowCount !== 0) return;
  try {
    await client.query(`create database ${inventoryDatabase}`);
  } catch (error) {
    // Another process made it in the meantime.
    const taken = error instanceof DatabaseError && ['42P04', '23505'].includes(error.code ?? '');
    if (!taken) throw error;
  }
}

const OnlyHolder = z.tuple([z.object({ alone: z.boolean() })]);

async function letGo(launchable: Launchable, client: Client): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [holdersLock]);
    const answer = await client.query('select pg_try_advisory_lock($1) as alone', [holdersLock]);
    const [{ alone }] = OnlyHolder.parse(answer.rows);
    if (alone) await stop(launchable);
  } catch (error) {
    // Another holder was the last one, or PostgreSQL died: either way it is no longer ours to stop.
    if (!isConnectionLoss(error)) throw toStoreError(error);
  } finally {
    await client.end();
  }
}

async function isAlive(client: Client): Promise<boolean> {
  return client.query('select 1').then(
    () => true,
    () => false,
  );
}
