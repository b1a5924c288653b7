import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { migrations } from '../migrations/list.ts';
import { emptyDatabase, testDb } from '../testing/index.ts';
import { restoreBackup } from './restore-backup.ts';
import { listTables } from './tables.ts';
import { writeBackup } from './write-backup.ts';

const now = new Date('2026-03-01T12:00:00Z');
const folder = await mkdtemp(join(tmpdir(), 'nonhuman-backup-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Place {
  readonly db: Db;
  readonly dataFolder: string;
}

async function newPlace(): Promise<Place> {
  return { db: await testDb(), dataFolder: await mkdtemp(join(folder, 'data-')) };
}

async function filledPlace(): Promise<Place> {
  const place = await newPlace();
  await writeFile(join(place.dataFolder, 'fingerprint.key'), randomBytes(32));
  await place.db.run(sql`
    insert into workspace (id, name, created_at)
    select 'w' || n, 'name ' || n || E'\\t\\\\\\n', now() from generate_series(1, 500) n`);
  await place.db.run(sql`
    insert into setting (workspace_id, name, value)
    select 'w' || n, 'a', jsonb_build_object('text', repeat(n::text, 2000))
    from generate_series(1, 500) n`);
  return place;
}

const Row = z.object({ row: z.unknown() });

async function contents(db: Db): Promise<unknown> {
  const tables: Record<string, unknown> = {};
  for (const { name } of await listTables(db)) {
    tables[name] = await db.many(
      Row,
      sql`select to_jsonb(t) as row from ${sql.identifier(name)} t order by t::text`,
    );
  }
  return tables;
}

async function constraints(db: Db): Promise<unknown> {
  return db.many(
    z.object({ definition: z.string() }),
    sql`select conrelid::regclass || pg_get_constraintdef(oid) as definition from pg_constraint
        where connamespace = 'nonhuman'::regnamespace order by 1`,
  );
}

let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, `backup-${files}.nonhuman`);
}

const source = await filledPlace();
const backup = newFile();
const written = await writeBackup(source, { file: backup, now });

