import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seen } from '@nonhuman/model';
import { aCredential, anIdentity, daysAgo } from '@nonhuman/model/testing';
import { testDb } from '@nonhuman/store/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { judgeAll } from '../operations/judge.ts';
import { testApp, told } from '../testing/index.ts';
import { removeStaleUploads } from './uploads.ts';

const db = await testDb();
const web = await mkdtemp(join(tmpdir(), 'nonhuman-web-'));
await mkdir(join(web, 'assets'));
await writeFile(join(web, 'index.html'), '<!doctype html><title>Nonhuman</title>');
await writeFile(join(web, 'assets', 'app-1a2b.js'), 'export {};');
await writeFile(join(web, 'app.map'), '{}');
afterAll(() => rm(web, { recursive: true }));

const { ask, bare, workings, token } = await testApp(db, { webFolder: web });
await told(workings, {
  identity: [anIdentity()],
  credential: [aCredential({ createdAt: seen(daysAgo(400)), lastRotatedAt: seen(daysAgo(400)) })],
});
await judgeAll(workings);

async function openFinding(): Promise<string> {
  const { items } = (await (await ask('/v1/findings?limit=1')).json()) as {
    items: { id: string }[];
  };
  return items[0]?.id ?? '';
}

const accept = { until: '2026-12-31', reason: 'legacy', riskOwner: 'ada' };

describe('a request', () => {
  it.each([
    ['a filter that does not exist', '/v1/identities?kinds=agent', { in: 'query', field: 'kinds' }],
    ['a word that is none', '/v1/identities?kind=person', { in: 'query', field: 'kind.0' }],
    ['a query where there is none', '/v1/overview?x=1', { in: 'query', field: 'x' }],
    ['an id of another shape', '/v1/identities/1', { in: 'path', field: 'identityId' }],
    ['too long a page', '/v1/identities?limit=1000', { in: 'query', field: 'limit' }],
  ])('with %s is told which part is wrong', async (_, path, fault) => {
    const answer = await ask(path);

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'REQUEST_INVALID', errors: [fault] });
  });

  it.each([
    ['not a cursor', 'x'],
    ['of another order', btoa('["name:asc","a","idn_a"]')],
    ['not of the kind of value', btoa('["risk:desc","1; drop table identity","idn_a"]')],
  ])('with a cursor that is %s is refused', async (_, cursor) => {
    const answer = await ask(`/v1/identities?cursor=${encodeURIComponent(cursor)}`);

    expect(await answer.json()).toMatchObject({ status: 400, code: 'CURSOR_INVALID' });
  });

  it('for a moment that is none does not reach the store', async () => {
    const cursor = btoa('["created:desc","2026-99-99 00:00:00+00","idn_a"]');

    const answer = await ask(`/v1/identities?sort=created&cursor=${encodeURIComponent(cursor)}`);

    expect(await answer.json()).toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it.each([
    ['text that is no JSON', '{', 'application/json', 400],
    ['more than a megabyte', `"${'x'.repeat(1_000_001)}"`, 'application/json', 413],
    ['no type', '{}', '', 400],
  ])('with a body of %s is refused', async (_, body, type, status) => {
    const answer = await ask(`/v1/findings/${await openFinding()}/accept`, { method: 'POST' });
    const refused = await bare(`/v1/findings/${await openFinding()}/accept`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body,
    });

    expect(answer.status).toBe(400);
    expect(refused.status).toBe(status);
  });

  it('that lies about its length is cut off all the same', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
    });
    const request = { method: 'POST', body: endless, duplex: 'half' } as const;

    const answer = await bare(`/v1/findings/${await openFinding()}/accept`, {
      ...request,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });

    expect(answer.status).toBe(413);
  });

  it('for a route that does not exist is answered as a problem', async () => {
    const answer = await ask('/v1/nothing');

    expect(await answer.json()).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});

