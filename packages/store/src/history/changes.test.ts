import { type Noun, seen, type Things, type WorkspaceId } from '@nonhuman/model';
import { aCredential, anIdentity, now } from '@nonhuman/model/testing';
import { thingId } from '@nonhuman/runtime';
import { describe, expect, it } from 'vitest';
import { sql } from '../db.ts';
import { writeFindings } from '../findings/write-findings.ts';
import { ensureConnection, saveScope } from '../inventory/connections.ts';
import { nounTables } from '../inventory/noun-tables.ts';
import { closeVersions } from '../inventory/thing-rows.ts';
import { testDb } from '../testing/index.ts';
import { ensureWorkspace } from '../workspaces/workspaces.ts';
import { countDifferences, differencesShown, pageDifferences, type Window } from './changes.ts';
import { pageFindingsAt, readFindingsOfAt } from './findings-at.ts';

const db = await testDb();
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

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

const idIn = ({ workspaceId }: Place, noun: Noun, key: string) =>
  thingId({ workspaceId, connectorId: 'test', noun, key });

/** Writes a row as a sync at that moment would. */
async function put<N extends Noun>(
  place: Place,
  of: { readonly noun: N; readonly value: Things[N]; readonly at: Date },
): Promise<void> {
  const { workspaceId, connectionId, scopeId } = place;
  const { noun, value, at } = of;
  const table = nounTables[noun];
  const id = idIn(place, noun, value.key);
  await closeVersions(db, { workspaceId, noun }, { ids: [id], endedAt: at });
  await db.run(
    sql`delete from ${sql.identifier(table.name)} where workspace_id = ${workspaceId} and id = ${id}`,
  );
  const own = {
    workspace_id: workspaceId,
    id,
    connection_id: connectionId,
    scope_id: scopeId,
    listing: 'test.all',
    sync_id: 'syn_test',
    key: value.key,
    observed_at: at,
    first_seen_at: at,
    valid_from: at,
    facts: value,
  };
  const cells = table.cells(value, (other, key) => idIn(place, other, key));
  await db.copyIn(
    table.name,
    [...Object.keys(own), ...table.columns],
    [[...Object.values(own), ...cells]],
  );
}

/** Ends a row as a complete listing without it would. */
async function take(place: Place, noun: Noun, key: string, at: Date): Promise<void> {
  const { workspaceId } = place;
  const id = idIn(place, noun, key);
  await closeVersions(db, { workspaceId, noun }, { ids: [id], endedAt: at });
  await db.run(sql`update thing_version set ended_by = 'removal'
    where workspace_id = ${workspaceId} and id = ${id} and valid_to = ${at}`);
  const table = sql.identifier(nounTables[noun].name);
  await db.run(sql`delete from ${table} where workspace_id = ${workspaceId} and id = ${id}`);
}

async function risk(place: Place, key: string, value: number): Promise<void> {
  await db.run(sql`insert into identity_posture (workspace_id, identity_id, risk)
    values (${place.workspaceId}, ${idIn(place, 'identity', key)}, ${value})`);
}

const identity = (key: string, more: Partial<Things['identity']> = {}) =>
  anIdentity({ key, name: key, ...more });
const credential = (key: string, holder: string, more: Partial<Things['credential']> = {}) =>
  aCredential({ key, name: key, identityKey: holder, ...more });

async function changesOf(place: Place, window: Partial<Window> = {}) {
  const asked = { since: minutes(0), until: null, withUse: false, ...window };
  const page = await pageDifferences(db, place.workspaceId, {
    window: asked,
    after: null,
    limit: 50,
  });
  return page.rows.map((row) => ({
    name: row.identity?.name ?? null,
    things: row.things.map(({ noun, change }) => `${noun} ${change}`).toSorted(),
    findings: row.findings.map(({ change }) => change),
  }));
}

