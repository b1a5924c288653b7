import { type Noun, seen, type Things, unknown, type WorkspaceId } from '@nonhuman/model';
import { aCredential, anExposure, anIdentity, daysAgo, now } from '@nonhuman/model/testing';
import { thingId } from '@nonhuman/runtime';
import { describe, expect, it } from 'vitest';
import { sql } from '../db.ts';
import { ensureConnection, saveScope } from '../inventory/connections.ts';
import { nounTables } from '../inventory/noun-tables.ts';
import { closeVersions } from '../inventory/thing-rows.ts';
import { testDb } from '../testing/index.ts';
import { ensureWorkspace } from '../workspaces/workspaces.ts';
import { pageCredentials } from './credential-page.ts';
import { countIdentities } from './identity-cube.ts';
import { type IdentityOrder, type IdentityPageRequest, pageIdentities } from './identity-page.ts';

const db = await testDb();

interface Place {
  readonly workspaceId: WorkspaceId;
  readonly connectionId: string;
  readonly scopeId: string;
}

async function aPlace(name: string): Promise<Place> {
  const { id: workspaceId } = await ensureWorkspace(db, name, now);
  const connectionId = await ensureConnection(db, workspaceId, {
    connectorId: 'test',
    kind: 'import',
    name: 'test',
    now,
  });
  const scope = { key: 'acme', kind: 'account', name: 'Acme', provider: 'test' };
  const scopeId = await saveScope(db, workspaceId, { connectionId, scope, seenAt: now });
  return { workspaceId, connectionId, scopeId };
}

function idIn(workspaceId: WorkspaceId, noun: Noun, key: string): string {
  return thingId({ workspaceId, connectorId: 'test', noun, key });
}

/** Writes rows as a sync would; what was there before under the same key becomes its history. */
async function put<N extends Noun>(
  { workspaceId, connectionId, scopeId }: Place,
  of: { readonly noun: N; readonly values: readonly Things[N][]; readonly at?: Date },
): Promise<void> {
  const { noun, values, at = now } = of;
  const table = nounTables[noun];
  const ids = values.map(({ key }) => idIn(workspaceId, noun, key));
  await closeVersions(db, { workspaceId, noun }, { ids, endedAt: at });
  const old = sql.identifier(table.name);
  await db.run(
    sql`delete from ${old} where workspace_id = ${workspaceId} and id = any(${ids}::text[])`,
  );
  const idOf = (other: Noun, key: string) => idIn(workspaceId, other, key);
  await db.copyIn(
    table.name,
    [...ownColumns, ...table.columns],
    values.map((facts) => [
      workspaceId,
      idIn(workspaceId, noun, facts.key),
      connectionId,
      scopeId,
      'test.all',
      'syn_test',
      facts.key,
      at,
      at,
      at,
      facts,
      ...table.cells(facts, idOf),
    ]),
  );
  if (noun === 'identity')
    await db.run(
      sql`insert into identity_posture (workspace_id, identity_id)
          select ${workspaceId}, unnest(${ids}::text[]) on conflict do nothing`,
    );
}

const ownColumns = [
  'workspace_id',
  'id',
  'connection_id',
  'scope_id',
  'listing',
  'sync_id',
  'key',
  'observed_at',
  'first_seen_at',
  'valid_from',
  'facts',
];

const firstPage = (request: Partial<IdentityPageRequest> = {}): IdentityPageRequest => ({
  filter: {},
  sort: 'name',
  order: 'asc',
  at: null,
  limit: 50,
  after: null,
  ...request,
});

async function everyName(place: Place, request: Partial<IdentityPageRequest>): Promise<string[]> {
  const names: string[] = [];
  let after: IdentityPageRequest['after'] = null;
  do {
    const page = await pageIdentities(db, place.workspaceId, firstPage({ ...request, after }));
    names.push(...page.rows.map(({ name }) => name));
    after = page.next;
  } while (after !== null);
  return names;
}

