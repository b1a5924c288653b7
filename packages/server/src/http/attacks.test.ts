import { NhiError } from '@nonhuman/model';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/index.ts';
import { cookieName } from './sign-in.ts';

const db = await testDb();
const { bare, ask, token, signIn, pass } = await testApp(db);
const bearer = { authorization: `Bearer ${token}` };

function cookie(): string {
  const { cookie: value } = signIn.redeem(signIn.newCode().code);
  return `${cookieName}=${value}`;
}

const acceptBody = { until: '2026-12-31', reason: 'legacy', riskOwner: 'ada' };
const acceptPath = `/v1/findings/fnd_${'a'.repeat(26)}/accept`;

describe('a page of another site', () => {
  /** @see https://en.wikipedia.org/wiki/DNS_rebinding */
  it.each([
    'evil.example',
    'evil.example:7474',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '127.0.0.1@evil.example',
    '',
  ])('cannot reach us by pointing its own name at this machine: %s', async (host) => {
    const answer = await bare('/v1/overview', { headers: { ...bearer, host } });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'HOST_NOT_ALLOWED' });
  });

  it.each(['localhost:7474', '127.0.0.1', '[::1]:8080'])(
    'is told from this machine: %s',
    async (host) => {
      const answer = await bare('/v1/health', { headers: { host } });

      expect(answer.status).toBe(200);
    },
  );

  /** @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html */
  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:3000' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['what the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['what the browser calls same-site', { 'sec-fetch-site': 'same-site' }],
    ['nowhere, though it has a cookie', {}],
  ])('cannot have the browser write with the cookie from %s', async (_, headers) => {
    const answer = await bare(acceptPath, {
      method: 'POST',
      headers: { cookie: cookie(), 'content-type': 'application/json', ...headers },
      body: JSON.stringify(acceptBody),
    });

    expect([401, 403]).toContain(answer.status);
  });

  it('cannot send a form instead of JSON', async () => {
    const answer = await bare(acceptPath, {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'text/plain' },
      body: JSON.stringify(acceptBody),
    });

    expect(answer.status).toBe(400);
  });

  it('is never told that it may read answers', async () => {
    const answer = await bare('/v1/overview', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    });

    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
  });

  it('cannot load answers as parts of itself, nor frame them', async () => {
    const answer = await ask('/v1/overview');

    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('lets our own page write with the cookie', async () => {
    const answer = await bare(acceptPath, {
      method: 'POST',
      headers: {
        cookie: cookie(),
        'content-type': 'application/json',
        origin: 'http://127.0.0.1:7474',
        'sec-fetch-site': 'same-origin',
      },
      body: JSON.stringify(acceptBody),
    });

    expect(answer.status).toBe(404);
  });
});

describe('a stranger', () => {
  it.each([
    ['nothing', {}],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['the token as another scheme', { authorization: `Basic ${token}` }],
    ['the token with more behind it', { authorization: `Bearer ${token}x` }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['an invented cookie', { cookie: `${cookieName}=invented` }],
  ])('is not let in with %s', async (_, headers) => {
    const answer = await bare('/v1/identities', { headers });

    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('is slowed down after twenty failures, and the owner is not', async () => {
    const other = await testApp(db);
    for (let attempt = 0; attempt < 20; attempt += 1) await other.bare('/v1/identities');

    const late = await other.bare('/v1/identities');
    const owner = await other.ask('/v1/identities');

    expect(late.status).toBe(429);
    expect(late.headers.get('retry-after')).toBe('60');
    expect(owner.status).toBe(200);
  });

  it('learns only that we are there', async () => {
    const answer = await bare('/v1/health');

    expect(await answer.json()).toEqual({ status: 'ok' });
  });
});

describe('a one-time link', () => {
  it('signs in once: whoever finds it in a history comes too late', async () => {
    const { code } = signIn.newCode();

    const first = await bare(`/login?code=${code}`);
    const second = await bare(`/login?code=${code}`);

    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    expect(second.status).toBe(401);
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await bare(`/login?code=${signIn.newCode().code}`);

    expect(answer.headers.get('set-cookie')).toMatch(
      /^nonhuman_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('ends after five minutes', async () => {
    const { code } = signIn.newCode();
    pass(5 * 60_000);

    const answer = await bare(`/login?code=${code}`);

    expect(answer.status).toBe(401);
  });

  it.each([
    ['a preview', { method: 'HEAD' }],
    ['a prefetch', { headers: { 'sec-purpose': 'prefetch' } }],
  ])('is not used up by %s', async (_, init) => {
    const { code } = signIn.newCode();

    await bare(`/login?code=${code}`, init);
    const person = await bare(`/login?code=${code}`);

    expect(person.status).toBe(303);
  });

  it('can be made by who holds the token, and exchanged without an address', async () => {
    const link = (await (await ask('/v1/session/links', { method: 'POST' })).json()) as {
      path: string;
    };
    const code = new URL(link.path, 'http://x').searchParams.get('code');

    const answer = await bare('/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });

    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toContain('HttpOnly');
    expect(await answer.json()).toMatchObject({ actor: 'ada', by: 'cookie' });
  });

  it('leaves a session that ends when it is ended, and after twelve hours', async () => {
    const ended = cookie();
    const own = { 'sec-fetch-site': 'same-origin' };
    await bare('/v1/session', { method: 'DELETE', headers: { cookie: ended, ...own } });
    const old = cookie();
    const before = await bare('/v1/session', { headers: { cookie: old } });
    pass(12 * 3_600_000);

    const answers = await Promise.all(
      [ended, old].map((value) => bare('/v1/session', { headers: { cookie: value } })),
    );

    expect(before.status).toBe(200);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });
});

describe('a broken server', () => {
  it('says nothing but the request id about a bug', async () => {
    const lines: unknown[] = [];
    const broken = await testApp(db, {
      workings: {
        db: { ...db, one: () => Promise.reject(new Error('at host db.internal')) },
        log: { info: () => {}, warn: () => {}, error: (_, fields) => lines.push(fields) },
      },
    });

    const answer = await broken.ask('/v1/version');

    const body = (await answer.json()) as Record<string, unknown>;
    expect(answer.status).toBe(500);
    expect(body).toEqual({
      type: '/errors/INTERNAL',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'INTERNAL',
      requestId: answer.headers.get('x-request-id'),
    });
    expect(lines).toMatchObject([
      { requestId: body['requestId'], error: 'Error: at host db.internal' },
    ]);
  });

  it('says what to do about a fault that is known', async () => {
    const away = await testApp(db, {
      workings: {
        db: {
          ...db,
          one: () =>
            Promise.reject(
              new NhiError('STORE_UNAVAILABLE', { hint: 'Start it.', host: 'db.internal' }),
            ),
        },
      },
    });

    const answer = await away.ask('/v1/version');

    expect(await answer.json()).toMatchObject({ code: 'STORE_UNAVAILABLE', detail: 'Start it.' });
    expect(answer.status).toBe(503);
  });
});