describe('what is different between two moments', () => {
  it('tells what appeared, changed and went, by identity', async () => {
    const place = await aPlace('net');
    await put(place, { noun: 'identity', value: identity('stays'), at: minutes(-10) });
    await put(place, { noun: 'identity', value: identity('alters'), at: minutes(-10) });
    await put(place, { noun: 'identity', value: identity('goes'), at: minutes(-10) });
    await put(place, { noun: 'credential', value: credential('key', 'goes'), at: minutes(-10) });
    await put(place, {
      noun: 'identity',
      value: identity('alters', { access: 'admin' }),
      at: minutes(5),
    });
    await put(place, { noun: 'identity', value: identity('comes'), at: minutes(5) });
    await take(place, 'identity', 'goes', minutes(5));
    await take(place, 'credential', 'key', minutes(5));

    const changes = await changesOf(place);

    expect(changes.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))).toEqual([
      { name: 'alters', things: ['identity changed'], findings: [] },
      { name: 'comes', things: ['identity appeared'], findings: [] },
      { name: 'goes', things: ['credential gone', 'identity gone'], findings: [] },
    ]);
    expect(
      await countDifferences(db, place.workspaceId, {
        since: minutes(0),
        until: null,
        withUse: false,
      }),
    ).toEqual({ appeared: 1, changed: 1, gone: 2, access: 0, opened: 0, resolved: 0 });
  });

  it('takes a change at the first moment for an earlier one, and at the last for its own', async () => {
    const place = await aPlace('boundary');
    await put(place, { noun: 'identity', value: identity('a'), at: minutes(0) });
    await put(place, {
      noun: 'identity',
      value: identity('a', { access: 'admin' }),
      at: minutes(10),
    });

    const seenWithin = async (since: number, until: number | null) =>
      (
        await changesOf(place, {
          since: minutes(since),
          until: until === null ? null : minutes(until),
        })
      ).flatMap(({ things }) => things);

    expect(await seenWithin(0, 9)).toEqual([]);
    expect(await seenWithin(0, 10)).toEqual(['identity changed']);
    expect(await seenWithin(10, null)).toEqual([]);
    expect(await seenWithin(-1, 0)).toEqual(['identity appeared']);
    expect(await seenWithin(-1, 10)).toEqual(['identity appeared']);
  });

  it('leaves out what came and went, and what was changed and changed back', async () => {
    const place = await aPlace('back');
    await put(place, { noun: 'identity', value: identity('same'), at: minutes(-10) });
    await put(place, {
      noun: 'identity',
      value: identity('same', { access: 'admin' }),
      at: minutes(1),
    });
    await put(place, { noun: 'identity', value: identity('same'), at: minutes(2) });
    await put(place, { noun: 'identity', value: identity('passing'), at: minutes(1) });
    await take(place, 'identity', 'passing', minutes(2));

    expect(await changesOf(place)).toEqual([]);
  });

  it('takes a new last use for a change only when asked', async () => {
    const place = await aPlace('use');
    await put(place, { noun: 'identity', value: identity('used'), at: minutes(-10) });
    const later = identity('used', { lastUsedAt: seen(minutes(1).toISOString()) });
    await put(place, { noun: 'identity', value: later, at: minutes(1) });

    expect(await changesOf(place)).toEqual([]);
    expect(await changesOf(place, { withUse: true })).toMatchObject([{ name: 'used' }]);
  });

  it('leads with the greatest risk, newly opened findings before all, and pages on', async () => {
    const place = await aPlace('order');
    for (const [key, value] of [
      ['low', 10],
      ['high', 90],
      ['found', 5],
    ] as const) {
      await put(place, { noun: 'identity', value: identity(key), at: minutes(1) });
      await risk(place, key, value);
    }
    await put(place, {
      noun: 'credential',
      value: { ...credential('lone', 'x'), identityKey: null },
      at: minutes(1),
    });
    await open(place, { finding: 'fnd_order', key: 'found', at: minutes(1) });

    const window = { since: minutes(0), until: null, withUse: false };
    const names: (string | null)[] = [];
    let after = null;
    do {
      const page = await pageDifferences(db, place.workspaceId, { window, after, limit: 1 });
      names.push(...page.rows.map((row) => row.identity?.name ?? null));
      after = page.next;
    } while (after !== null);

    expect(names).toEqual(['found', 'high', 'low', null]);
  });

  it('tells a bounded number of rows of one identity, and counts the others', async () => {
    const place = await aPlace('many');
    for (let index = 0; index < differencesShown + 3; index += 1) {
      await put(place, {
        noun: 'credential',
        value: credential(`k${index}`, 'holder'),
        at: minutes(1),
      });
    }
    await put(place, { noun: 'identity', value: identity('holder'), at: minutes(1) });

    const window = { since: minutes(0), until: null, withUse: false };
    const [group] = (
      await pageDifferences(db, place.workspaceId, { window, after: null, limit: 5 })
    ).rows;

    expect(group?.things).toHaveLength(differencesShown);
    expect(group?.things[0]?.noun).toBe('identity');
    expect(group?.thingCount).toBe(differencesShown + 4);
  });

  it('sees nothing of another workspace', async () => {
    const mine = await aPlace('mine');
    const theirs = await aPlace('theirs');
    await put(theirs, { noun: 'identity', value: identity('secret'), at: minutes(1) });

    expect(await changesOf(mine)).toEqual([]);
  });
});

const aFinding = (place: Place, id: string, key: string) => ({
  id,
  checkId: 'credential-too-old',
  subjectType: 'identity' as const,
  subjectId: idIn(place, 'identity', key),
  identityId: idIn(place, 'identity', key),
  severity: 'high' as const,
  state: 'open' as const,
  undecided: false,
  because: 'it is old',
  evidence: {},
});

async function open(place: Place, of: { finding: string; key: string; at: Date }): Promise<void> {
  const added = [aFinding(place, of.finding, of.key)];
  await writeFindings(db, place.workspaceId, { added, changed: [], events: [], at: of.at });
}

