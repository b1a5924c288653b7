import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@nonhuman/runtime';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { restoreBackup } from './backup/restore-backup.ts';
import { writeBackup } from './backup/write-backup.ts';
import { sql } from './db.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { openStore, type Store } from './open-store.ts';
import { clusterPlace } from './postgres/data-folder.ts';
import { runningPostmaster } from './postgres/postmaster.ts';
import { type HostServer, startHostServer } from './testing/host-server.ts';
import { startStoreProcess } from './testing/store-process.ts';

const root = await mkdtemp(join(tmpdir(), 'nonhuman-open-store-'));
await chmod(root, 0o711);
afterAll(() => rm(root, { recursive: true, force: true }));

const isRoot = process.getuid?.() === 0;
let folders = 0;

function newFolder(): string {
  folders += 1;
  return join(root, `data-${folders}`);
}

async function isRunning(dataFolder: string): Promise<boolean> {
  const { folder } = await clusterPlace(dataFolder);
  const [major] = (await readdir(folder)).filter((name) => /^\d+$/.test(name));
  if (major === undefined) return false;
  return (await runningPostmaster(join(folder, major, 'data'))) !== null;
}

const open = (dataFolder: string) => openStore({ env: {}, log: silentLog, dataFolder });

const addWorkspace = (id: string) =>
  sql`insert into workspace (id, name, created_at) values (${id}, ${id}, now())`;

describe('processes that share a data folder', () => {
  it('may make it at the same time, and the last one to close stops PostgreSQL', async () => {
    const folder = newFolder();
    const [first, second, third] = [1, 2, 3].map(() => startStoreProcess(folder));
    if (!first || !second || !third) throw new Error('three were started');

    await Promise.all([first, second, third].map((each) => each.ask('open')));
    await Promise.all([first, second, third].map((each) => each.ask('write')));
    expect(await second.ask('count')).toBe('done 3');

    await first.ask('close');
    await second.ask('close');
    expect(await third.ask('count')).toBe('done 3');
    await third.ask('close');
    await Promise.all([first, second, third].map((each) => each.ended()));
    expect(await isRunning(folder)).toBe(false);
  });

  it('do not notice that another one was killed', async () => {
    const folder = newFolder();
    const [killed, other] = [startStoreProcess(folder), startStoreProcess(folder)];
    await killed.ask('open');
    await other.ask('open');

    await killed.ask('write without committing');
    await killed.kill();

    await other.ask('write');
    expect(await other.ask('count')).toBe('done 1');
    await other.ask('close');
    expect(await isRunning(folder)).toBe(false);
  });

  it('find what a killed one had committed and nothing else, and stop what it left running', async () => {
    const folder = newFolder();
    const killed = startStoreProcess(folder);
    await killed.ask('open');
    await killed.ask('write');
    await killed.ask('write without committing');

    await killed.kill();
    expect(await isRunning(folder)).toBe(true);

    const store = await open(folder);
    expect(await store.db.run(sql`select from workspace`)).toBe(1);
    await store.close();
    expect(await isRunning(folder)).toBe(false);
  });

  it('go on with the migration that a killed one was in', async () => {
    const folder = newFolder();
    const killed = startStoreProcess(folder);
    await killed.ask('open');
    const store = await open(folder);
    const asleep = () =>
      store.db.run(sql`select from pg_stat_activity where wait_event = 'PgSleep'`);
    await killed.ask('migrate slowly');
    await expect.poll(asleep, { timeout: 20_000 }).toBe(1);

    await killed.kill();

    const next = { version: migrations.length + 1, name: 'next', sql: 'create table next ()' };
    expect(await migrate(store.db, [...migrations, next])).toBe(next.version);
    expect(await store.db.run(sql`select from pg_tables where tablename = 'slow'`)).toBe(0);
    await store.close();
    expect(await isRunning(folder)).toBe(false);
  });

  it('make it anew when the one that was making it was killed', async () => {
    const folder = newFolder();
    const killed = startStoreProcess(folder);
    const opening = killed.ask('open').catch(() => {});
    const made = async () => readdir(join(folder, 'postgres')).catch(() => []);
    await expect
      .poll(made, { interval: 5, timeout: 20_000 })
      .toEqual(expect.arrayContaining([expect.stringMatching(/^\.new-/)]));
    await killed.kill();
    await opening;

    const store = await open(folder);
    expect(await schemaVersion(store.db)).toBe(migrations.length);
    await store.close();
    expect(await isRunning(folder)).toBe(false);
  });
});

