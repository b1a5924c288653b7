import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from '@nonhuman/checks';
import { connectors } from '@nonhuman/connectors';
import { now as testNow } from '@nonhuman/model/testing';
import { secretKeeper, silentLog } from '@nonhuman/runtime';
import { type Db, ensureWorkspace } from '@nonhuman/store';
import { afterAll } from 'vitest';
import { type App, createApp } from '../http/app.ts';
import type { Serving } from '../http/call.ts';
import { hash, type SignIn, signIn } from '../http/sign-in.ts';
import { jobRunner } from '../jobs/job-runner.ts';
import type { Workings } from '../workings.ts';

/** What a test is about. */
export interface TestAppOptions extends Partial<Pick<Serving, 'allowedHosts' | 'webFolder'>> {
  readonly workings?: Partial<Workings>;
}

/** The routes on a workspace of their own, without a socket. */
export interface TestApp {
  readonly app: App;
  readonly workings: Workings;
  readonly signIn: SignIn;
  readonly token: string;
  /** Moves the clock. */
  readonly pass: (milliseconds: number) => void;
  /** A request as the holder of the token sends it; `body` goes as JSON. */
  readonly ask: (
    path: string,
    init?: { method?: string; headers?: Record<string, string>; body?: unknown },
  ) => Promise<Response>;
  /** A request with nothing added but a `Host`. */
  readonly bare: (path: string, init?: RequestInit) => Promise<Response>;
}

/** Routes for tests. What is on disk is removed after the file's last test. */
export async function testApp(db: Db, options: TestAppOptions = {}): Promise<TestApp> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'nonhuman-server-'));
  const clock = { now: testNow };
  const workspace = await ensureWorkspace(db, randomBytes(6).toString('hex'), testNow);
  const workings: Workings = {
    db,
    workspaceId: workspace.id,
    workspaceName: 'test',
    now: () => clock.now,
    log: silentLog,
    secrets: secretKeeper(randomBytes(32)),
    connectors,
    checks,
    ruleProblems: [],
    checkSettings: {},
    checkDoc: () => null,
    scanRoots: [],
    dataFolder,
    version: '1.2.3',
    cells: new Map(),
    overviews: new Map(),
    exposed: new Map(),
    ...options.workings,
  };
  const token = randomBytes(32).toString('base64url');
  const signingIn = signIn({ tokenHash: hash(token), now: workings.now, actor: 'ada' });
  const jobs = jobRunner(workings);
  const { allowedHosts = [], webFolder = null } = options;
  const app = await createApp({ workings, signIn: signingIn, jobs, allowedHosts, webFolder });
  afterAll(async () => {
    await jobs.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
  const bare = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('host')) headers.set('host', '127.0.0.1:7474');
    return app.fetch(new Request(`http://127.0.0.1:7474${path}`, { ...init, headers }));
  };
  return {
    app,
    workings,
    signIn: signingIn,
    token,
    pass(milliseconds) {
      clock.now = new Date(clock.now.getTime() + milliseconds);
    },
    bare,
    ask: (path, { method = 'GET', headers = {}, body } = {}) =>
      bare(path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
