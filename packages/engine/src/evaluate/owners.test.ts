import {
  type Noun,
  never,
  type Observation,
  type Things,
  type Upsert,
  type WorkspaceId,
} from '@nonhuman/model';
import { anIdentity, daysAgo, now } from '@nonhuman/model/testing';
import { newId, silentLog } from '@nonhuman/runtime';
import {
  attestSubjects,
  ensureWorkspace,
  pageOwned,
  readOwner,
  sql,
  undoOwnershipChange,
  withdrawAttestations,
  writeSetting,
} from '@nonhuman/store';
import { testDb } from '@nonhuman/store/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ownershipSettingName } from '../ownership/settings.ts';
import { runSync } from '../sync/run-sync.ts';
import { evaluate } from './evaluate.ts';

const db = await testDb();
const scopeKey = 'acme';
let workspaceId: WorkspaceId;
let workspaces = 0;

beforeEach(async () => {
  workspaces += 1;
  workspaceId = (await ensureWorkspace(db, `owners ${workspaces}`, now)).id;
});

function upsert<N extends Noun>(noun: N, value: Things[N]): Upsert {
  return { type: 'upsert', noun, scopeKey, listing: 'test.all', value } as Upsert;
}

async function see(upserts: readonly Upsert[], at = now, connectorId = 'test') {
  async function* observations(): AsyncGenerator<Observation> {
    yield {
      type: 'scope',
      scope: { key: scopeKey, kind: 'account', name: 'Acme', provider: 'test' },
    };
    yield* upserts;
    const nouns = ['identity', 'person', 'team', 'ownership', 'delegation'] as const;
    yield { type: 'complete', scopeKey, listing: 'test.all', nouns, items: upserts.length };
  }
  await runSync(
    { db, workspaceId, now: () => at, log: silentLog },
    {
      connection: { connectorId, kind: 'import', name: connectorId },
      observedAt: at,
      observations: observations(),
    },
  );
}

const judge = (at = now) => evaluate({ db, workspaceId, now: () => at, log: silentLog });
const later = (days: number) => new Date(daysAgo(-days));

const person = (login: string, status: 'active' | 'left' = 'active') =>
  upsert('person', {
    key: login,
    provider: 'test',
    name: `${login} Example`,
    email: `${login}@acme.test`,
    status,
    leftAt: never,
  });
const owned = (name: string, owner: string | null) =>
  upsert(
    'identity',
    anIdentity({
      key: name,
      name,
      createdBy: never,
      tags: owner === null ? {} : { Owner: `${owner}@acme.test` },
    }),
  );

const Shown = z.object({
  id: z.string(),
  owner_name: z.string().nullable(),
  owner_basis: z.string(),
});

async function shown(key: string) {
  return db.one(
    Shown,
    sql`select i.id, p.owner_name, p.owner_basis from identity i
        join identity_posture p on p.workspace_id = i.workspace_id and p.identity_id = i.id
        where i.workspace_id = ${workspaceId} and i.key = ${key}`,
  );
}

async function attest(subjectIds: readonly string[], login: string) {
  const changeId = newId('och');
  await attestSubjects(db, workspaceId, {
    changeId,
    kind: 'attest',
    actor: 'eve',
    at: now,
    reason: 'asked',
    subjectIds,
    owner: { type: 'person', name: login, email: `${login}@acme.test` },
    until: null,
  });
  return changeId;
}

async function stateOf(checkId: string) {
  const rows = await db.many(
    z.object({ state: z.string() }),
    sql`select state from finding where workspace_id = ${workspaceId} and check_id = ${checkId}`,
  );
  return rows.map(({ state }) => state);
}