describe('findings as of a moment', () => {
  const lived = async (name: string) => {
    const place = await aPlace(name);
    await put(place, { noun: 'identity', value: identity('owner'), at: minutes(-10) });
    await open(place, { finding: `fnd_${name}`, key: 'owner', at: minutes(10) });
    const row = aFinding(place, `fnd_${name}`, 'owner');
    const step = (
      at: number,
      kind: 'accepted' | 'resolved' | 'reopened' | 'severity-changed',
      more: {
        state?: 'open' | 'accepted' | 'resolved';
        severity?: 'high' | 'low';
        details?: object;
      },
    ) =>
      writeFindings(db, place.workspaceId, {
        added: [],
        changed: [{ ...row, state: more.state ?? 'open', severity: more.severity ?? 'high' }],
        events: [{ findingId: row.id, kind, actor: 'test', details: { ...more.details } }],
        at: minutes(at),
      });
    return { place, step };
  };
  const statesAt = async (place: Place, at: number) => {
    const request = {
      filter: { state: ['open', 'accepted', 'resolved'] as const },
      sort: 'severity' as const,
      order: 'desc' as const,
      after: null,
      limit: 10,
      at: minutes(at),
    };
    const { rows } = await pageFindingsAt(db, place.workspaceId, request);
    return rows.map(({ state, severity }) => `${state} ${severity}`);
  };

  it('have the state of then, from the very moment of each change on', async () => {
    const { place, step } = await lived('states');
    await step(20, 'accepted', {
      state: 'accepted',
      details: { until: minutes(500).toISOString() },
    });
    await step(30, 'resolved', { state: 'resolved' });
    await step(40, 'reopened', {});

    const at = async (minute: number) => (await statesAt(place, minute))[0] ?? null;

    expect(await at(9)).toBeNull();
    expect(await at(10)).toBe('open high');
    expect(await at(19)).toBe('open high');
    expect(await at(20)).toBe('accepted high');
    expect(await at(29)).toBe('accepted high');
    expect(await at(30)).toBe('resolved high');
    expect(await at(39)).toBe('resolved high');
    expect(await at(40)).toBe('open high');
  });

  it('have the severity of then', async () => {
    const { place, step } = await lived('severities');
    await step(20, 'severity-changed', { severity: 'low', details: { from: 'high', to: 'low' } });

    expect(await statesAt(place, 19)).toEqual(['open high']);
    expect(await statesAt(place, 20)).toEqual(['open low']);
  });

  it('have the severity from before they were reopened with another', async () => {
    const { place, step } = await lived('reopened');
    await step(20, 'resolved', { state: 'resolved' });
    await step(30, 'reopened', { severity: 'low', details: { severity: 'low', from: 'high' } });

    expect(await statesAt(place, 20)).toEqual(['resolved high']);
    expect(await statesAt(place, 30)).toEqual(['open low']);
  });

  it('are filtered by what they were, not by what they are', async () => {
    const { place, step } = await lived('filters');
    await step(20, 'resolved', { state: 'resolved' });
    const openAt = async (minute: number) => {
      const request = {
        filter: {},
        sort: 'severity',
        order: 'desc',
        after: null,
        limit: 10,
      } as const;
      return (await pageFindingsAt(db, place.workspaceId, { ...request, at: minutes(minute) })).rows
        .length;
    };

    expect(await openAt(19)).toBe(1);
    expect(await openAt(20)).toBe(0);
  });

  it('keep the name of an identity that is gone, as it was then', async () => {
    const { place } = await lived('names');
    const renamed = identity('owner', { name: 'renamed' });
    await put(place, { noun: 'identity', value: renamed, at: minutes(15) });
    await take(place, 'identity', 'owner', minutes(20));
    const nameAt = async (minute: number) => {
      const request = {
        filter: {},
        sort: 'firstSeen',
        order: 'desc',
        after: null,
        limit: 10,
      } as const;
      const { rows } = await pageFindingsAt(db, place.workspaceId, {
        ...request,
        at: minutes(minute),
      });
      return rows[0]?.identity?.name;
    };

    expect(await nameAt(14)).toBe('owner');
    expect(await nameAt(15)).toBe('renamed');
  });

  it('of one identity leave out what was resolved', async () => {
    const { place, step } = await lived('one');
    await step(20, 'resolved', { state: 'resolved' });
    const identityId = idIn(place, 'identity', 'owner');
    const of = (minute: number) =>
      readFindingsOfAt(db, place.workspaceId, { identityId, at: minutes(minute), limit: 5 });

    expect(await of(15)).toHaveLength(1);
    expect(await of(25)).toHaveLength(0);
  });

  it('tell what opened, closed and was accepted between two moments, and nothing that came back', async () => {
    const { place, step } = await lived('window');
    await step(20, 'accepted', { state: 'accepted' });
    await step(30, 'resolved', { state: 'resolved' });
    await step(40, 'reopened', {});
    const between = async (since: number, until: number | null) =>
      (
        await changesOf(place, {
          since: minutes(since),
          until: until === null ? null : minutes(until),
        })
      ).flatMap(({ findings }) => findings);

    expect(await between(9, 10)).toEqual(['opened']);
    expect(await between(10, 20)).toEqual(['accepted']);
    expect(await between(20, 30)).toEqual(['resolved']);
    expect(await between(30, 40)).toEqual(['reopened']);
    expect(await between(10, 40)).toEqual([]);
    expect(await between(9, 35)).toEqual([]);
    expect(await between(9, null)).toEqual(['opened']);
  });
});