describe('a backup', () => {
  it('restored elsewhere is the same store', async () => {
    const target = await newPlace();

    const restored = await restoreBackup(target, { file: backup });

    expect(restored).toEqual(written);
    expect(restored).toMatchObject({ rows: 1000, fingerprintKey: true });
    expect(await contents(target.db)).toEqual(await contents(source.db));
    expect(await constraints(target.db)).toEqual(await constraints(source.db));
    expect(await readFile(join(target.dataFolder, 'fingerprint.key'))).toEqual(
      await readFile(join(source.dataFolder, 'fingerprint.key')),
    );
  });

  it('can be read by its owner only, and leaves no draft', async () => {
    expect((await stat(backup)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('does not overwrite a file', async () => {
    const again = writeBackup(source, { file: backup, now });

    await expect(again).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });

  it('leaves the fingerprint key out when asked to', async () => {
    const target = await newPlace();
    const file = newFile();

    await writeBackup(source, { file, now, includeFingerprintKey: false });
    const restored = await restoreBackup(target, { file });

    expect(restored.fingerprintKey).toBe(false);
    expect(await readdir(target.dataFolder)).toEqual([]);
  });

  it('says that it cannot be written where it cannot', async () => {
    const nowhere = writeBackup(source, { file: join(folder, 'no', 'folder', 'x'), now });

    await expect(nowhere).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
  });
});

describe('a restore', () => {
  it('goes on numbering rows where the backup stopped', async () => {
    const place = await filledPlace();
    await place.db.run(sql`alter table finding_event alter column id restart with 42`);
    const Default = z.object({ next: z.number() });
    const next = sql`select nextval(pg_get_serial_sequence('nonhuman.finding_event', 'id')) as next`;
    await place.db.one(Default, next);
    const target = await newPlace();
    const file = newFile();

    await writeBackup(place, { file, now });
    await restoreBackup(target, { file });

    expect(await target.db.one(Default, next)).toEqual({ next: 43 });
  });

  it('does not touch a store that holds something, unless told to', async () => {
    const target = await newPlace();
    await target.db.run(sql`insert into workspace values ('mine', 'mine', now())`);
    await writeFile(join(target.dataFolder, 'fingerprint.key'), 'an older key');

    await expect(restoreBackup(target, { file: backup })).rejects.toMatchObject({
      code: 'STORE_NOT_EMPTY',
      details: { table: 'workspace' },
    });
    expect(await target.db.run(sql`select from workspace where id = 'mine'`)).toBe(1);

    await restoreBackup(target, { file: backup, replace: true });
    expect(await contents(target.db)).toEqual(await contents(source.db));
    expect(await readFile(join(target.dataFolder, 'fingerprint.key.before-restore'), 'utf8')).toBe(
      'an older key',
    );
  });

  it('takes a backup of an older version, and migrates it', async () => {
    const { db } = await emptyDatabase();
    await migrate(db, migrations.slice(0, 1));
    await db.run(sql`insert into workspace values ('old', 'old', now())`);
    const old = { db, dataFolder: await mkdtemp(join(folder, 'data-')) };
    const target = await newPlace();
    const file = newFile();

    const { schemaVersion: of } = await writeBackup(old, { file, now });
    await restoreBackup(target, { file });

    expect(of).toBe(1);
    expect(await schemaVersion(target.db)).toBe(migrations.length);
    expect(await target.db.run(sql`select from workspace where id = 'old'`)).toBe(1);
  });

  async function damaged(name: string): Promise<string> {
    const file = newFile();
    const whole = await readFile(backup);
    const tar = gunzipSync(whole);
    const change = (from: string, to: string) => {
      const at = tar.indexOf(from);
      expect(at).toBeGreaterThan(0);
      tar.write(to, at);
      return gzipSync(tar);
    };
    const makers: Record<string, () => Buffer> = {
      'cut short': () => whole.subarray(0, whole.length - 100),
      'cut in half': () => whole.subarray(0, whole.length / 2),
      'changed in the middle': () => {
        const copy = Buffer.from(whole);
        copy.writeUInt8((copy[copy.length >> 1] ?? 0) ^ 0xff, copy.length >> 1);
        return copy;
      },
      'with another value in a table': () => change('name 17', 'name 71'),
      'with another count in its manifest': () => change('"rows": 500', '"rows": 499'),
      'of another format version': () => change('"formatVersion": 1', '"formatVersion": 2'),
      'without its end': () => gzipSync(tar.subarray(0, tar.lastIndexOf('manifest.json'))),
      'not a backup at all': () => Buffer.from('not a backup'),
      'an empty file': () => Buffer.alloc(0),
    };
    await writeFile(file, makers[name]?.() ?? '');
    return file;
  }

  it.each([
    'cut short',
    'cut in half',
    'changed in the middle',
    'with another value in a table',
    'with another count in its manifest',
    'of another format version',
    'without its end',
    'not a backup at all',
    'an empty file',
  ])('changes nothing when the backup is %s', async (name) => {
    const target = await newPlace();
    await target.db.run(sql`insert into workspace values ('mine', 'mine', now())`);
    const before = await contents(target.db);
    const file = await damaged(name);

    const restored = restoreBackup(target, { file, replace: true });

    await expect(restored).rejects.toMatchObject({ code: 'BACKUP_INVALID', details: { file } });
    expect(await contents(target.db)).toEqual(before);
    expect(await readdir(target.dataFolder)).toEqual([]);
  });

  it('refuses a backup of a newer version', async () => {
    const target = await newPlace();
    const tar = gunzipSync(await readFile(backup));
    const stated = `"schemaVersion": ${migrations.length},`;
    tar.write(
      stated.replace(/\d+/, '9'.repeat(String(migrations.length).length)),
      tar.indexOf(stated),
    );
    const file = newFile();
    await writeFile(file, gzipSync(tar));

    const restored = restoreBackup(target, { file });

    await expect(restored).rejects.toMatchObject({ code: 'STORE_NEWER_THAN_PROGRAM' });
  });

  it('says which file is not there', async () => {
    const target = await newPlace();
    const restored = restoreBackup(target, { file: join(folder, 'absent') });

    await expect(restored).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      details: { reason: 'ENOENT' },
    });
  });
});
