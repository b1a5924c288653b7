import { routes } from '@nonhuman/api-contract';
import { type Delegation, type Grant, type Identity, never, seen, unknown } from '@nonhuman/model';
import { aCredential, anExposure, anIdentity, daysAgo, now } from '@nonhuman/model/testing';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import { judgeAll } from '../operations/judge.ts';
import { testApp, told } from '../testing/index.ts';

const db = await testDb();
const { ask, workings } = await testApp(db);

const builder = anIdentity();
const agent: Identity = anIdentity({
  key: 'test:agent:helper',
  kind: 'agent',
  name: 'helper',
  lastUsedAt: never,
  createdAt: unknown('agents do not tell'),
});
const server = anIdentity({
  key: 'test:mcp:files',
  kind: 'application',
  name: 'files server',
  lastUsedAt: unknown('not told'),
});
const grant: Grant = {
  key: 'test:grant:1',
  provider: 'test',
  principal: { type: 'identity', key: builder.key, name: 'builder' },
  entitlementKey: 'test:role:admin',
  on: '*',
  via: null,
  conditional: false,
};
const delegation = (
  from: Identity,
  kind: Delegation['kind'],
  to: Delegation['to'],
): Delegation => ({
  key: `test:delegation:${from.key}:${kind}`,
  provider: 'test',
  kind,
  from: { type: 'identity', key: from.key, name: from.name },
  to,
  conditional: false,
});
const rows = {
  identity: [builder, agent, server],
  credential: [
    aCredential({
      createdAt: seen(daysAgo(500)),
      lastRotatedAt: seen(daysAgo(500)),
      publicId: 'PUBLIC1',
    }),
  ],
  entitlement: [
    {
      key: 'test:role:admin',
      provider: 'test',
      nativeType: 'test-role',
      name: 'Admin',
      access: 'admin' as const,
    },
  ],
  grant: [grant],
  delegation: [
    delegation(agent, 'launches', { type: 'identity', key: server.key }),
    delegation(agent, 'holds-credential', { type: 'credential', key: aCredential().key }),
    delegation(agent, 'assume-role', { type: 'identity', key: 'test:role:elsewhere' }),
  ],
  exposure: [
    anExposure({ setting: 'source', place: { kind: 'file', locator: '/srv/app/.env', line: 3 } }),
  ],
  ownership: [
    {
      key: 'test:ownership:1',
      provider: 'test',
      subject: { type: 'identity' as const, key: builder.key },
      owner: {
        type: 'person' as const,
        name: 'Ada',
        email: 'ada@example.com',
        status: 'active' as const,
      },
      basis: 'attested' as const,
      signal: 'tag',
      confidence: 1,
    },
  ],
};
await told(workings, rows, new Date(daysAgo(20)));
await told(
  workings,
  { ...rows, identity: [{ ...builder, access: 'admin' }, agent, server] },
  new Date(daysAgo(2)),
);
await judgeAll(workings);

async function get(path: string) {
  const answer = await ask(path);
  const body: unknown = await answer.json();
  expect(body).not.toHaveProperty('code');
  return body as Record<string, never>;
}

async function idOf(name: string): Promise<string> {
  const { items } = routes.listIdentities.success.schema.parse(
    await get(`/v1/identities?q=${encodeURIComponent(name)}`),
  );
  return items[0]?.id ?? '';
}

describe('the overview', () => {
  it('counts, says what matters with one thing to do, and what could not be seen', async () => {
    const overview = routes.getOverview.success.schema.parse(await get('/v1/overview'));

    expect(overview.totals).toMatchObject({
      identities: 3,
      credentials: 1,
      exposures: 1,
      agents: 1,
      withoutOwner: 2,
    });
    expect(overview.evaluatedAt).toBe(now.toISOString());
    expect(overview.whatMatters.length).toBeGreaterThan(0);
    expect(
      overview.whatMatters.every(({ nextAction, why }) => nextAction !== '' && why !== ''),
    ).toBe(true);
    expect(overview.unseen).toMatchObject({
      gaps: 1,
      listingsNotComplete: 1,
      top: [{ reason: 'not-permitted', needs: 'test:ListReferences', count: 1 }],
    });
    expect(overview.lastSyncs).toMatchObject([{ state: 'done', counts: { changed: 1 } }]);
  });

  it('counts open findings as the list has them', async () => {
    const overview = routes.getOverview.success.schema.parse(await get('/v1/overview'));
    const { items } = routes.listFindings.success.schema.parse(await get('/v1/findings?limit=200'));

    const sum = Object.values(overview.openFindingsBySeverity).reduce(
      (total, count) => total + count,
      0,
    );

    expect(overview.totals.openFindings).toBe(items.length);
    expect(sum).toBe(items.length);
  });
});

