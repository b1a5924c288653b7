import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConnector, defineImporter, FileProblem } from '@nonhuman/connector-kit';
import type { WorkspaceId } from '@nonhuman/model';
import { anIdentity, daysAgo, now } from '@nonhuman/model/testing';
import { silentLog } from '@nonhuman/runtime';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import { ensureWorkspace, sql } from '@nonhuman/store';
import { testDb } from '@nonhuman/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runImport } from './run-import.ts';

const db = await testDb();
let workspaceId: WorkspaceId;
let folder: string;
let runs = 0;

beforeEach(async () => {
  runs += 1;
  workspaceId = (await ensureWorkspace(db, `workspace ${runs}`, now)).id;
  folder = mkdtempSync(join(tmpdir(), 'nonhuman-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const scopeKey = 'account';

/** Reads files of lines: `users`, then a name a line. The line `!` cannot be read. */
const importer = defineImporter<{ read: string[] }>({
  id: 'test',
  title: 'Test',
  permissions: [],
  cannotTell: [],
  start: () => ({ read: [] }),
  kinds: [
    {
      id: 'test.users',
      title: 'list of users',
      commands: ['test list-users > users.txt'],
      emits: ['identity'],
      order: 1,
      recognise: ({ text }) => text.startsWith('users'),
      async *read(file, { state }) {
        state.read.push(file.name);
        const chunks: Uint8Array[] = [];
        for await (const chunk of file.open()) chunks.push(chunk);
        const lines = Buffer.concat(chunks).toString().split('\n').slice(1);
        yield {
          type: 'scope',
          scope: { key: scopeKey, kind: 'account', name: 'A', provider: 'test' },
        };
        for (const [index, name] of lines.entries()) {
          if (name === '!') throw new FileProblem('malformed', `line ${index + 2} is not a name`);
          yield {
            type: 'upsert',
            noun: 'identity',
            scopeKey,
            listing: 'test.users',
            value: anIdentity({ key: name, name }),
          };
        }
      },
    },
  ],
  async *finish() {
    yield { type: 'complete', scopeKey, listing: 'test.users', nouns: ['identity'], items: 0 };
  },
});
const connector = defineConnector({
  id: 'test',
  title: 'Test',
  summary: 'Test',
  collectors: [],
  fileCollectors: [],
  importer,
});

function put(name: string, text: string, madeDaysAgo = 1): void {
  const path = join(folder, name);
  writeFileSync(path, text);
  const at = new Date(daysAgo(madeDaysAgo));
  utimesSync(path, at, at);
}

function importFolder() {
  return runImport(
    { db, workspaceId, now: () => now, log: silentLog },
    { connector, inputs: { paths: [folder], stdin: null }, options: {}, secrets: testSecretKeeper },
  );
}

async function names(): Promise<string[]> {
  const rows = await db.many(
    z.object({ name: z.string() }),
    sql`select name from identity where workspace_id = ${workspaceId} order by name`,
  );
  return rows.map(({ name }) => name);
}

async function gaps(): Promise<string[]> {
  const rows = await db.many(
    z.object({ message: z.string() }),
    sql`select message from gap where workspace_id = ${workspaceId} order by message`,
  );
  return rows.map(({ message }) => message.replaceAll(`${folder}/`, ''));
}

describe('an import', () => {
  it('takes the newest file for the time at which the exports were made', async () => {
    put('a.txt', 'users\nada', 3);
    put('b.txt', 'users\nbob', 2);

    const summary = await importFolder();

    expect(summary.observedAt).toBe(daysAgo(2));
    expect(summary.files.map(({ kind }) => kind)).toEqual(['test.users', 'test.users']);
    expect(await names()).toEqual(['ada', 'bob']);
  });

  it('believes who says when the exports were made, before the time of the files', async () => {
    put('a.txt', 'users\nada', 3);
    const made: (string | null)[] = [];
    const watching = {
      ...importer,
      kinds: importer.kinds.map((kind) => ({
        ...kind,
        read(...[file, context]: Parameters<typeof kind.read>) {
          made.push(file.modifiedAt);
          return kind.read(file, context);
        },
      })),
    };

    for (const observedAt of [undefined, new Date(daysAgo(1))])
      await runImport(
        { db, workspaceId, now: () => now, log: silentLog },
        {
          connector: { ...connector, importer: watching },
          inputs: { paths: [folder], stdin: null },
          options: {},
          secrets: testSecretKeeper,
          ...(observedAt ? { observedAt } : {}),
        },
      );

    expect(made).toEqual([daysAgo(3), daysAgo(1)]);
  });

  it('says so of a file that it does not know', async () => {
    put('a.txt', 'users\nada');
    put('letter.txt', 'Dear Ada');

    const summary = await importFolder();

    expect(summary.files).toContainEqual({
      name: join(folder, 'letter.txt'),
      kind: null,
      isWhole: false,
    });
    expect(await gaps()).toEqual(['letter.txt: It is not an export that is known for Test']);
  });

  it('keeps what a broken file told before it broke, and takes nothing for gone', async () => {
    put('a.txt', 'users\nada\nbob', 3);
    await importFolder();
    put('a.txt', 'users\nada\neve\n!', 1);

    const summary = await importFolder();

    expect(summary.removed).toBe(0);
    expect(summary.files).toMatchObject([{ kind: 'test.users', isWhole: false }]);
    expect(await names()).toEqual(['ada', 'bob', 'eve']);
    expect(await gaps()).toEqual([
      'a.txt could not be read to its end, so that rows may be missing',
      'a.txt: line 4 is not a name',
    ]);
  });

  it.each(['', 'error: access denied'])(
    'takes nothing for gone when a command wrote %j where its answer would be',
    async (text) => {
      put('a.txt', 'users\nada', 3);
      put('users-2.txt', 'users\nbob', 3);
      await importFolder();
      put('users-2.txt', text, 1);

      const summary = await importFolder();

      expect(summary.removed).toBe(0);
      expect(await names()).toEqual(['ada', 'bob']);
      expect((await gaps()).join()).toContain('users-2.txt could not be read to its end');
    },
  );

  it('removes what whole files no longer tell, and changes nothing the second time', async () => {
    put('a.txt', 'users\nada\nbob', 3);
    await importFolder();
    put('a.txt', 'users\nada', 1);

    const first = await importFolder();
    const second = await importFolder();

    expect(first).toMatchObject({ removed: 1, unchanged: 1 });
    expect(second).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 1 });
  });

  it('is refused for a provider that has none', async () => {
    const deps = { db, workspaceId, now: () => now, log: silentLog };
    const without = { ...connector, importer: null };

    const running = runImport(deps, {
      connector: without,
      inputs: { paths: [], stdin: null },
      options: {},
      secrets: testSecretKeeper,
    });

    await expect(running).rejects.toMatchObject({ code: 'PROVIDER_UNKNOWN' });
  });
});
