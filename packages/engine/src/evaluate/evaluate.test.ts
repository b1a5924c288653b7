import { checks } from '@nonhuman/checks';
import {
  type Noun,
  never,
  type Observation,
  seen,
  type Things,
  type Upsert,
  unknown,
  type WorkspaceId,
} from '@nonhuman/model';
import { aCredential, anExposure, anIdentity, daysAgo, now } from '@nonhuman/model/testing';
import { silentLog } from '@nonhuman/runtime';
import {
  acceptFindings,
  ensureWorkspace,
  readFindingEvents,
  reopenFindings,
  sql,
} from '@nonhuman/store';
import { testDb } from '@nonhuman/store/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runSync } from '../sync/run-sync.ts';
import { evaluate } from './evaluate.ts';

const db = await testDb();
const scopeKey = 'acme';
const tooOld = 'credential-too-old';
let workspaceId: WorkspaceId;
let workspaces = 0;

beforeEach(async () => {
  workspaces += 1;
  workspaceId = (await ensureWorkspace(db, `evaluation ${workspaces}`, now)).id;
});

function upsert<N extends Noun>(noun: N, value: Things[N]): Upsert {
  return { type: 'upsert', noun, scopeKey, listing: 'test.all', value } as Upsert;
}

function told(upserts: readonly Upsert[], isComplete = true): Observation[] {
  const nouns = ['identity', 'credential', 'exposure', 'grant', 'delegation', 'ownership'] as const;
  const observations: Observation[] = [
    { type: 'scope', scope: { key: scopeKey, kind: 'account', name: 'Acme', provider: 'test' } },
    ...upserts,
  ];
  if (isComplete)
    observations.push({
      type: 'complete',
      scopeKey,
      listing: 'test.all',
      nouns,
      items: upserts.length,
    });
  return observations;
}

async function see(upserts: readonly Upsert[], { at = now, isComplete = true } = {}) {
  async function* observations() {
    yield* told(upserts, isComplete);
  }
  await runSync(
    { db, workspaceId, now: () => at, log: silentLog },
    {
      connection: { connectorId: 'test', kind: 'import', name: 'test' },
      observedAt: at,
      observations: observations(),
    },
  );
}

const judge = (at = now) => evaluate({ db, workspaceId, now: () => at, log: silentLog });
const old = (overrides: Partial<Things['credential']> = {}) =>
  upsert(
    'credential',
    aCredential({ createdAt: seen(daysAgo(400)), lastRotatedAt: seen(daysAgo(400)), ...overrides }),
  );
const holder = upsert('identity', anIdentity());
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

const Finding = z.object({
  id: z.string(),
  check_id: z.string(),
  state: z.string(),
  undecided: z.boolean(),
});

function findings(checkId: string) {
  return db.many(
    Finding,
    sql`select id, check_id, state, undecided from finding where workspace_id = ${workspaceId} and check_id = ${checkId} order by id`,
  );
}

async function events(findingId: string) {
  const rows = await readFindingEvents(db, workspaceId, findingId);
  return rows.map(({ kind }) => kind);
}