describe('an identity', () => {
  it('shows all that is known around it, with names', async () => {
    const detail = routes.getIdentity.success.schema.parse(
      await get(`/v1/identities/${await idOf('builder')}`),
    );

    expect(detail).toMatchObject({
      asOf: null,
      owner: { name: 'Ada', basis: 'attested' },
      grants: [{ entitlement: { name: 'Admin', access: 'admin' }, resource: null }],
      exposures: [{ value: { setting: 'source' } }],
      credentials: [{ value: { publicId: 'PUBLIC1' }, exposures: [{}] }],
      truncated: [],
    });
    expect(detail.delegations.to).toMatchObject([
      { from: { name: 'helper' }, value: { kind: 'holds-credential' } },
    ]);
    expect(detail.risk?.score).toBeGreaterThan(0);
    expect(detail.findings.length).toBeGreaterThan(0);
    expect(detail.coverage.map(({ state }) => state).toSorted()).toEqual(['complete', 'not-read']);
  });

  it('says of the end of a delegation that is not in the inventory that it has no id', async () => {
    const detail = routes.getIdentity.success.schema.parse(
      await get(`/v1/identities/${await idOf('helper')}`),
    );

    const outside = detail.delegations.from.find(({ value }) => value.kind === 'assume-role');

    expect(outside?.to).toEqual({ id: null, type: 'identity', name: 'test:role:elsewhere' });
  });

  it('can be read as it was', async () => {
    const id = await idOf('builder');

    const then = routes.getIdentity.success.schema.parse(
      await get(`/v1/identities/${id}?asOf=${daysAgo(10).slice(0, 10)}`),
    );
    const today = routes.getIdentity.success.schema.parse(await get(`/v1/identities/${id}`));

    expect([then.value.access, today.value.access]).toEqual(['read', 'admin']);
    expect(then).toMatchObject({ risk: null, findings: [], credentials: [{}], grants: [{}] });
  });

  it('that was not yet known then is not found', async () => {
    const answer = await ask(
      `/v1/identities/${await idOf('builder')}?asOf=${daysAgo(30).slice(0, 10)}`,
    );

    expect(answer.status).toBe(404);
  });

  it('tells its history, newest first, with what differs', async () => {
    const { items } = routes.getIdentityHistory.success.schema.parse(
      await get(`/v1/identities/${await idOf('builder')}/history`),
    );

    expect(items[0]).toMatchObject({
      change: 'changed',
      thing: { noun: 'identity', name: 'builder' },
      fields: [{ field: 'access', before: 'read', after: 'admin' }],
    });
    expect(items.filter(({ change }) => change === 'appeared').length).toBe(items.length - 1);
  });

  it('has a neighbourhood whose edges end at its nodes', async () => {
    const graph = routes.getIdentityGraph.success.schema.parse(
      await get(`/v1/identities/${await idOf('helper')}/graph?depth=2`),
    );

    const ids = new Set(graph.nodes.map(({ id }) => id));

    expect(graph.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
    expect(graph.edges.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'launches',
        'holds-credential',
        'assume-role',
        'has-credential',
        'exposed-in',
      ]),
    );
    expect(graph.nodes.find(({ kind }) => kind === 'not-read')).toMatchObject({
      noun: 'principal',
    });
    expect(graph.truncated).toBe(false);
  });
});

describe('facets', () => {
  it('count under the other filters, but not under their own', async () => {
    const facets = routes.getIdentityFacets.success.schema.parse(
      await get('/v1/identities/facets?kind=agent&owner=none'),
    );

    expect(facets.total).toBe(1);
    expect(facets.kind).toEqual([
      { key: 'agent', count: 1 },
      { key: 'application', count: 1 },
    ]);
    expect(facets.owner).toEqual([{ key: 'none', count: 1 }]);
    expect(facets.scope).toMatchObject([{ name: 'Acme', count: 1 }]);
  });

  it.each([
    '',
    'exposed=true',
    'q=help',
    `asOf=${daysAgo(10).slice(0, 10)}`,
    'severity=high',
    'provider=test,none',
  ])('agree with the list under %s', async (query) => {
    const facets = routes.getIdentityFacets.success.schema.parse(
      await get(`/v1/identities/facets?${query}`),
    );
    const { items } = routes.listIdentities.success.schema.parse(
      await get(`/v1/identities?${query}`),
    );

    expect(facets.total).toBe(items.length);
  });

  it('do not pretend to know the findings of the past', async () => {
    const answer = await ask('/v1/identities?severity=high&asOf=2026-06-01');

    expect(await answer.json()).toMatchObject({ code: 'REQUEST_INVALID' });
  });
});

