import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDb } from '@nonhuman/store/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { readToken, tokenFileName } from './key-files.ts';
import { type RunningServer, type ServeOptions, startServer } from './start-server.ts';
import { testApp } from './testing/index.ts';

const db = await testDb();
const { workings } = await testApp(db);
const running: RunningServer[] = [];
afterAll(() => Promise.all(running.map((server) => server.close())));

async function start(options: Partial<ServeOptions> = {}): Promise<RunningServer> {
  const server = await startServer({ workings, webFolder: null, port: 0, ...options });
  running.push(server);
  return server;
}

describe('listening', () => {
  /** @see https://www.oligo.security/blog/0-0-0-0-day-exploiting-localhost-apis-from-the-browser */
  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.com'])(
    'beyond this machine is refused unless authentication is asked for: %s',
    async (bind) => {
      await expect(start({ bind })).rejects.toMatchObject({ code: 'UNSAFE_BIND' });
      await expect(start({ bind, auth: 'none' })).rejects.toMatchObject({ code: 'UNSAFE_BIND' });
    },
  );

  it('beyond this machine still asks every caller for the token', async () => {
    const { url } = await start({ bind: '0.0.0.0', auth: 'token' });

    const answer = await fetch(`${url.replace('0.0.0.0', '127.0.0.1')}/v1/overview`);

    expect(answer.status).toBe(401);
  });

  it('is on this machine alone unless told', async () => {
    const { url } = await start();

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('on a port that was asked for and is taken is refused', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });

    await expect(start({ port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    other.close();
  });

  it('takes the next port when nobody asked for one', async () => {
    const servers = await Promise.all([0, 1].map(() => startServer({ workings, webFolder: null })));
    running.push(...servers);

    const ports = servers.map(({ url }) => Number(new URL(url).port));

    expect(new Set(ports).size).toBe(2);
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(7474);
  });
});

describe('a running server', () => {
  it('answers over a socket with the token, and signs a browser in with its link', async () => {
    const { url, oneTimeLink } = await start();
    const token = await readToken(workings.dataFolder);

    const answer = await fetch(`${url}/v1/overview`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const login = await fetch(oneTimeLink, { redirect: 'manual' });
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    const session = await fetch(`${url}/v1/session`, { headers: { cookie } });

    expect(answer.status).toBe(200);
    expect(login.status).toBe(303);
    expect(await session.json()).toMatchObject({ by: 'cookie' });
  });

  /** @see https://en.wikipedia.org/wiki/DNS_rebinding */
  it('goes by the Host header, whatever address the request line names', async () => {
    const { url } = await start();

    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        url,
        { path: 'http://127.0.0.1/v1/health', headers: { host: 'evil.example' } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sent.on('error', reject);
      sent.end();
    });

    expect([400, 403]).toContain(status);
  });

  it('streams an export', async () => {
    const { url } = await start();
    const token = await readToken(workings.dataFolder);

    const answer = await fetch(`${url}/v1/exports/csv`, {
      headers: { authorization: `Bearer ${token}` },
    });

    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="nonhuman-identities.csv"',
    );
    expect(await answer.text()).toMatch(/^id,name,kind,/);
  });

  it('takes no more requests after it was closed', async () => {
    const server = await startServer({ workings, webFolder: null, port: 0 });

    await server.close();

    await expect(fetch(`${server.url}/v1/health`)).rejects.toThrow('fetch failed');
  });
});

describe('the token', () => {
  it('is made once, in a file that only its owner may read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nonhuman-token-'));

    const tokens = await Promise.all([1, 2, 3].map(() => readToken(folder)));
    const path = join(folder, tokenFileName);

    expect(new Set(tokens).size).toBe(1);
    expect(Buffer.from(tokens[0] ?? '', 'base64url')).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe(`${tokens[0]}\n`);
    await rm(folder, { recursive: true });
  });

  it('is not guessed when its file is damaged', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nonhuman-token-'));
    await writeFile(join(folder, tokenFileName), '\n');

    await expect(readToken(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
    await rm(folder, { recursive: true });
  });
});
