import { type AnswerOf, type Route, routes } from '@nonhuman/api-contract';
import { aCredential, anIdentity } from '@nonhuman/model/testing';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import { judgeAll } from '../operations/judge.ts';
import { testApp, told } from '../testing/index.ts';

const db = await testDb();
const { ask, workings } = await testApp(db);

const role = anIdentity({ key: 'arn:role', name: 'role' });
const copy = { kind: 'token', fingerprint: 'fp_one', publicId: null } as const;
await told(workings, {
  identity: [role],
  credential: [
    aCredential({ ...copy, key: 'listed', name: 'listed', identityKey: role.key }),
    aCredential({ ...copy, key: 'in-file', name: 'in a file', identityKey: null }),
  ],
});
await judgeAll(workings);

async function get<R extends Route>(route: R, path: string): Promise<AnswerOf<R>> {
  const answer = await ask(path);
  expect(answer.status).toBe(200);
  expect(route.success).toHaveProperty('schema');
  return (await answer.json()) as AnswerOf<R>;
}

const page = await get(routes.listIdentities, '/v1/identities');
const identity = `/v1/identities/${page.items[0]?.id ?? ''}`;

describe('links', () => {
  it('of an identity are those of its credentials too, with both ends by name', async () => {
    const { items, truncated } = await get(routes.getIdentityLinks, `${identity}/links`);

    expect(truncated).toBe(false);
    expect(items).toMatchObject([
      {
        rule: 'same-fingerprint',
        relation: 'same',
        verdict: 'matched',
        confidence: 0.99,
        endedAt: null,
      },
    ]);
    const ends = items.flatMap(({ from, to }) => [from, to]);
    expect(
      ends.map(({ name }) => name).toSorted((a, b) => String(a).localeCompare(String(b))),
    ).toEqual(['in a file', 'listed']);
    expect(ends.map((end) => end.identity?.name)).toContain('role');
  });

  it('are as of a day before they held: none', async () => {
    const { items } = await get(routes.getIdentityLinks, `${identity}/links?asOf=2000-01-01`);

    expect(items).toEqual([]);
  });

  it('are listed by rule, and counted by rule', async () => {
    const all = await get(routes.listLinks, '/v1/links');
    const others = await get(routes.listLinks, '/v1/links?rule=public-key');
    const rules = await get(routes.listLinkRules, '/v1/links/rules');

    expect(all.items).toHaveLength(1);
    expect(others.items).toEqual([]);
    expect(rules.items.find(({ id }) => id === 'same-fingerprint')?.links).toEqual({
      matched: 1,
      'not-matched': 0,
      'cannot-tell': 0,
    });
  });

  it('are lines of the map, with how sure they are and why', async () => {
    const { edges, nodes } = await get(routes.getIdentityGraph, `${identity}/graph?depth=2`);

    expect(edges.find(({ link }) => link !== undefined)).toMatchObject({
      kind: 'same',
      link: {
        confidence: 0.99,
        verdict: 'matched',
        because: expect.stringContaining('fingerprint'),
      },
    });
    expect(nodes.map(({ name }) => name)).toContain('in a file');
  });
});
