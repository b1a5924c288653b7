import { routes } from '@nonhuman/api-contract';
import { type Identity, never, type Person, seen } from '@nonhuman/model';
import { aCredential, anIdentity, daysAgo } from '@nonhuman/model/testing';
import { testDb } from '@nonhuman/store/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeAll } from '../operations/judge.ts';
import { testApp, told } from '../testing/index.ts';

const db = await testDb();
const { ask, workings } = await testApp(db);

const person = (login: string, overrides: Partial<Person> = {}): Person => ({
  key: login,
  provider: 'test',
  name: `${login} Example`,
  email: `${login}@acme.test`,
  logins: [login],
  status: 'active',
  leftAt: never,
  ...overrides,
});
const owned = (name: string, overrides: Partial<Identity> = {}): Identity =>
  anIdentity({ key: `test:${name}`, name, createdBy: never, tags: {}, ...overrides });

const shop = owned('shop', { tags: { Owner: 'ada@acme.test', contact: 'grace@acme.test' } });
const account = owned('ada-l', { provider: 'github', nativeType: 'github-user' });
const orphan = owned('orphan');
const robot = owned('robot', { createdBy: seen('ada') });

beforeAll(async () => {
  await told(workings, {
    identity: [shop, account, orphan, robot],
    credential: [
      aCredential({ identityKey: shop.key }),
      aCredential({
        key: 'test:pat',
        provider: 'github',
        nativeType: 'github-fine-grained-token',
        name: 'laptop',
        identityKey: account.key,
        attributes: { boundToPerson: true },
      }),
    ],
    person: [
      person('ada', { logins: ['ada', 'ada-l'] }),
      person('grace'),
      person('linus', { status: 'left', leftAt: seen(daysAgo(20)) }),
    ],
    team: [{ key: 'payments', provider: 'test', name: 'Payments', memberKeys: ['ada'] }],
  });
  await judgeAll(workings);
});

const get = async (path: string) => (await ask(path)).json();
const post = (path: string, body: unknown) => ask(path, { method: 'POST', body });
async function idOf(name: string): Promise<string> {
  const page = routes.listIdentities.success.schema.parse(await get(`/v1/identities?q=${name}`));
  return page.items.find((row) => row.name === name)?.id ?? '';
}
const ownerNow = async (name: string) =>
  routes.getIdentity.success.schema.parse(await get(`/v1/identities/${await idOf(name)}`)).owner;
const by = (login: string) => ({ owner: { key: `person:${login}@acme.test` }, reason: 'agreed' });