describe('a store', () => {
  it('of a newer version is left as it is, and nothing is left running', async () => {
    const folder = newFolder();
    const newer = await open(folder);
    await newer.db.run(sql`
      insert into schema_migration (version, name, checksum)
      select version + 1, 'newer', 'x' from schema_migration order by version desc limit 1`);
    await newer.close();

    await expect(open(folder)).rejects.toMatchObject({ code: 'STORE_NEWER_THAN_PROGRAM' });
    expect(await isRunning(folder)).toBe(false);
  });

  it.skipIf(!isRoot)('works for an ordinary user', async () => {
    const folder = newFolder();
    const nobody = 65_534;
    await mkdir(folder, { mode: 0o700 });
    await chown(folder, nobody, nobody);
    const env = { HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') };
    const process = startStoreProcess(folder, env, nobody);

    await process.ask('open');
    await process.ask('write');
    expect(await process.ask('count')).toBe('done 1');
    await process.ask('close');
    expect(await isRunning(folder)).toBe(false);
  });

  it('in a folder that may not be written to says so', async () => {
    const file = join(root, 'a-file');
    await writeFile(file, '');

    await expect(open(join(file, 'data'))).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
      details: { reason: 'ENOTDIR' },
    });
  });
});

/** A disk of its own, in memory. Only root may mount one. */
async function smallDisk(megabytes: number): Promise<string> {
  const folder = newFolder();
  await mkdir(folder, { mode: 0o711 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'none', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

describe.skipIf(!isRoot)('a disk that is full', () => {
  it('is named at the first start, and leaves nothing half made', async () => {
    const folder = await smallDisk(20);

    await expect(open(folder)).rejects.toMatchObject({ code: 'STORE_DISK_FULL' });
    expect(await readdir(join(folder, 'postgres'))).toEqual([]);
  });

  /** Rows until the disk refuses; does not end otherwise. */
  async function writeForEver(store: Store): Promise<never> {
    for (let round = 0; ; round += 1) {
      await store.db.run(sql`
        insert into setting (workspace_id, name, value)
        select 'before', ${`${round}-`} || n, to_jsonb(filling.text)
        from generate_series(1, 20) n, (
          select string_agg(md5(random()::text), '') as text from generate_series(1, 3000)
        ) filling`);
    }
  }

  it('is named while writing, keeps what was committed, and heals when there is room', async () => {
    const folder = await smallDisk(128);
    const store = await open(folder);
    await store.db.run(addWorkspace('before'));

    await expect(writeForEver(store)).rejects.toMatchObject({ code: 'STORE_DISK_FULL' });
    expect(await store.db.run(sql`select from workspace`)).toBe(1);

    execFileSync('mount', ['-o', 'remount,size=512m', folder]);
    await store.db.run(addWorkspace('after'));
    expect(await store.db.run(sql`select from workspace`)).toBe(2);
    await store.close();
  });

  it('that leaves no room for the journal is survived too', async () => {
    const folder = await smallDisk(128);
    const store = await open(folder);
    await store.db.run(addWorkspace('before'));
    const others = join(folder, 'files-of-others');
    execFileSync('sh', ['-c', 'cat /dev/zero > "$0" || true', others], { stdio: 'ignore' });

    const named = { code: expect.stringMatching(/^STORE_(DISK_FULL|UNAVAILABLE)$/) };
    await expect(writeForEver(store)).rejects.toMatchObject(named);
    const journal = (async () => {
      for (;;) {
        await store.db.run(sql`
          select pg_switch_wal(), pg_logical_emit_message(true, 'x', repeat('x', 1000000))`);
      }
    })();
    await expect(journal).rejects.toMatchObject(named);

    await rm(others);
    await store.db.run(addWorkspace('after'));
    expect(await store.db.run(sql`select from workspace`)).toBe(2);
    await store.close();
    expect(await isRunning(folder)).toBe(false);
  });
});

describe('a server of DATABASE_URL', () => {
  let server: HostServer | null = null;
  beforeAll(async () => {
    server = await startHostServer();
  });
  afterAll(() => server?.stop());

  it('holds the same store, and gets and gives backups', async ({ skip }) => {
    if (server === null) skip('this machine has no PostgreSQL of its own');
    const databaseUrl = server?.url ?? '';
    const [folder, serverFolder] = [newFolder(), newFolder()];
    const embedded = await open(folder);
    const remote = await openStore({
      env: {
        DATABASE_URL: `${databaseUrl}?options=-c%20work_mem%3D9MB`,
        NONHUMAN_DATA: serverFolder,
      },
      log: silentLog,
    });
    expect(remote.mode).toBe('server');
    expect(await remote.db.run(sql`select where current_setting('work_mem') = '9MB'`)).toBe(1);
    expect(await schemaVersion(remote.db)).toBe(migrations.length);
    await embedded.db.run(addWorkspace('here'));

    const [there, back] = [join(root, 'there.backup'), join(root, 'back.backup')];
    await writeBackup(embedded, { file: there, now: new Date() });
    await restoreBackup(remote, { file: there });
    await remote.db.run(addWorkspace('there'));
    await writeBackup(remote, { file: back, now: new Date() });
    await restoreBackup(embedded, { file: back, replace: true });

    const names = await embedded.db.many(
      z.object({ name: z.string() }),
      sql`select name from workspace order by name`,
    );
    expect(names).toEqual([{ name: 'here' }, { name: 'there' }]);
    await embedded.close();
    await remote.close();
  });

  it('that nobody answers at is named soon', async () => {
    const absent = openStore({
      env: { DATABASE_URL: 'postgres://someone:word@127.0.0.1:1/none' },
      log: silentLog,
      dataFolder: newFolder(),
    });

    await expect(absent).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
