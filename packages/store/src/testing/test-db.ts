import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { connectDb, type Db, type DbConfig } from '../db.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/list.ts';
import { type Server, testServer } from './run-cluster.ts';

/**
 * A migrated database of this test file's own, dropped after its last test.
 *
 * `const db = await testDb();` at the top of a test file is the usual place.
 */
export async function testDb(): Promise<Db> {
  const server = await testServer();
  const template = await migratedTemplate(server);
  return (await ownDatabase(server, template)).db;
}

/** A database without any schema, and how to connect to it; dropped after the file's last test. */
export async function emptyDatabase(): Promise<{ db: Db; connection: DbConfig['connection'] }> {
  return ownDatabase(await testServer(), 'template0');
}

async function ownDatabase(server: Server, template: string) {
  const name = `nonhuman_test_${randomBytes(8).toString('hex')}`;
  await administer(server, (admin) => admin.query(`create database ${name} template ${template}`));
  const connection = connectionTo(server, name);
  const db = connectDb({ ...testSettings, connection });
  drops.push(async () => {
    await db.close();
    await administer(server, (admin) => admin.query(`drop database ${name} with (force)`));
  });
  return { db, connection };
}

/** What this test file has to clear up. */
const drops: (() => Promise<void>)[] = [];

// Said when the test file imports us, so that a database may be asked for within a test as well.
afterAll(async () => {
  for (const drop of drops.splice(0)) await drop();
});

const testSettings = {
  maxConnections: 4,
  statementTimeoutMs: 60_000,
  reconnectWithinMs: 5_000,
} as const;

let template: Promise<string> | null = null;

/** The template's name; made by whoever is first, and marked as a template only when it is whole. */
function migratedTemplate(server: Server): Promise<string> {
  template ??= makeTemplate(server);
  return template;
}

const templateLock = 6_446_872_303;

async function makeTemplate(server: Server): Promise<string> {
  const content = migrations.map((migration) => migration.sql).join('\n');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const name = `nonhuman_template_${hash}`;
  await administer(server, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [templateLock]);
    const whole = await admin.query(
      'select from pg_database where datname = $1 and datistemplate',
      [name],
    );
    if (whole.rowCount !== 0) return;
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name} template template0`);
    const db = connectDb({ ...testSettings, connection: connectionTo(server, name) });
    try {
      await migrate(db, migrations);
    } finally {
      await db.close();
    }
    await admin.query(`alter database ${name} is_template true`);
  });
  return name;
}

async function administer(server: Server, work: (admin: Client) => Promise<unknown>) {
  const admin = new Client(connectionTo(server, null));
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** Null is the database that the URL names, or `postgres`. */
function connectionTo(server: Server, database: string | null): DbConfig['connection'] {
  if (!('connectionString' in server)) return { ...server, database: database ?? 'postgres' };
  const url = new URL(server.connectionString);
  if (database !== null) url.pathname = `/${database}`;
  return { connectionString: url.href };
}