describe('an idempotency key', () => {
  it('has a repeated request act once and answer the same', async () => {
    const id = await openFinding();
    const request = { method: 'POST', body: accept, headers: { 'idempotency-key': 'one' } };

    const first = await (await ask(`/v1/findings/${id}/accept`, request)).json();
    const second = await (await ask(`/v1/findings/${id}/accept`, request)).json();

    expect(second).toEqual(first);
    expect((second as { events: { kind: string }[] }).events.map(({ kind }) => kind)).toEqual([
      'opened',
      'accepted',
    ]);
  });

  it('is refused for another request', async () => {
    const id = await openFinding();
    const send = (reason: string) =>
      ask(`/v1/findings/${id}/accept`, {
        method: 'POST',
        body: { ...accept, reason },
        headers: { 'idempotency-key': 'two' },
      });

    await send('legacy');
    const answer = await send('another');

    expect(await answer.json()).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('may be tried again after a failure', async () => {
    const send = (id: string) =>
      ask(`/v1/findings/${id}/reopen`, {
        method: 'POST',
        body: { reason: 'again' },
        headers: { 'idempotency-key': 'three' },
      });
    const absent = `fnd_${'a'.repeat(26)}`;

    const first = await send(absent);
    const second = await send(absent);

    expect([first.status, second.status]).toEqual([404, 404]);
  });
});

describe('the pages', () => {
  it('run nothing that is not their own', async () => {
    const answer = await bare('/findings/some');

    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(await answer.text()).toContain('<title>Nonhuman</title>');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  it('are kept by the browser for good where their name holds their hash', async () => {
    const answer = await bare('/assets/app-1a2b.js');

    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each(['/findings', '/owners/person%3Aada%40acme.example'])(
    'are one application, whose page %s is',
    async (path) => {
      const answer = await bare(path);

      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    },
  );

  it.each([
    '/app.map',
    '/assets/none.js',
    '/%2e%2e/%2e%2e/etc/passwd.txt',
    '/..%2f..%2fetc%2fpasswd.txt',
  ])('are all that is served: not %s', async (path) => {
    expect((await bare(path)).status).toBe(404);
  });
});

describe('an import', () => {
  it('of a file that is none leaves no upload behind and says what it could not read', async () => {
    const started = await bare('/v1/imports?provider=aws&name=..%2F..%2Fetc%2Fpasswd', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: 'not an export',
    });
    const job = (await started.json()) as { id: string; state: string };
    const ended = await waitFor(job.id);
    const sync = await (await ask(`/v1/syncs/${ended.syncId ?? ''}`)).json();

    expect(started.status).toBe(202);
    expect(job.state).toBe('waiting');
    expect(ended).toMatchObject({ kind: 'import', state: 'done', failure: null });
    expect(sync).toMatchObject({ gaps: 1, gapList: [{ reason: 'unsupported' }] });
    expect(await readdir(join(workings.dataFolder, 'uploads'))).toEqual([]);
  });

  it('left behind by a process that was killed is removed a day later, and not before', async () => {
    const folder = join(workings.dataFolder, 'uploads');
    await mkdir(join(folder, 'upl_old'), { recursive: true });
    const tomorrow = (hours: number) => new Date(Date.now() + hours * 3_600_000);

    await removeStaleUploads(workings.dataFolder, tomorrow(23));
    const before = await readdir(folder);
    await removeStaleUploads(workings.dataFolder, tomorrow(25));

    expect(before).toContain('upl_old');
    expect(await readdir(folder)).not.toContain('upl_old');
  });

  it('of a provider that is not known takes no file', async () => {
    const answer = await bare('/v1/imports?provider=nobody', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: 'x',
    });

    expect(await answer.json()).toMatchObject({ status: 404, code: 'PROVIDER_UNKNOWN' });
  });

  it('takes a form with files, once for a key', async () => {
    const send = () => {
      const form = new FormData();
      form.append('file', new Blob(['one']), 'one.json');
      form.append('file', new Blob(['two']), 'one.json');
      return bare('/v1/imports?provider=aws', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'form' },
        body: form,
      });
    };

    const first = (await (await send()).json()) as { id: string };
    const second = (await (await send()).json()) as { id: string };

    expect(second.id).toBe(first.id);
    expect(await waitFor(first.id)).toMatchObject({ state: 'done' });
  });

  it.each([
    ['a form without a file', () => new FormData(), undefined],
    ['nothing', () => '', 'application/octet-stream'],
    ['text', () => 'x', 'text/plain'],
  ])('of %s is refused', async (_, body, type) => {
    const answer = await bare('/v1/imports?provider=aws', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      body: body(),
    });

    expect(answer.status).toBe(400);
  });

  async function waitFor(id: string) {
    for (;;) {
      const job = (await (await ask(`/v1/jobs/${id}`)).json()) as {
        state: string;
        syncId: string | null;
      };
      if (job.state !== 'waiting' && job.state !== 'running') return job;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});

describe('a scan', () => {
  it('looks into configured folders only', async () => {
    const answer = await ask('/v1/scans', { method: 'POST', body: { roots: ['/etc'] } });

    expect(await answer.json()).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
  });
});
