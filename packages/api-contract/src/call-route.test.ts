import { describe, expect, it } from 'vitest';
import { callRoute, type Fetch, urlOf } from './call-route.ts';
import { problemOf } from './problem.ts';
import { routes } from './routes.ts';

function answering(status: number, body: unknown) {
  const calls: { url: string; init: Parameters<Fetch>[1] }[] = [];
  const fetch: Fetch = (url, init) => {
    calls.push({ url, init });
    return Promise.resolve(Response.json(body, { status }));
  };
  return { fetch, calls };
}

const finding = 'fnd_aaaaaaaaaaaaaaaaaaaaaaaaaa';

describe('callRoute', () => {
  it('writes lists as repeated names and leaves out what is not given', () => {
    const url = urlOf(routes.listIdentities, {
      query: { kind: ['agent', 'bot'], q: '', limit: 20, owner: undefined },
    });

    expect(url).toBe('/v1/identities?kind=agent&kind=bot&limit=20');
  });

  it('does not let a path parameter leave its segment', () => {
    const url = urlOf(routes.getCheck, { params: { checkId: '../../v1/session?x' } });

    expect(url).toBe('/v1/checks/..%2F..%2Fv1%2Fsession%3Fx');
  });

  it('sends a body and an idempotency key', async () => {
    const { fetch, calls } = answering(200, { accepted: 1 });

    const answer = await callRoute(fetch, routes.bulkAcceptFindings, {
      body: { findingIds: [finding], until: '2026-12-31', reason: 'legacy', riskOwner: 'ada' },
      idempotencyKey: 'once',
    });

    expect(answer).toMatchObject({ ok: true, data: { accepted: 1 } });
    expect(calls[0]?.init).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'once' },
    });
  });

  it('gives the problem that the server answers', async () => {
    const { fetch } = answering(404, problemOf('NOT_FOUND', 'req_1', { detail: 'gone' }));

    const answer = await callRoute(fetch, routes.getFinding, { params: { findingId: finding } });

    expect(answer).toMatchObject({
      ok: false,
      status: 404,
      problem: { code: 'NOT_FOUND', detail: 'gone', requestId: 'req_1' },
    });
  });

  it('makes a problem of an answer that is none of ours', async () => {
    const { fetch } = answering(502, 'Bad Gateway');

    const answer = await callRoute(fetch, routes.getHealth, {});

    expect(answer).toMatchObject({ ok: false, status: 502, problem: { status: 502 } });
  });

  it('refuses an answer that is not what the route declares', async () => {
    const { fetch } = answering(200, { status: 'perhaps' });

    await expect(callRoute(fetch, routes.getHealth, {})).rejects.toThrow('invalid_value');
  });
});