describe('a finding', () => {
  it('comes with its check, what happened to it and how to fix it', async () => {
    const { items } = routes.listFindings.success.schema.parse(
      await get('/v1/findings?check=credential-too-old'),
    );
    const detail = routes.getFinding.success.schema.parse(
      await get(`/v1/findings/${items[0]?.id}`),
    );

    expect(detail).toMatchObject({
      subject: { type: 'credential', name: 'builder token' },
      identity: { name: 'builder' },
      events: [{ kind: 'opened', actor: expect.any(String) as string }],
      check: { id: 'credential-too-old', tally: { fail: 1 } },
      acceptance: null,
    });
    expect(detail.nextAction).not.toBe('');
    expect(detail.alsoOpen.map(({ id }) => id)).not.toContain(detail.id);
  });

  it('is found by its OWASP category', async () => {
    const all = routes.listFindings.success.schema.parse(await get('/v1/findings'));
    const some = routes.listFindings.success.schema.parse(await get('/v1/findings?owasp=NHI7'));
    const category = (controls: readonly string[]) => controls.includes('owasp-nhi-2025:NHI7');

    expect(some.items.map(({ id }) => id)).toEqual(
      all.items.filter(({ controls }) => category(controls)).map(({ id }) => id),
    );
  });

  it('is accepted with a reason and taken back', async () => {
    const { items } = routes.listFindings.success.schema.parse(
      await get('/v1/findings?check=credential-too-old'),
    );
    const path = `/v1/findings/${items[0]?.id}`;
    const body = { until: '2026-12-31', reason: 'legacy', riskOwner: 'grace' };

    const accepted = await ask(`${path}/accept`, { method: 'POST', body });
    const again = await ask(`${path}/reopen`, { method: 'POST', body: { reason: 'no longer' } });
    const late = await ask(`${path}/accept`, {
      method: 'POST',
      body: { ...body, until: '2026-06-14' },
    });

    expect(await accepted.json()).toMatchObject({
      state: 'accepted',
      acceptance: { until: '2026-12-31T23:59:59.999Z', reason: 'legacy', riskOwner: 'grace' },
    });
    expect(await again.json()).toMatchObject({ state: 'open', acceptance: null });
    expect(late.status).toBe(400);
  });

  it('is not accepted when another of the same request does not exist', async () => {
    const { items } = routes.listFindings.success.schema.parse(await get('/v1/findings?limit=1'));
    const findingIds = [items[0]?.id, `fnd_${'a'.repeat(26)}`];

    const answer = await ask('/v1/findings/bulk-accept', {
      method: 'POST',
      body: { findingIds, until: '2026-12-31', reason: 'legacy', riskOwner: 'grace' },
    });
    const { state } = routes.getFinding.success.schema.parse(
      await get(`/v1/findings/${items[0]?.id}`),
    );

    expect(answer.status).toBe(404);
    expect(state).toBe('open');
  });
});

describe('an agent', () => {
  it('comes with its tool servers, what it holds and what it may become', async () => {
    const { items } = routes.listAgents.success.schema.parse(await get('/v1/agents'));

    expect(items).toMatchObject([
      {
        identity: { name: 'helper' },
        tools: [{ server: { name: 'files server' } }],
        credentials: [{ name: 'builder token', identity: { name: 'builder' } }],
        ambient: [{ value: { kind: 'assume-role' } }],
      },
    ]);
  });
});

describe('other reads', () => {
  it('list credentials by what is told of their end', async () => {
    const { items } = routes.listCredentials.success.schema.parse(
      await get('/v1/credentials?expiry=seen&q=PUBLIC1'),
    );

    expect(items).toMatchObject([
      { name: 'builder token', exposures: 1, identity: { name: 'builder' } },
    ]);
    expect(items[0]?.openFindings).toBeGreaterThan(0);
  });

  it('find any row by its id', async () => {
    const { exposures } = routes.getIdentity.success.schema.parse(
      await get(`/v1/identities/${await idOf('builder')}`),
    );

    const thing = routes.getThing.success.schema.parse(await get(`/v1/things/${exposures[0]?.id}`));

    expect(thing).toMatchObject({
      noun: 'exposure',
      name: 'Test token',
      provider: 'test',
      goneAt: null,
    });
  });

  it.each([
    '/v1/checks',
    '/v1/checks/credential-too-old',
    '/v1/coverage',
    '/v1/sources',
    '/v1/syncs',
    '/v1/jobs',
    '/v1/version',
    '/v1/session',
    '/openapi.json',
  ])('answer what is declared: %s', async (path) => {
    const answer = await ask(path);

    expect(answer.status).toBe(200);
  });

  it.each([
    ['json', 'of=credentials'],
    ['csv', 'of=findings'],
    ['sarif', ''],
  ])('export %s', async (format, query) => {
    const answer = await ask(`/v1/exports/${format}?${query}`);
    const text = await answer.text();

    const document: unknown = format === 'csv' ? null : JSON.parse(text);

    expect(answer.status).toBe(200);
    expect(text).toContain(format === 'json' ? 'builder token' : 'credential-too-old');
    expect(document === null || typeof document === 'object').toBe(true);
  });
});
