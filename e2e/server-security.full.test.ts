import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  processesOf,
  removeFolder,
  run,
  startUp,
  temporaryFolder,
  type UpServer,
} from './run-program.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
let server: UpServer;
let token = '';

beforeAll(async () => {
  server = await startUp({ data });
  token = readFileSync(join(data, 'api-token'), 'utf8').trim();
});

afterAll(async () => {
  await server.stop();
  await removeFolder(folder);
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** As `fetch`, but with whatever `Host` and `Origin` are asked for. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const call = request({ hostname, port, path, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString(),
        });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** What is answered to bytes, until the server closes or for a moment. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve) => {
    let answered = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      answered += String(chunk);
    });
    socket.on('close', () => resolve(answered));
    setTimeout(() => socket.destroy(), 400);
  });
}

const bearer = () => ({ authorization: `Bearer ${token}` });

describe('the server of nonhuman up', () => {
  it('answers nobody who does not prove who calls', async () => {
    expect((await ask('/v1/overview')).status).toBe(401);
    expect((await ask('/v1/overview', { authorization: 'Bearer wrong' })).status).toBe(401);
    expect(
      (await ask('/v1/overview', { authorization: `Bearer ${token.slice(0, -1)}` })).status,
    ).toBe(401);
    expect((await ask('/v1/overview', { cookie: `nonhuman_session=${token}` })).status).toBe(401);
    expect((await ask(`/v1/overview?token=${token}`)).status).toBe(401);
    expect((await ask('/v1/overview', bearer())).status).toBe(200);
  });

  it.each([
    { host: 'evil.example' },
    { host: '127.0.0.1.evil.example' },
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ])('refuses what another site sends, even with the token: %j', async (headers) => {
    expect((await ask('/v1/overview', { ...bearer(), ...headers })).status).toBe(403);
  });

  it('refuses what names no host, and what names none that a browser could mean', async () => {
    for (const start of [
      'HTTP/1.0\r\n',
      'HTTP/1.1\r\n',
      'HTTP/1.1\r\nHost:\r\n',
      'HTTP/1.1\r\nHost: a b\r\n',
    ]) {
      const text = await raw(`GET /v1/overview ${start}Authorization: Bearer ${token}\r\n\r\n`);

      expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(text).not.toContain('openFindings');
    }
  });

  it('does not answer a preflight of another origin with leave', async () => {
    const { headers } = await ask(
      '/v1/overview',
      { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      'OPTIONS',
    );

    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('takes a one-time link once, for a cookie that scripts and other sites cannot use', async () => {
    const code = new URL(server.link).searchParams.get('code') ?? '';
    const host = new URL(server.url).host;
    const redeem = () =>
      ask(
        '/v1/session',
        { 'content-type': 'application/json', origin: `http://${host}` },
        'POST',
        JSON.stringify({ code }),
      );

    const first = await redeem();
    const [cookie = ''] = [first.headers['set-cookie'] ?? ''].flat();
    expect(first.status).toBeLessThan(300);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).toContain('Path=/');
    expect((await redeem()).status).toBe(401);

    const value = cookie.split(';')[0] ?? '';
    expect((await ask('/v1/overview', { cookie: value })).status).toBe(200);
    const scan = await ask(
      '/v1/scans',
      { cookie: value, 'content-type': 'application/json' },
      'POST',
      '{}',
    );
    expect(scan.status).toBeGreaterThanOrEqual(401);
    expect(
      (await ask('/v1/session', { cookie: value, origin: `http://${host}` }, 'DELETE')).status,
    ).toBeLessThan(300);
    expect((await ask('/v1/overview', { cookie: value })).status).toBe(401);
  });

  it('serves pages that run no script but their own files', async () => {
    const { headers, text } = await ask('/');
    const policy = String(headers['content-security-policy']);

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['x-content-type-options']).toBe('nosniff');
    for (const [tag = '', inner = ''] of text.matchAll(/<script\b[^>]*>([^<]*)/g)) {
      expect(tag).toContain('src="/');
      expect(inner.trim()).toBe('');
    }
    expect(text).not.toMatch(/<style|\son\w+=|style=|https?:\/\//);
  });

  it.each([
    '/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2f..%2fmain.js',
    '/..%5c..%5cetc',
    '/%00',
    '/assets/%',
  ])('serves nothing outside of its pages: %s', async (path) => {
    const { status, text } = await ask(path);

    expect(text).not.toContain('root:');
    expect(text).not.toContain('#!/usr/bin/env node');
    expect(status).toBeLessThan(500);
  });

  it('outlives requests that are not HTTP, break off, or have endless headers', async () => {
    const { port } = new URL(server.url);
    const host = `Host: 127.0.0.1:${port}\r\n`;
    const texts = [
      '\0\0\0\0',
      'GET / HTTP/9.9\r\n\r\n',
      `POST /v1/scans HTTP/1.1\r\n${host}Content-Length: 99999\r\n\r\n{`,
      `GET / HTTP/1.1\r\n${host}X: ${'a'.repeat(100_000)}\r\n\r\n`,
      `POST /v1/scans HTTP/1.1\r\n${host}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `GET http://evil.example/ HTTP/1.1\r\n${host}\r\n`,
    ];
    for (const text of texts) await raw(text);

    expect((await ask('/v1/overview', bearer())).status).toBe(200);
  });

  it('keeps its token and key from others', () => {
    for (const name of ['api-token', 'fingerprint.key'])
      expect(statSync(join(data, name)).mode & 0o077).toBe(0);
  });

  it('says when its port is taken, and does not listen beyond this machine unasked', async () => {
    const { port } = new URL(server.url);
    const taken = await run(['up', '--no-scan', '--port', port], { data });
    const open = await run(['up', '--no-scan', '--bind', '0.0.0.0'], { data });

    expect(taken).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining(port) });
    expect(open).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('NONHUMAN_AUTH'),
    });
    expect((await ask('/v1/overview', bearer())).status).toBe(200);
  });
});

it('leaves nothing running when it is stopped', async () => {
  expect(await server.stop()).toMatchObject({ code: 0, stderr: '' });
  expect(processesOf(data)).toEqual([]);
});