describe('evaluate', () => {
  it('opens a finding with its evidence, and says so in the counts of the identity', async () => {
    await see([holder, old()]);

    const summary = await judge();

    expect(summary.identities).toBe(1);
    expect(await findings(tooOld)).toMatchObject([{ state: 'open' }]);
    const [identity] = await db.many(
      z.object({ risk: z.number(), open_findings: z.number(), worst_severity: z.string() }),
      sql`select risk, open_findings, worst_severity from identity_posture where workspace_id = ${workspaceId}`,
    );
    expect(identity?.open_findings).toBeGreaterThan(0);
    expect(identity?.risk).toBeGreaterThan(0);
  });

  it('changes nothing when nothing changed', async () => {
    await see([holder, old()]);
    await judge();
    const before = await findings(tooOld);

    const summary = await judge();

    expect(summary).toMatchObject({ opened: 0, reopened: 0, resolved: 0 });
    expect(await findings(tooOld)).toEqual(before);
  });

  it('resolves what was mended and reopens it under the same id', async () => {
    await see([holder, old()]);
    await judge();
    await see([holder, upsert('credential', aCredential())], { at: later(1) });
    await judge(later(1));
    const resolved = await findings(tooOld);
    await see([holder, old()], { at: later(2) });
    await judge(later(2));

    const [finding] = await findings(tooOld);

    expect(resolved).toMatchObject([{ state: 'resolved' }]);
    expect(finding).toMatchObject({ id: resolved[0]?.id, state: 'open' });
    expect(await events(finding?.id ?? '')).toEqual(['opened', 'resolved', 'reopened']);
  });

  it('resolves what was said about a credential that is gone', async () => {
    await see([holder, old()]);
    await judge();
    await see([holder], { at: later(1) });

    await judge(later(1));

    expect(await findings(tooOld)).toMatchObject([{ state: 'resolved' }]);
  });

  it('does not resolve anything because a listing broke off', async () => {
    await see([holder, old()]);
    await judge();
    await see([holder], { at: later(1), isComplete: false });

    await judge(later(1));

    expect(await findings(tooOld)).toMatchObject([{ state: 'open' }]);
  });

  it('keeps an acceptance until its date, then opens the finding again', async () => {
    await see([holder, old()]);
    await judge();
    const [finding] = await findings(tooOld);
    const findingIds = [finding?.id ?? ''];
    await acceptFindings(db, workspaceId, {
      findingIds,
      acceptance: {
        until: later(10),
        reason: 'moves next week',
        riskOwner: 'platform',
        actor: 'cli',
      },
      at: now,
    });

    await judge(later(5));
    const during = await findings(tooOld);
    await judge(later(11));

    expect(during).toMatchObject([{ state: 'accepted' }]);
    expect(await findings(tooOld)).toMatchObject([{ state: 'open' }]);
    expect(await events(findingIds[0] ?? '')).toEqual(['opened', 'accepted', 'acceptance-ended']);
  });

  it('takes an accepted finding out of the open ones, and back', async () => {
    await see([holder, old()]);
    await judge();
    const findingIds = (await findings(tooOld)).map(({ id }) => id);
    const open = async () =>
      (
        await db.one(
          z.object({ open_findings: z.number() }),
          sql`select open_findings from identity_posture where workspace_id = ${workspaceId}`,
        )
      ).open_findings;
    const before = await open();

    await acceptFindings(db, workspaceId, {
      findingIds,
      acceptance: { until: later(10), reason: 'known', riskOwner: 'platform', actor: 'cli' },
      at: now,
    });
    const accepted = await open();
    await judge();
    const judged = await open();
    await reopenFindings(db, workspaceId, {
      findingIds,
      reason: 'not any more',
      actor: 'cli',
      at: now,
    });

    expect([accepted, judged, await open()]).toEqual([before - 1, before - 1, before]);
  });

  it('refuses to accept what is resolved or unknown, and then changes nothing', async () => {
    await see([holder, old()]);
    await judge();
    const [finding] = await findings(tooOld);
    const acceptance = { until: later(1), reason: 'x', riskOwner: 'y', actor: 'cli' };

    await expect(
      acceptFindings(db, workspaceId, {
        findingIds: [finding?.id ?? '', 'fnd_none'],
        acceptance,
        at: now,
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });

    expect(await findings(tooOld)).toMatchObject([{ state: 'open' }]);
  });

  it('counts what could not be told, and why', async () => {
    await see([
      holder,
      upsert(
        'credential',
        aCredential({ createdAt: unknown('not told'), lastRotatedAt: unknown('not told') }),
      ),
    ]);

    await judge();

    const rows = await db.many(
      z.object({ because: z.string(), subjects: z.number() }),
      sql`select because, subjects from check_tally where workspace_id = ${workspaceId} and check_id = ${tooOld} and outcome = 'unknown'`,
    );
    expect(rows).toMatchObject([{ subjects: 1 }]);
    expect(rows[0]?.because).not.toBe('');
    expect(await findings(tooOld)).toEqual([]);
  });

  it('judges credentials and exposures that belong to nobody', async () => {
    await see([
      old({ identityKey: null, key: 'orphan', expiresAt: never }),
      upsert(
        'exposure',
        anExposure({
          credentialKey: null,
          setting: 'source',
          place: { kind: 'file', locator: '/app/a.ts', tracked: true },
        }),
      ),
    ]);

    await judge();

    expect(await findings(tooOld)).toMatchObject([{ state: 'open' }]);
    const exposed = await db.many(
      z.object({ check_id: z.string() }),
      sql`select check_id from finding where workspace_id = ${workspaceId} and subject_type = 'exposure'`,
    );
    expect(exposed.length).toBeGreaterThan(0);
  });

  it('runs every check', async () => {
    await see([holder, old(), upsert('exposure', anExposure())]);
    await judge();

    const rows = await db.many(
      z.object({ check_id: z.string() }),
      sql`select distinct check_id from check_tally where workspace_id = ${workspaceId}`,
    );

    expect(rows.map(({ check_id: id }) => id).sort()).toEqual(checks.map(({ id }) => id).sort());
  });
});