describe('owners', () => {
  it('are listed with their status and how much they answer for', async () => {
    const page = routes.listOwners.success.schema.parse(await get('/v1/owners'));

    expect(page.items.map(({ key, status, identities }) => [key, status, identities])).toEqual([
      ['person:ada@acme.test', 'active', 2],
      ['team:payments', 'active', 0],
      ['person:linus@acme.test', 'left', 0],
      ['person:grace@acme.test', 'active', 0],
    ]);
  });

  it('are paged without loss', async () => {
    const first = routes.listOwners.success.schema.parse(await get('/v1/owners?limit=3&sort=name'));
    const second = routes.listOwners.success.schema.parse(
      await get(`/v1/owners?limit=3&sort=name&cursor=${first.nextCursor}`),
    );

    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      'Payments',
      'ada Example',
      'grace Example',
      'linus Example',
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it('are filtered by kind, status and text', async () => {
    const list = async (query: string) =>
      routes.listOwners.success.schema.parse(await get(`/v1/owners?${query}`));
    const left = await list('status=left');
    const teams = await list('type=team&q=pay');
    const idle = await list('owning=false');

    expect(left.items).toHaveLength(1);
    expect(teams.items).toMatchObject([{ name: 'Payments', members: { active: 1 } }]);
    expect(idle.items).toHaveLength(3);
  });

  it('are shown with what sources tell of them, whatever stands in the key', async () => {
    const detail = routes.getOwner.success.schema.parse(
      await get(`/v1/owners/${encodeURIComponent('person:ada@acme.test')}`),
    );

    expect(detail).toMatchObject({
      statements: [{ provider: 'test', status: 'active' }],
      teams: [{ key: 'team:payments' }],
    });
    expect((await ask('/v1/owners/person%3Anobody')).status).toBe(404);
  });

  it('list what they are a candidate of, the likeliest first', async () => {
    const page = routes.listOwned.success.schema.parse(
      await get(`/v1/owners/${encodeURIComponent('person:grace@acme.test')}/identities`),
    );

    expect(page.items).toMatchObject([{ name: 'shop', rank: 1, signals: ['tag-contact'] }]);
  });

  it('of an identity come with evidence and arithmetic', async () => {
    const owners = routes.getIdentityOwners.success.schema.parse(
      await get(`/v1/identities/${await idOf('shop')}/owners`),
    );

    expect(owners.candidates).toMatchObject([
      { name: 'ada Example', contested: true, arithmetic: 'one piece of evidence, of weight 0.75' },
      { name: 'grace Example', contested: true },
    ]);
    expect((await ask(`/v1/identities/idn_${'a'.repeat(26)}/owners`)).status).toBe(404);
  });

  it('say what has none: whoever made a thing is only somebody to ask', async () => {
    const totals = routes.getOwnerTotals.success.schema.parse(await get('/v1/owner-totals'));

    expect(totals.withoutOwner).toBe(2);
  });
});

describe('a change of ownership', () => {
  it('changes nothing unless it is told to', async () => {
    const subjectIds = [await idOf('orphan')];

    const answer = await post('/v1/ownership/attest', { subjectIds, ...by('grace') });

    expect(routes.attestOwnership.success.schema.parse(await answer.json())).toMatchObject({
      dryRun: true,
      changeId: null,
      subjects: 1,
      sample: [{ name: 'orphan', owner: null }],
    });
    expect(await ownerNow('orphan')).toBeNull();
  });

  it('shows at once, and is undone as a whole', async () => {
    const subjectIds = [await idOf('orphan'), await idOf('shop')];

    const answer = await post('/v1/ownership/attest', {
      subjectIds,
      ...by('grace'),
      dryRun: false,
    });
    const { changeId } = routes.attestOwnership.success.schema.parse(await answer.json());
    const after = await ownerNow('orphan');
    const undone = await post(`/v1/ownership/changes/${changeId}/undo`, undefined);

    expect(after).toMatchObject({ name: 'grace Example', basis: 'attested', status: 'active' });
    expect(await undone.json()).toEqual({ subjects: 2 });
    expect(await ownerNow('orphan')).toBeNull();
    expect(await ownerNow('shop')).toMatchObject({ name: 'ada Example', basis: 'inferred' });
    expect((await post(`/v1/ownership/changes/${changeId}/undo`, undefined)).status).toBe(409);
  });

  it('hands over everything that somebody answers for, and keeps the history', async () => {
    const body = { from: 'person:ada@acme.test', ...by('grace'), dryRun: false };

    const answer = await post('/v1/ownership/reassign', body);
    const { changeId, subjects } = routes.reassignOwnership.success.schema.parse(
      await answer.json(),
    );
    const shopId = await idOf('shop');
    const after = await ownerNow('ada-l');
    await post('/v1/ownership/withdraw', {
      subjectIds: [shopId],
      reason: 'not hers',
      dryRun: false,
    });
    const { attestations } = routes.getIdentityOwners.success.schema.parse(
      await get(`/v1/identities/${shopId}/owners`),
    );
    const { items } = routes.listOwnershipChanges.success.schema.parse(
      await get('/v1/ownership/changes'),
    );

    expect(subjects).toBe(2);
    expect(after).toMatchObject({ name: 'grace Example' });
    expect(attestations[0]).toMatchObject({
      state: 'withdrawn',
      attestedBy: 'ada',
      withdrawnBy: 'ada',
    });
    expect(items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['attest', 'reassign', 'withdraw']),
    );
    await post(`/v1/ownership/changes/${changeId}/undo`, undefined);
  });

  it('hands over what fits a filter', async () => {
    const answer = await post('/v1/ownership/reassign', {
      filter: { owner: ['none'] },
      owner: { type: 'team', name: 'Payments' },
      reason: 'nobody else',
    });

    expect(await answer.json()).toMatchObject({ dryRun: true, subjects: 2 });
  });

  it.each([
    ['things that are not there', { subjectIds: [`idn_${'a'.repeat(26)}`], ...by('grace') }, 404],
    ['an owner that is not known', { subjectIds: ['shop'], ...by('nobody') }, 404],
    ['an end that is past', { subjectIds: ['shop'], ...by('grace'), until: daysAgo(1) }, 400],
    ['no reason', { subjectIds: ['shop'], ...by('grace'), reason: ' ' }, 400],
  ])('refuses %s', async (_, body, status) => {
    const ids = await Promise.all(
      body.subjectIds.map(async (one) => (one === 'shop' ? idOf('shop') : one)),
    );

    const answer = await post('/v1/ownership/attest', { ...body, subjectIds: ids });

    expect(answer.status).toBe(status);
  });

  it('does not hand over everything when nothing is named', async () => {
    expect((await post('/v1/ownership/reassign', by('grace'))).status).toBe(409);
  });
});

describe('the preview of a leaver', () => {
  it.each([['person:ada@acme.test'], ['ada@acme.test'], ['ada-l']])(
    'knows %s, and tells what stops and what survives',
    async (who) => {
      const preview = routes.getLeaverPreview.success.schema.parse(
        await get(`/v1/leaver-preview?person=${encodeURIComponent(who)}`),
      );

      expect(preview.person.key).toBe('person:ada@acme.test');
      expect(preview.teams).toEqual([{ key: 'team:payments', name: 'Payments' }]);
      expect(preview.lines.map(({ name, effect }) => [name, effect])).toEqual([
        ['ada-l', 'stops'],
        ['laptop', 'stops'],
        ['robot', 'unknown'],
        ['shop', 'survives'],
        ['builder token', 'survives'],
      ]);
      expect(preview.lines.find(({ name }) => name === 'shop')).toMatchObject({
        ownerless: false,
        successor: { name: 'grace Example' },
      });
    },
  );

  it('refuses teams, and people whom nobody knows', async () => {
    expect((await ask('/v1/leaver-preview?person=team%3Apayments')).status).toBe(409);
    expect((await ask('/v1/leaver-preview?person=nobody')).status).toBe(404);
  });
});
