import { describe, expect, it } from 'vitest';
import { fakeApi } from './fake-api.ts';

const now = new Date('2026-06-15T12:00:00Z');
const get = (api: ReturnType<typeof fakeApi>, path: string) =>
  api.answer({ method: 'GET', url: new URL(path, 'http://localhost'), body: undefined });

describe('the invented server', () => {
  it.each([
    '/v1/overview',
    '/v1/identities?sort=name&limit=10',
    '/v1/identities/facets?kind=role,bot',
    '/v1/credentials',
    '/v1/findings?severity=high',
    '/v1/agents',
    '/v1/coverage',
    '/v1/sources',
    '/v1/changes?since=7d',
    '/v1/checks',
    '/v1/checks/credential-too-old',
    '/v1/owners',
    '/v1/owner-totals',
    '/v1/ownership/changes',
    '/v1/session',
  ])('answers %s in the shape that the contract declares', (path) => {
    const api = fakeApi({ now });

    expect(get(api, path).status).toBe(200);

    api.behaviour.isEmpty = true;
    expect(get(api, path).status).toBe(200);
  });

  it('refuses what the contract refuses', () => {
    const answer = get(fakeApi({ now }), '/v1/identities?kind=person');

    expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
  });
});