const place = await aPlace('lists');
const other = await aPlace('another tenant');
const named = Array.from({ length: 25 }, (_, index) =>
  anIdentity({
    key: `identity ${index}`,
    name: `robot-${index % 10}`,
    kind: index % 5 === 0 ? 'agent' : 'bot',
    lastUsedAt:
      index % 4 === 0
        ? { state: 'never' }
        : index % 4 === 1
          ? unknown('not told')
          : seen(daysAgo(index)),
    createdAt: index % 6 === 0 ? unknown('not told') : seen(daysAgo(100 - index)),
  }),
);
await put(place, { noun: 'identity', values: named });
await put(other, { noun: 'identity', values: [anIdentity({ name: 'robot-of-others' })] });
await db.run(
  sql`update identity_posture p set risk = length(i.key) * 3, owner_basis = 'inferred', owner_name = 'ada',
        worst_severity = case when i.kind = 'agent' then 'high' end
      from identity i where p.workspace_id = ${place.workspaceId} and i.id = p.identity_id`,
);

describe('a list of identities', () => {
  it.each(
    (['risk', 'name', 'lastUsed', 'created'] as const).flatMap((sort: IdentityOrder) =>
      (['asc', 'desc'] as const).map((order) => [sort, order] as const),
    ),
  )('by %s %s shows every row once, whatever the size of its pages', async (sort, order) => {
    const whole = await everyName(place, { sort, order, limit: 100 });
    const inPieces = await everyName(place, { sort, order, limit: 4 });

    expect(whole).toHaveLength(25);
    expect(inPieces).toEqual(whole);
  });

  it('shows no row of another workspace', async () => {
    expect(await everyName(place, {})).not.toContain('robot-of-others');
    expect(await everyName(other, {})).toEqual(['robot-of-others']);
  });

  it.each([
    ['asc', 'never'],
    ['desc', 'seen'],
  ] as const)(
    'by last use %s begins with %s and ends with what nobody told',
    async (order, first) => {
      const { rows } = await pageIdentities(
        db,
        place.workspaceId,
        firstPage({ sort: 'lastUsed', order }),
      );

      expect(rows[0]?.lastUsedAt.state).toBe(first);
      expect(rows.at(-1)?.lastUsedAt.state).toBe('unknown');
    },
  );

  it.each([
    ['kind', { kind: ['agent'] }, 5],
    ['a kind that is not there', { kind: ['role'] }, 0],
    ['two filters at once', { kind: ['agent'], owner: ['inferred'] }, 5],
    ['severity at least', { severity: 'medium' }, 5],
    ['severity above', { severity: 'critical' }, 0],
    ['part of a name', { q: 'OBOT-3' }, 3],
    ['a wildcard taken literally', { q: 'robot%3' }, 0],
    ['the whole of an id', { q: idIn(place.workspaceId, 'identity', 'identity 7') }, 1],
  ] as const)('is narrowed by %s', async (_, filter, expected) => {
    const { rows } = await pageIdentities(db, place.workspaceId, firstPage({ filter }));
    const cells = await countIdentities(db, place.workspaceId, { filter: {}, at: null });

    expect(rows).toHaveLength(expected);
    expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(25);
  });

  it('cannot be made to run text as SQL', async () => {
    const { rows } = await pageIdentities(
      db,
      place.workspaceId,
      firstPage({ filter: { q: "'; drop table identity; --" } }),
    );

    expect(rows).toEqual([]);
    expect(await everyName(place, {})).toHaveLength(25);
  });
});

describe('the past', () => {
  it('is read as it was: before, between and after changes', async () => {
    const past = await aPlace('past');
    const told = (access: 'read' | 'admin') => anIdentity({ access });
    await put(past, { noun: 'identity', values: [told('read')], at: new Date(daysAgo(20)) });
    await put(past, { noun: 'identity', values: [told('admin')], at: new Date(daysAgo(10)) });

    const accessAt = async (at: Date | null) =>
      (await pageIdentities(db, past.workspaceId, firstPage({ at }))).rows.map(
        ({ access }) => access,
      );

    expect(await accessAt(new Date(daysAgo(21)))).toEqual([]);
    expect(await accessAt(new Date(daysAgo(20)))).toEqual(['read']);
    expect(await accessAt(new Date(daysAgo(15)))).toEqual(['read']);
    expect(await accessAt(new Date(daysAgo(10)))).toEqual(['admin']);
    expect(await accessAt(null)).toEqual(['admin']);
  });

  it('filters by what was told then', async () => {
    const past = await aPlace('filtered past');
    await put(past, {
      noun: 'identity',
      values: [anIdentity({ status: 'disabled' })],
      at: new Date(daysAgo(20)),
    });
    await put(past, { noun: 'identity', values: [anIdentity()], at: new Date(daysAgo(10)) });

    const { rows } = await pageIdentities(
      db,
      past.workspaceId,
      firstPage({ at: new Date(daysAgo(15)), filter: { status: ['disabled'] } }),
    );

    expect(rows).toHaveLength(1);
  });

  it('has the credentials of that day', async () => {
    const past = await aPlace('past credentials');
    await put(past, { noun: 'identity', values: [anIdentity()], at: new Date(daysAgo(30)) });
    await put(past, { noun: 'credential', values: [aCredential()], at: new Date(daysAgo(20)) });
    await put(past, {
      noun: 'credential',
      values: [aCredential({ status: 'revoked' })],
      at: new Date(daysAgo(10)),
    });
    const request = { filter: {}, sort: 'name', order: 'asc', limit: 10, after: null } as const;

    const page = await pageCredentials(db, past.workspaceId, {
      ...request,
      at: new Date(daysAgo(15)),
    });
    const owners = await pageIdentities(
      db,
      past.workspaceId,
      firstPage({ at: new Date(daysAgo(15)) }),
    );

    expect(page.rows).toMatchObject([{ status: 'active', identity: { name: 'builder' } }]);
    expect(owners.rows).toMatchObject([{ credentials: 1 }]);
  });
});

