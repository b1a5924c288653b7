import type { Gap, Noun, Observation, Things, Upsert, WorkspaceId } from '@nonhuman/model';
import { aCredential, anExposure, anIdentity, daysAgo, now } from '@nonhuman/model/testing';
import { silentLog } from '@nonhuman/runtime';
import { ensureWorkspace, failAbandonedSyncs, lockConnection, sql } from '@nonhuman/store';
import { testDb } from '@nonhuman/store/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runSync, type SyncRequest } from './run-sync.ts';

const db = await testDb();
const scopeKey = '123';
const users = 'test.users';
let workspaceId: WorkspaceId;
let workspaces = 0;

beforeEach(async () => {
  workspaces += 1;
  workspaceId = (await ensureWorkspace(db, `workspace ${workspaces}`, now)).id;
});

const scope: Extract<Observation, { type: 'scope' }> = {
  type: 'scope',
  scope: { key: scopeKey, kind: 'account', name: 'Test', provider: 'test' },
};
const complete: Observation = {
  type: 'complete',
  scopeKey,
  listing: users,
  nouns: ['identity'],
  items: 1,
};
const gap: Gap = {
  type: 'gap',
  scopeKey,
  listing: users,
  nouns: ['identity'],
  reason: 'not-permitted',
  message: 'Page 2 was refused',
  needs: 'test:ListUsers',
};

function upsert<N extends Noun>(
  noun: N,
  value: Things[N],
  of: { listing?: string; scopeKey?: string; enriches?: boolean } = {},
): Upsert {
  return { type: 'upsert', noun, scopeKey, listing: users, value, ...of } as Upsert;
}

function user(name: string, overrides: Partial<Things['identity']> = {}): Upsert {
  return upsert('identity', anIdentity({ key: name, name, ...overrides }));
}

async function* from(observations: Iterable<Observation>): AsyncGenerator<Observation> {
  yield* observations;
}

function sync(
  observations: Iterable<Observation> | AsyncIterable<Observation>,
  request: Partial<SyncRequest> & { at?: string } = {},
) {
  return runSync(
    { db, workspaceId, now: () => now, log: silentLog },
    {
      connection: { connectorId: 'test', kind: 'import', name: 'exports' },
      observedAt: new Date(request.at ?? now),
      observations: Symbol.asyncIterator in observations ? observations : from(observations),
      ...request,
    },
  );
}

const Named = z.object({ name: z.string() });

async function current(table = 'identity'): Promise<string[]> {
  const rows = await db.many(
    Named,
    sql`select name from ${sql.identifier(table)} where workspace_id = ${workspaceId} order by name`,
  );
  return rows.map(({ name }) => name);
}

/** Key, status and validity of what is in history. */
async function history(): Promise<string[]> {
  const Version = z.object({ text: z.string() });
  const rows = await db.many(
    Version,
    sql`select concat_ws(' ', key, facts ->> 'status', ended_by,
          to_char(valid_from, 'YYYY-MM-DD'), to_char(valid_to, 'YYYY-MM-DD')) as text
        from thing_version where workspace_id = ${workspaceId} order by key, valid_to`,
  );
  return rows.map(({ text }) => text);
}

const day = (days: number) => daysAgo(days).slice(0, 10);

