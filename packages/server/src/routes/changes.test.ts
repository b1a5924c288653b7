import { routes } from '@nonhuman/api-contract';
import { checks } from '@nonhuman/checks';
import { seen } from '@nonhuman/model';
import { aCredential, anIdentity, daysAgo } from '@nonhuman/model/testing';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import { judgeAll } from '../operations/judge.ts';
import { readRuleFile } from '../rules/read-rule-file.ts';
import { testApp, told } from '../testing/index.ts';

const rule = readRuleFile(
  'own.yaml',
  `id: user-temporary-account
title: A temporary account is still there
severity: high
judges: identity
nextAction: Delete it, or give it a lasting name.
fails: { field: identity.name, like: 'tmp-*' }
because: 'it is called {identity.name}'
examples:
  fail: [{ name: a, identity: { name: tmp-1 } }]
  pass: [{ name: b, identity: { name: deploy } }]
`,
);
const db = await testDb();
const { ask, workings, pass } = await testApp(db, {
  workings: {
    checks: [...checks, ...rule.rules.map(({ check }) => check)],
    ruleProblems: [{ file: 'other.yaml', line: 3, message: 'It is wrong.' }],
  },
});
const dayMs = 86_400_000;

const builder = anIdentity();
const temporary = anIdentity({ key: 'test:temporary', name: 'tmp-7' });
const key = aCredential({ lastRotatedAt: seen(daysAgo(500)), createdAt: seen(daysAgo(500)) });
const before = { identity: [builder, temporary], credential: [key] };

const start = workings.now();
await told(workings, before, start);
await judgeAll(workings);
pass(3 * dayMs);
const later = workings.now();
const after = {
  identity: [anIdentity({ access: 'admin' })],
  credential: [{ ...key, lastRotatedAt: seen(later.toISOString()) }],
};
await told(workings, after, later);
await judgeAll(workings);
pass(dayMs);

async function findings(query: string) {
  const answer = await ask(`/v1/findings?${query}`);
  return routes.listFindings.success.schema.parse(await answer.json()).items;
}
async function changes(query: string) {
  const answer = await ask(`/v1/changes?${query}`);
  return routes.listChanges.success.schema.parse(await answer.json());
}
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

describe('GET /v1/changes', () => {
  it('tells what is different, with the fields and the findings, by identity', async () => {
    const { items, totals } = await changes('since=2d');

    expect(totals).toMatchObject({ changed: 2, gone: 1 });
    const ofBuilder = items.find(({ identity }) => identity?.name === 'builder');
    expect(ofBuilder?.things.map(({ thing }) => thing.noun)).toEqual(['identity', 'credential']);
    expect(ofBuilder?.things[0]).toMatchObject({
      change: 'changed',
      isAccess: true,
      fields: [{ field: 'access', before: 'read', after: 'admin' }],
    });
    expect(ofBuilder?.findings.map(({ checkId, change }) => [checkId, change])).toContainEqual([
      'credential-too-old',
      'resolved',
    ]);
    expect(items.map(({ identity }) => identity?.name)).toContain('tmp-7');
  });

  it('compares any two days', async () => {
    const until = dayOf(start);
    const { totals } = await changes(`since=${daysAgo(2).slice(0, 10)}&until=${until}`);

    expect(totals).toMatchObject({ appeared: 3, changed: 0, gone: 0 });
  });

  it('sees nothing where nothing happened', async () => {
    expect(await changes('since=12h')).toMatchObject({ items: [], nextCursor: null });
  });

  it('gives the same groups a page at a time', async () => {
    const whole = await changes('since=2d');
    const first = await changes('since=2d&limit=1');
    const second = await changes(`since=2d&limit=1&cursor=${first.nextCursor}`);

    expect([...first.items, ...second.items]).toEqual(whole.items);
  });

  it.each([
    'since=yesterday',
    'since=0d',
    '',
    'since=2030-01-01',
    'since=2026-02-01&until=2026-01-01',
  ])('refuses %s', async (query) => {
    expect((await ask(`/v1/changes?${query}`)).status).toBe(400);
  });
});

describe('GET /v1/findings?asOf', () => {
  it('tells what was open then, and not what is open now', async () => {
    const then = await findings(`asOf=${start.toISOString()}&check=credential-too-old`);
    const now = await findings('check=credential-too-old');

    expect(then).toMatchObject([{ state: 'open', identity: { name: 'builder' } }]);
    expect(now).toEqual([]);
  });

  it('tells from the very moment of its resolution on that it is resolved', async () => {
    const justBefore = new Date(later.getTime() - 1).toISOString();
    const query = 'check=credential-too-old&state=resolved';

    expect(await findings(`${query}&asOf=${justBefore}`)).toEqual([]);
    expect(await findings(`${query}&asOf=${later.toISOString()}`)).toMatchObject([
      { state: 'resolved', resolvedAt: later.toISOString() },
    ]);
  });

  it('shows them on the page of an identity of then', async () => {
    const [finding] = await findings(`asOf=${start.toISOString()}&check=credential-too-old`);
    const id = finding?.identity?.id ?? '';
    const answer = await ask(`/v1/identities/${id}?asOf=${start.toISOString()}`);
    const detail = routes.getIdentity.success.schema.parse(await answer.json());

    expect(detail.findings.map(({ checkId }) => checkId)).toContain('credential-too-old');
  });
});

describe('a rule of the user', () => {
  it('finds, is shown as theirs, and its finding goes with what it is about', async () => {
    const [then] = await findings(`asOf=${start.toISOString()}&check=user-temporary-account`);
    expect(then).toMatchObject({
      title: 'A temporary account is still there',
      because: 'it is called tmp-7',
      severity: 'high',
    });
    expect(await findings('check=user-temporary-account')).toEqual([]);
  });

  it('stands in the list of checks, and what is wrong with others beside it', async () => {
    const answer = await ask('/v1/checks');
    const { items, ruleProblems } = routes.listChecks.success.schema.parse(await answer.json());

    expect(items.find(({ id }) => id === 'user-temporary-account')?.isUserRule).toBe(true);
    expect(items.find(({ id }) => id === 'credential-too-old')?.isUserRule).toBe(false);
    expect(ruleProblems).toEqual([{ file: 'other.yaml', line: 3, message: 'It is wrong.' }]);
  });
});
