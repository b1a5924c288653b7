import { createInterface } from 'node:readline/promises';
import { NhiError } from '@nonhuman/model';
import { silentLog } from '@nonhuman/runtime';
import { z } from 'zod';
import { sql } from '../db.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/list.ts';
import { openStore, type Store } from '../open-store.ts';
import type { StoreCommand } from './store-process.ts';

const [, , dataFolder = ''] = process.argv;
let opened: Store | null = null;

function store(): Store {
  if (opened === null) throw new Error('not open');
  return opened;
}

const slow = {
  version: migrations.length + 1,
  name: 'slow',
  sql: 'create table slow (id integer); select pg_sleep(60)',
};

const addWorkspace = sql`
  insert into workspace (id, name, created_at)
  values (gen_random_uuid()::text, gen_random_uuid()::text, now())`;

const commands: Record<StoreCommand, () => Promise<number | void>> = {
  open: async () => {
    opened = await openStore({ env: process.env, log: silentLog, dataFolder });
  },
  write: () => store().db.run(addWorkspace),
  'write without committing': () =>
    new Promise((resolve, reject) => {
      store()
        .db.transaction(async (tx) => {
          resolve(await tx.run(addWorkspace));
          await new Promise(() => {});
        })
        .catch(reject);
    }),
  count: async () => {
    const Count = z.object({ count: z.number() });
    return (await store().db.one(Count, sql`select count(*) from workspace`)).count;
  },
  'migrate slowly': async () => {
    migrate(store().db, [...migrations, slow]).catch(() => {});
  },
  close: () => store().close(),
};

const isCommand = (line: string): line is StoreCommand => line in commands;

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const answer = isCommand(line) ? await commands[line]() : 'unknown command';
    console.log(`done ${String(answer ?? '')}`.trim());
  } catch (error) {
    const text =
      error instanceof NhiError ? `${error.code} ${JSON.stringify(error.details)}` : error;
    console.log(`error ${String(text).replaceAll('\n', ' ')}`);
  }
  if (line === 'close') break;
}
process.stdin.unref();
