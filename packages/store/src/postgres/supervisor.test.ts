import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@nonhuman/runtime';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectDb, type Db, sql } from '../db.ts';
import { clusterPlace, prepareDataFolder } from './data-folder.ts';
import { ensureRunning, type Launchable, stop } from './launch.ts';
import { type Postmaster, runningPostmaster } from './postmaster.ts';
import { type EmbeddedOptions, type Lease, leaseEmbedded, prepareEmbedded } from './supervisor.ts';

const made: Launchable[] = [];
const folders = await mkdtemp(join(tmpdir(), 'nonhuman-supervisor-'));
afterAll(async () => {
  for (const launchable of made) {
    await stop(launchable);
    await rm(launchable.place.folder, { recursive: true, force: true });
  }
  await rm(folders, { recursive: true, force: true });
});

function optionsFor(dataFolder: string): EmbeddedOptions {
  return { dataFolder, env: process.env, log: silentLog, listen: 'socket', durable: false };
}

const options = optionsFor(await prepareDataFolder(join(folders, 'data')));
const launchable = await prepareEmbedded(options);
const { cluster, place } = launchable;
made.push(launchable);

const One = z.object({ one: z.number() });

async function holding<T>(
  held: EmbeddedOptions,
  work: (lease: Lease, db: Db) => Promise<T>,
): Promise<T> {
  const lease = await leaseEmbedded(held);
  const db = connectDb({
    connection: lease.endpoint,
    maxConnections: 2,
    statementTimeoutMs: 0,
    reconnectWithinMs: 20_000,
    revive: lease.revive,
  });
  try {
    return await work(lease, db);
  } finally {
    await db.close();
    await lease.release();
  }
}

function running() {
  return runningPostmaster(cluster.dataFolder);
}

async function kill(postmaster: Postmaster | null): Promise<void> {
  process.kill(postmaster?.pid ?? 0, 'SIGKILL');
  // Its backends outlive it by a moment, and would still answer.
  const patience = { timeout: 20_000 };
  await expect.poll(async () => (await running())?.pid, patience).not.toBe(postmaster?.pid);
  await expect.poll(async () => (await running())?.status, patience).toBe('ready');
}

describe('the embedded PostgreSQL', () => {
  it('runs while someone holds it, once for all holders, and is gone after the last', async () => {
    const [first, second] = await Promise.all([leaseEmbedded(options), leaseEmbedded(options)]);
    const postmaster = await running();

    await first.release();
    expect((await running())?.pid).toBe(postmaster?.pid);

    await second.release();
    expect(await running()).toBeNull();
  });

  it('is there for one who comes while the last one leaves', async () => {
    for (let round = 0; round < 3; round += 1) {
      const leaving = await leaseEmbedded(options);
      const coming = holding(options, (_, db) => db.one(One, sql`select 1 as one`));

      const [one] = await Promise.all([coming, leaving.release()]);
      expect(one).toEqual({ one: 1 });
    }
    expect(await running()).toBeNull();
  });

  it('comes back when it is killed, with all that was committed', async () => {
    await holding({ ...options, durable: true }, async (_, db) => {
      await db.run(sql`create table survivor (id integer)`);
      await db.run(sql`insert into survivor values (1)`);

      await kill(await running());

      const rows = await db.many(z.object({ id: z.number() }), sql`select id from survivor`);
      expect(rows).toEqual([{ id: 1 }]);
    });

    expect(await running()).toBeNull();
  });

  it('that a killed process left behind is joined, and stopped by the next to leave', async () => {
    const orphan = await ensureRunning(launchable);

    await holding(options, async () => {
      expect((await running())?.pid).toBe(orphan.pid);
    });

    expect(await running()).toBeNull();
  });

  it('starts although its last lock names a process that is something else now', async () => {
    const lock = [process.pid, cluster.dataFolder, 1, 5432, place.folder, '', 1, 'ready'];
    await writeFile(join(cluster.dataFolder, 'postmaster.pid'), `${lock.join('\n')}\n`);
    expect(await running()).toBeNull();

    await holding(options, async (_, db) => {
      expect(await db.one(One, sql`select 1 as one`)).toEqual({ one: 1 });
    });
  });

  it('listens to nobody but its user', async () => {
    await holding(options, async ({ endpoint }) => {
      const wrong = connectDb({
        connection: { ...endpoint, password: 'wrong' },
        maxConnections: 1,
        statementTimeoutMs: 0,
        reconnectWithinMs: 0,
      });

      expect((await stat(endpoint.host)).mode & 0o077).toBe(0);
      await expect(wrong.run(sql`select 1`)).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: { reason: expect.stringContaining('password') },
      });
      await wrong.close();
    });
  });

  it('can be on loopback, where there are no sockets, at the same port after a crash', async () => {
    await holding({ ...options, listen: 'loopback' }, async ({ endpoint }, db) => {
      expect(endpoint.host).toBe('127.0.0.1');
      expect(await db.one(One, sql`select 1 as one`)).toEqual({ one: 1 });

      await kill(await running());

      expect(await db.one(One, sql`select 1 as one`)).toEqual({ one: 1 });
      expect((await running())?.port).toBe(endpoint.port);
    });
  });

  it('has its socket elsewhere when the data folder is too deep for one', async () => {
    const deep = await prepareDataFolder(join(folders, 'd'.repeat(90)));
    const below = await prepareEmbedded(optionsFor(deep));
    made.push(below);

    const { host } = await ensureRunning(below);

    expect(host.startsWith(deep)).toBe(false);
    expect(host.length).toBeLessThan(90);
    await stop(below);
    await rm(host, { recursive: true });
  });
});

describe('a data folder', () => {
  it('that cannot be written to is named', async () => {
    const file = join(folders, 'file');
    await writeFile(file, '');

    await expect(prepareDataFolder(join(file, 'data'))).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
      details: { folder: join(file, 'data'), reason: 'ENOTDIR' },
    });
  });

  it.each([
    ['newer', 99, 'STORE_NEWER_THAN_PROGRAM'],
    ['older', 11, 'DATA_FOLDER_UNUSABLE'],
  ])('with a PostgreSQL of a %s version is left alone', async (_, major, code) => {
    const dataFolder = await prepareDataFolder(join(folders, `data-${major}`));
    const { folder } = await clusterPlace(dataFolder);
    await mkdir(join(folder, String(major)));

    await expect(leaseEmbedded(optionsFor(dataFolder))).rejects.toMatchObject({ code });
    await rm(folder, { recursive: true });
  });

  it('is made for its owner only', async () => {
    const { mode } = await stat(options.dataFolder);

    expect(mode & 0o066).toBe(0);
  });
});
