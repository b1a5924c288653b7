import { randomBytes } from 'node:crypto';
import { type EvaluationSummary, type ImportSummary, runImport } from '@nonhuman/engine';
import { type Nonhuman, openNonhuman } from '@nonhuman/server';
import { sql } from '@nonhuman/store';
import { emptyDatabase } from '@nonhuman/store/testing';

/** The moment that companies of these tests are looked at. */
export const today = new Date('2026-11-20T12:00:00Z');

/** One import of files, judged by nobody yet. */
export interface Import {
  readonly provider: string;
  readonly paths: readonly string[];
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** `today` unless told. */
  readonly observedAt?: Date;
}

/** An install over a database of its own. */
export interface Install {
  readonly nonhuman: Nonhuman;
  readonly import: (of: Import) => Promise<ImportSummary>;
  readonly judge: () => Promise<EvaluationSummary>;
}

/** Databases that are copies of one another, with the same workspace and the same key, so that ids compare. */
export interface Installs {
  /** Opens a copy of the database that is called so, works with it, and drops it. */
  readonly withCopy: <T>(of: string, work: (install: Install) => Promise<T>) => Promise<T>;
  /** Makes a database by working with a copy of another one, to be copied in its turn. */
  readonly keep: (
    name: string,
    of: string,
    work: (install: Install) => Promise<void>,
  ) => Promise<void>;
}

/** The name of a database that knows nothing but its workspace. */
export const nothing = 'nothing';

/** Makes room for installs whose files lie in the data folder. Dropped after the file's last test. */
export async function openInstalls(dataFolder: string): Promise<Installs> {
  const { db, connection } = await emptyDatabase();
  const run = randomBytes(6).toString('hex');
  const nameOf = (name: string) => `nonhuman_company_${run}_${name}`;
  const create = (name: string, of: string) =>
    db.run(
      sql`create database ${sql.identifier(nameOf(name))} template ${sql.identifier(of === 'template0' ? of : nameOf(of))}`,
    );

  async function work<T>(name: string, with_: (install: Install) => Promise<T>): Promise<T> {
    const nonhuman = await openNonhuman({
      env: {},
      version: 'test',
      now: () => today,
      dataFolder,
      databaseUrl: urlOf(connection, nameOf(name)),
      checkSettings: {},
    });
    try {
      return await with_(installOf(nonhuman));
    } finally {
      await nonhuman.close();
    }
  }

  await create(nothing, 'template0');
  await work(nothing, async () => {});
  let copies = 0;
  return {
    async withCopy(of, with_) {
      copies += 1;
      const name = `copy_${copies}`;
      await create(name, of);
      try {
        return await work(name, with_);
      } finally {
        await db.run(sql`drop database ${sql.identifier(nameOf(name))} with (force)`);
      }
    },
    async keep(name, of, with_) {
      await create(name, of);
      await work(name, with_);
    },
  };
}

function installOf(nonhuman: Nonhuman): Install {
  const { workings } = nonhuman;
  return {
    nonhuman,
    judge: () => nonhuman.evaluate(),
    import({ provider, paths, stdin = null, observedAt = today }) {
      const connector = workings.connectors.find(({ importer }) => importer?.id === provider);
      if (connector === undefined) throw new Error(`there is no importer ${provider}`);
      return runImport(workings, {
        connector,
        inputs: { paths, stdin },
        options: {},
        secrets: workings.secrets,
        observedAt,
      });
    },
  };
}

type Connection = Awaited<ReturnType<typeof emptyDatabase>>['connection'];

function urlOf(connection: Connection, database: string): string {
  const url = new URL(connection.connectionString ?? 'postgres://localhost');
  url.pathname = `/${database}`;
  if (connection.connectionString === undefined) {
    url.username = encodeURIComponent(connection.user ?? '');
    url.password = encodeURIComponent(String(connection.password ?? ''));
    url.searchParams.set('host', connection.host ?? '');
    url.searchParams.set('port', String(connection.port ?? ''));
  }
  return url.href;
}