describe('a sync', () => {
  it('keeps what it is told, with its scope, connection and links', async () => {
    const observations = [
      scope,
      user('ada'),
      upsert('credential', aCredential({ identityKey: 'ada' })),
      { ...complete, nouns: ['identity', 'credential'], items: 2 } as Observation,
    ];

    const summary = await sync(observations);

    expect(summary).toMatchObject({ added: 2, changed: 0, removed: 0, gaps: 0, state: 'done' });
    expect(summary.listings).toEqual([
      { scopeKey, listing: users, complete: true, items: 2, removed: 0, gaps: 0 },
    ]);
    const joined = await db.many(
      Named,
      sql`select i.name from credential c
          join identity i on i.workspace_id = c.workspace_id and i.id = c.identity_id
          where c.workspace_id = ${workspaceId}`,
    );
    expect(joined).toEqual([{ name: 'ada' }]);
  });

  it('changes nothing when it is told the same twice', async () => {
    const observations = [scope, user('ada'), user('bob'), complete];
    await sync(observations, { at: daysAgo(1) });

    const again = await sync(observations);

    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2, removed: 0 });
    expect(await history()).toEqual([]);
  });

  it('keeps as history what a row was before it changed', async () => {
    await sync([scope, user('ada')], { at: daysAgo(3) });
    await sync([scope, user('ada', { status: 'disabled' })], { at: daysAgo(2) });

    const summary = await sync([scope, user('ada', { status: 'active' })], { at: daysAgo(1) });

    expect(summary.changed).toBe(1);
    expect(await history()).toEqual([
      `ada active change ${day(3)} ${day(2)}`,
      `ada disabled change ${day(2)} ${day(1)}`,
    ]);
  });

  it('removes into history what a complete listing no longer shows', async () => {
    await sync([scope, user('ada'), user('bob'), complete], { at: daysAgo(2) });

    const summary = await sync([scope, user('ada'), complete], { at: daysAgo(1) });

    expect(summary.removed).toBe(1);
    expect(await current()).toEqual(['ada']);
    expect(await history()).toEqual([`bob active removal ${day(2)} ${day(1)}`]);
  });

  it.each([
    ['was not read to its end', [scope, user('ada')]],
    ['had a gap', [scope, user('ada'), gap, complete]],
    [
      'told a row that could not be understood',
      [scope, user('ada'), { ...user('x'), value: { key: 'x' } } as Upsert, complete],
    ],
  ])('removes nothing when the listing %s', async (_, observations) => {
    await sync([scope, user('ada'), user('bob'), complete], { at: daysAgo(2) });

    const summary = await sync(observations);

    expect(summary.removed).toBe(0);
    expect(summary.listings[0]?.complete).toBe(false);
    expect(await current()).toEqual(['ada', 'bob']);
  });

  it('removes nothing of another listing, scope, connection or workspace', async () => {
    const other: Observation = {
      type: 'scope',
      scope: { key: '456', kind: 'account', name: 'Other', provider: 'test' },
    };
    await sync(
      [
        scope,
        other,
        upsert('identity', anIdentity({ key: 'role', name: 'role' }), { listing: 'test.roles' }),
        upsert('identity', anIdentity({ key: 'there', name: 'there' }), { scopeKey: '456' }),
      ],
      { at: daysAgo(1) },
    );
    await sync([scope, user('live')], {
      at: daysAgo(1),
      connection: { connectorId: 'test', kind: 'live', name: 'live' },
    });

    const summary = await sync([scope, { ...complete, items: 0 }]);

    expect(summary.removed).toBe(0);
    expect(await current()).toEqual(['live', 'role', 'there']);
  });

  it('keeps what lies below a place that it could not see, and removes the rest', async () => {
    const placed = (name: string, locator: string) =>
      upsert(
        'credential',
        aCredential({
          key: name,
          name,
          identityKey: `${name}-holder`,
          place: { kind: 'file', locator },
        }),
      );
    const holders = ['seen', 'hidden'].map((name) => user(`${name}-holder`));
    await sync([scope, placed('seen', '/home/a/x'), placed('hidden', '/home/b/x'), ...holders], {
      at: daysAgo(1),
    });

    const summary = await sync([
      scope,
      { ...gap, place: { kind: 'file', locator: '/home/b/dir' } },
      { ...complete, nouns: ['identity', 'credential'], items: 0, exceptBelow: ['/home/b'] },
    ] as Observation[]);

    expect(await current('credential')).toEqual(['hidden']);
    expect(await current('identity')).toEqual(['hidden-holder']);
    expect(summary.listings[0]?.complete).toBe(false);
  });

  it('brings back nothing that something newer removed', async () => {
    await sync([scope, user('ada'), user('bob'), complete], { at: daysAgo(3) });
    await sync([scope, user('ada'), complete], { at: daysAgo(1) });

    const older = await sync([scope, user('ada'), user('bob'), user('eve'), complete], {
      at: daysAgo(2),
    });

    expect(older).toMatchObject({ added: 0, changed: 0, removed: 0, ignoredAsOlder: 3 });
    expect(await current()).toEqual(['ada']);
  });

  it('lets an older partial export neither undo nor resurrect, by row', async () => {
    await sync([scope, user('ada', { status: 'disabled' })], { at: daysAgo(1) });

    const older = await sync([scope, user('ada'), user('bob'), complete], { at: daysAgo(2) });

    expect(older).toMatchObject({ added: 1, changed: 0, removed: 0, ignoredAsOlder: 1 });
    expect(await current()).toEqual(['ada', 'bob']);
  });

  it('does not let an older export of another connection bring back what a newer one removed', async () => {
    const live = { connectorId: 'test', kind: 'live', name: 'live' } as const;
    await sync([scope, user('bob'), complete], { at: daysAgo(4), connection: live });
    await sync([scope, { ...complete, items: 0 }], { at: daysAgo(1), connection: live });

    const older = await sync([scope, user('bob'), complete], { at: daysAgo(2) });

    expect(older).toMatchObject({ added: 0, ignoredAsOlder: 1 });
    expect(await current()).toEqual([]);
  });

  it.each([
    ['in part', []],
    ['to its end', [complete]],
  ])('knows that what was told again, read %s, is newer than an older export', async (_, end) => {
    await sync([scope, user('ada'), complete], { at: daysAgo(3) });
    await sync([scope, user('ada'), ...end], { at: daysAgo(1) });
    const elsewhere = { scopeKey: '456', listing: 'test.others' };
    const older = [
      { ...scope, scope: { ...scope.scope, key: '456' } },
      upsert('identity', anIdentity({ key: 'ada', name: 'ada', status: 'disabled' }), elsewhere),
    ];

    const summary = await sync(older, { at: daysAgo(2) });

    expect(summary).toMatchObject({ changed: 0, ignoredAsOlder: 1 });
    expect(await history()).toEqual([]);
  });

  it('writes a row once when two first syncs of a connector tell of it at the same time', async () => {
    const telling = (name: string) =>
      sync([scope, user('ada'), user(name)], {
        connection: { connectorId: 'test', kind: 'import', name },
      });

    const both = await Promise.all([telling('bob'), telling('eve')]);

    expect(both.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await current()).toEqual(['ada', 'bob', 'eve']);
  });

  it('leaves nothing of its own in the store, whether it ends well or fails', async () => {
    const failing = async function* () {
      yield* [scope, user('ada')];
      throw new Error('the source broke');
    };
    await sync([scope, user('ada')]);
    await sync(failing()).catch(() => {});

    const left = await db.many(
      z.object({ name: z.string() }),
      sql`select relname as name from pg_class where relname like 'sighted%'`,
    );

    expect(left).toEqual([]);
  });

  it('remembers when a thing that came back was first seen', async () => {
    await sync([scope, user('ada'), complete], { at: daysAgo(3) });
    await sync([scope, { ...complete, items: 0 }], { at: daysAgo(2) });

    await sync([scope, user('ada'), complete], { at: daysAgo(1) });

    const Row = z.object({ first_seen_at: z.date(), valid_from: z.date() });
    const row = await db.one(
      Row,
      sql`select first_seen_at, valid_from from identity where workspace_id = ${workspaceId}`,
    );
    expect(row.first_seen_at.toISOString()).toBe(daysAgo(3));
    expect(row.valid_from.toISOString()).toBe(daysAgo(1));
  });

  it('lets a source that enriches add facts without taking the row over', async () => {
    const report = { listing: 'test.report', enriches: true };
    await sync([scope, user('ada'), complete], { at: daysAgo(3) });

    const enriched = await sync(
      [
        scope,
        upsert('identity', anIdentity({ key: 'ada', name: 'ada', tags: { team: 'core' } }), report),
        { ...complete, listing: 'test.report' },
      ],
      { at: daysAgo(2) },
    );
    const gone = await sync([scope, { ...complete, items: 0 }], { at: daysAgo(1) });

    expect(enriched).toMatchObject({ changed: 1, removed: 0 });
    expect(gone.removed).toBe(1);
  });

  it('lets what is provisional fill in what is not known, and replace nothing that is', async () => {
    const told = (name: string, provisional: readonly string[]): Upsert => ({
      ...upsert('identity', anIdentity({ key: 'ada', name })),
      provisional,
    });

    await sync([scope, told('an id', ['name'])], { at: daysAgo(3) });
    const first = await current();
    await sync([scope, told('ada', [])], { at: daysAgo(2) });
    const again = await sync([scope, told('an id', ['name'])], { at: daysAgo(1) });

    expect(first).toEqual(['an id']);
    expect(await current()).toEqual(['ada']);
    expect(again).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('counts no change when two listings tell different things of one row, the same twice', async () => {
    const filler = Array.from({ length: 6_000 }, (_, index) => user(`filler-${index}`));
    const observations = [
      scope,
      user('ada', { name: 'first' }),
      ...filler,
      upsert('identity', anIdentity({ key: 'ada', name: 'second' }), { listing: 'test.other' }),
    ];
    await sync(observations, { at: daysAgo(2) });

    const again = await sync(observations, { at: daysAgo(1) });

    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 6_001 });
    expect(await history()).toEqual([]);
  });

  it('reads a folder with everything below it, whichever folder was read before', async () => {
    const folder = (key: string): Observation => ({
      type: 'scope',
      scope: { key, kind: 'host-folder', name: key, provider: 'host' },
    });
    const found = (key: string, locator: string) =>
      upsert(
        'exposure',
        anExposure({ key: locator, title: locator, place: { kind: 'file', locator } }),
        { scopeKey: key },
      );
    const read = (key: string): Observation =>
      ({ ...complete, scopeKey: key, nouns: ['exposure'], items: 0 }) as Observation;
    await sync(
      [
        folder('/w/inner'),
        found('/w/inner', '/w/inner/a'),
        found('/w/inner', '/w/inner/b'),
        read('/w/inner'),
      ],
      { at: daysAgo(3) },
    );
    const outer = await sync(
      [folder('/w'), found('/w', '/w/inner/b'), found('/w', '/w/c'), read('/w')],
      { at: daysAgo(2) },
    );

    const inner = await sync([folder('/w/inner'), read('/w/inner')], { at: daysAgo(1) });

    expect(outer.removed).toBe(1);
    expect(inner.removed).toBe(1);
    const left = await db.many(
      z.object({ locator: z.string() }),
      sql`select locator from exposure where workspace_id = ${workspaceId}`,
    );
    expect(left).toEqual([{ locator: '/w/c' }]);
  });

  it('writes gaps as the coverage of the last pass only', async () => {
    await sync([scope, user('ada'), gap], { at: daysAgo(2) });
    const Gaps = z.object({ count: z.int() });
    const count = () =>
      db.one(Gaps, sql`select count(*)::int as count from gap where workspace_id = ${workspaceId}`);
    const before = await count();

    await sync([scope, user('ada'), complete], { at: daysAgo(1) });

    expect(before.count).toBe(1);
    expect((await count()).count).toBe(0);
  });

  it('keeps what was read when the source fails, says so, and removes nothing', async () => {
    await sync([scope, user('bob'), complete], { at: daysAgo(1) });
    async function* failing() {
      yield* [scope, user('ada'), complete];
      throw new Error('connection reset');
    }

    await expect(sync(failing())).rejects.toThrow('connection reset');

    expect(await current()).toEqual(['ada', 'bob']);
    const States = z.object({ state: z.string() });
    const states = await db.many(
      States,
      sql`select state from sync where workspace_id = ${workspaceId} order by observed_at`,
    );
    expect(states.map(({ state }) => state)).toEqual(['done', 'failed']);
  });

  it('ends as cancelled, with what was read, when it is told to', async () => {
    const stop = new AbortController();
    async function* endless() {
      yield scope;
      for (let index = 0; ; index += 1) {
        if (index === 3) stop.abort();
        yield user(`user-${index}`);
      }
    }

    const summary = await sync(endless(), { signal: stop.signal });

    expect(summary).toMatchObject({ state: 'cancelled', added: 3 });
  });

  it('does not run beside another sync of the same connection', async () => {
    const { connectionId } = await sync([scope]);

    const second = db.transaction(async (tx) => {
      await lockConnection(tx, workspaceId, connectionId as never);
      await sync([scope, user('ada')], { waitMs: 0 });
    });

    await expect(second).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });

  it('is marked as failed when its process is gone, and only then', async () => {
    const { connectionId, syncId } = await sync([scope]);
    await db.run(sql`update sync set state = 'running' where id = ${syncId}`);
    const whileHeld = await db.transaction(async (tx) => {
      await lockConnection(tx, workspaceId, connectionId as never);
      return failAbandonedSyncs(db, now);
    });

    const afterwards = await failAbandonedSyncs(db, now);

    expect([whileHeld, afterwards]).toEqual([0, 1]);
  });

  it('holds text that PostgreSQL cannot, and does not call it changed the next time', async () => {
    const odd = [scope, user('ada', { description: 'a\0b \uD800', tags: { 'k\0': 'v' } })];
    await sync(odd, { at: daysAgo(1) });

    const again = await sync(odd);

    expect(again).toMatchObject({ changed: 0, unchanged: 1 });
  });
});