describe('owners of an evaluation', () => {
  it('are kept with how many identities each answers for', async () => {
    await see([person('ada'), owned('one', 'ada'), owned('two', 'ada'), owned('three', 'eve')]);

    await judge();

    const ada = await readOwner(db, workspaceId, 'person:ada@acme.test');
    const eve = await readOwner(db, workspaceId, 'person:eve@acme.test');
    expect(ada).toMatchObject({ status: 'active', known: true, identities: 2, attested: 0 });
    expect(eve).toMatchObject({ status: 'unknown', known: false, identities: 1 });
  });

  it('that nothing names any more are forgotten, and people who are told of are not', async () => {
    await see([person('ada'), owned('one', 'eve'), owned('two', 'ada')]);
    await judge();
    await see([person('ada'), owned('two', 'ada')], later(1));

    await judge(later(1));

    expect(await readOwner(db, workspaceId, 'person:eve@acme.test')).toBeNull();
    expect(await readOwner(db, workspaceId, 'person:ada@acme.test')).toMatchObject({
      identities: 1,
      candidateOf: 1,
    });
  });

  it('follow what people attest, and what they take back', async () => {
    await see([person('ada'), person('bob'), owned('one', 'ada')]);
    await judge();
    const { id } = await shown('one');

    const changeId = await attest([id], 'bob');
    await judge(later(1));
    const attested = await shown('one');
    await undoOwnershipChange(db, workspaceId, { changeId, actor: 'eve', at: later(1) });
    await judge(later(2));

    expect(attested).toMatchObject({ owner_name: 'bob Example', owner_basis: 'attested' });
    expect(await shown('one')).toMatchObject({
      owner_name: 'ada Example',
      owner_basis: 'inferred',
    });
  });

  it('are those of the same identity where another source tells of it', async () => {
    const arn = (name: string) => `arn:aws:iam::${'1'.repeat(12)}:role/${name}`;
    const role = (name: string, tags: Readonly<Record<string, string>>) =>
      upsert('identity', anIdentity({ key: arn(name), name, createdBy: never, tags }));
    await see([person('ada'), role('deploy', { Owner: 'ada@acme.test' })]);
    await see([role('deploy', {}), role('other', {})], now, 'terraform');

    await judge();

    const owners = await db.many(
      Shown.extend({ key: z.string(), connector: z.string() }),
      sql`select i.id, i.key, c.connector_id as connector, p.owner_name, p.owner_basis from identity i
          join connection c on c.id = i.connection_id
          join identity_posture p on p.workspace_id = i.workspace_id and p.identity_id = i.id
          where i.workspace_id = ${workspaceId} order by i.key, c.connector_id`,
    );
    expect(owners.map((row) => [row.key, row.connector, row.owner_name])).toEqual([
      [arn('deploy'), 'terraform', 'ada Example'],
      [arn('deploy'), 'test', 'ada Example'],
      [arn('other'), 'terraform', null],
    ]);
  });

  it('are looked for over links when the one who is told has left', async () => {
    const arn = `arn:aws:iam::${'1'.repeat(12)}:role/deploy`;
    const role = (login: string) =>
      upsert(
        'identity',
        anIdentity({ key: arn, createdBy: never, tags: { Owner: `${login}@acme.test` } }),
      );
    await see([person('ada'), person('bob', 'left'), role('bob')]);
    await see([role('ada')], now, 'terraform');

    await judge();

    const owners = await db.many(
      z.object({ owner_name: z.string().nullable() }),
      sql`select owner_name from identity_posture where workspace_id = ${workspaceId}`,
    );
    expect(owners.map((row) => row.owner_name)).toEqual(['ada Example', 'ada Example']);
  });

  it('bring back what a change replaced, when it is undone', async () => {
    await see([person('ada'), person('bob'), owned('one', null)]);
    await judge();
    const { id } = await shown('one');
    await attest([id], 'ada');
    const second = await attest([id], 'bob');

    await undoOwnershipChange(db, workspaceId, { changeId: second, actor: 'eve', at: now });
    await judge(later(1));

    expect(await shown('one')).toMatchObject({
      owner_name: 'ada Example',
      owner_basis: 'attested',
    });
  });

  it('do not bring back what somebody has attested otherwise since', async () => {
    await see([person('ada'), person('bob'), owned('one', null)]);
    await judge();
    const { id } = await shown('one');
    await attest([id], 'ada');
    const changeId = newId('och');
    await withdrawAttestations(db, workspaceId, {
      changeId,
      kind: 'withdraw',
      actor: 'eve',
      at: now,
      reason: 'wrong',
      subjectIds: [id],
    });
    await attest([id], 'bob');

    await undoOwnershipChange(db, workspaceId, { changeId, actor: 'eve', at: now });
    await judge(later(1));

    expect(await shown('one')).toMatchObject({
      owner_name: 'bob Example',
      owner_basis: 'attested',
    });
  });

  it('refuse to undo a change twice', async () => {
    await see([person('ada'), owned('one', null)]);
    await judge();
    const changeId = await attest([(await shown('one')).id], 'ada');
    const undo = () => undoOwnershipChange(db, workspaceId, { changeId, actor: 'eve', at: now });
    await undo();

    await expect(undo()).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });

  it('who have left open a finding, though the source of the tag tells no status', async () => {
    await see([person('ada', 'left'), owned('one', 'ada')]);

    await judge();

    expect(await stateOf('identity-owner-left')).toEqual(['open']);
  });

  it('come over from the workload that runs as an identity', async () => {
    await see([
      person('ada'),
      owned('account', null),
      owned('shop', 'ada'),
      upsert('delegation', {
        key: 'runs',
        provider: 'test',
        kind: 'runs-as',
        from: { type: 'identity', key: 'shop', name: 'shop' },
        to: { type: 'identity', key: 'account' },
        conditional: false,
      }),
    ]);

    await judge();

    expect(await shown('account')).toMatchObject({ owner_name: 'ada Example' });
  });

  it('come over from a workload that another source tells to run as the same identity', async () => {
    const arn = `arn:aws:iam::${'1'.repeat(12)}:role/deploy`;
    const role = upsert('identity', anIdentity({ key: arn, createdBy: never, tags: {} }));
    const uses = upsert('delegation', {
      key: 'uses',
      provider: 'test',
      kind: 'runs-as',
      from: { type: 'identity', key: 'shop', name: 'shop' },
      to: { type: 'identity', key: arn },
      conditional: false,
    });
    await see([person('ada'), role]);
    await see([role, owned('shop', 'ada'), uses], now, 'terraform');

    await judge();

    const owners = await db.many(
      z.object({ owner_name: z.string().nullable() }),
      sql`select p.owner_name from identity i
          join identity_posture p on p.workspace_id = i.workspace_id and p.identity_id = i.id
          where i.workspace_id = ${workspaceId} and i.key = ${arn}`,
    );
    expect(owners.map((row) => row.owner_name)).toEqual(['ada Example', 'ada Example']);
  });

  it('follow the conventions of the workspace', async () => {
    await writeSetting(db, workspaceId, {
      name: ownershipSettingName,
      value: { namingConventions: ['job-{team}-*'] },
    });
    await see([owned('job-nova-7', null)]);

    await judge();

    const { rows } = await pageOwned(db, workspaceId, {
      ownerKey: 'team:nova',
      foremostOnly: false,
      after: null,
      limit: 10,
    });
    expect(rows).toMatchObject([
      { name: 'job-nova-7', rank: 1, signals: ['naming'], confidence: 0.2 },
    ]);
  });

  it('write nothing again when nothing changed', async () => {
    await see([person('ada'), owned('one', 'ada')]);
    await judge();
    const written = () =>
      db.one(
        z.object({ xmin: z.string() }),
        sql`select xmin::text from identity_owner where workspace_id = ${workspaceId}`,
      );
    const before = await written();

    await judge(later(40));

    expect(await written()).toEqual(before);
  });
});