describe('exposures', () => {
  it('count once for an identity, through itself or its credential, and not in tools own files', async () => {
    const exposed = await aPlace('exposed');
    const identityKey = anIdentity().key;
    await put(exposed, {
      noun: 'identity',
      values: [anIdentity(), anIdentity({ key: 'clean', name: 'clean' })],
    });
    await put(exposed, { noun: 'credential', values: [aCredential()] });
    await put(exposed, {
      noun: 'exposure',
      values: [
        anExposure({ key: 'both', setting: 'source', identityKey }),
        anExposure({ key: 'own file', setting: 'tool-configuration' }),
      ],
    });

    const all = await pageIdentities(db, exposed.workspaceId, firstPage());
    const only = await pageIdentities(
      db,
      exposed.workspaceId,
      firstPage({ filter: { exposed: true } }),
    );
    const none = await pageIdentities(
      db,
      exposed.workspaceId,
      firstPage({ filter: { exposed: false } }),
    );

    expect(all.rows.map(({ name, exposures }) => [name, exposures])).toEqual([
      ['builder', 1],
      ['clean', 0],
    ]);
    expect(only.rows.map(({ name }) => name)).toEqual(['builder']);
    expect(none.rows.map(({ name }) => name)).toEqual(['clean']);
  });
});

describe('a list of credentials', () => {
  it.each(['created', 'expires', 'lastUsed', 'name'] as const)(
    'by %s shows every row once',
    async (sort) => {
      const many = await aPlace(`credentials by ${sort}`);
      const values = Array.from({ length: 13 }, (_, index) =>
        aCredential({
          key: `credential ${index}`,
          name: `token ${index % 3}`,
          expiresAt:
            index % 3 === 0
              ? { state: 'never' }
              : index % 3 === 1
                ? unknown('x')
                : seen(daysAgo(-index)),
        }),
      );
      await put(many, { noun: 'credential', values });

      const ids: string[] = [];
      let after: { value: string; id: string } | null = null;
      do {
        const request = { filter: {}, sort, order: 'asc', at: null, limit: 5, after } as const;
        const page: Awaited<ReturnType<typeof pageCredentials>> = await pageCredentials(
          db,
          many.workspaceId,
          request,
        );
        ids.push(...page.rows.map(({ id }) => id));
        after = page.next;
      } while (after !== null);

      expect(new Set(ids).size).toBe(13);
      expect(ids).toHaveLength(13);
    },
  );

  it('of what expires before a day leaves out what never does and what nobody told', async () => {
    const some = await aPlace('expiring');
    await put(some, {
      noun: 'credential',
      values: [
        aCredential({ key: 'soon', name: 'soon', expiresAt: seen(daysAgo(-5)) }),
        aCredential({ key: 'never', name: 'never', expiresAt: { state: 'never' } }),
        aCredential({ key: 'unknown', name: 'unknown', expiresAt: unknown('x') }),
      ],
    });

    const { rows } = await pageCredentials(db, some.workspaceId, {
      filter: { expiresBefore: new Date(daysAgo(-10)) },
      sort: 'expires',
      order: 'asc',
      at: null,
      limit: 10,
      after: null,
    });

    expect(rows.map(({ name }) => name)).toEqual(['soon']);
  });
});
