import { randomBytes } from 'node:crypto';
import type { Fetch } from '@nonhuman/api-contract';
import { createApp } from './http/app.ts';
import { signIn } from './http/sign-in.ts';
import { jobRunner } from './jobs/job-runner.ts';
import type { Workings } from './workings.ts';

/** The routes for whoever runs in this process and has the store open: there is nobody to keep out. */
export async function inProcessApp(
  workings: Workings,
  actor: string,
): Promise<{ readonly fetch: Fetch; close(): Promise<void> }> {
  const { now } = workings;
  const jobs = jobRunner(workings);
  const app = await createApp({
    workings,
    jobs,
    signIn: {
      ...signIn({ tokenHash: randomBytes(32), now, actor }),
      callerOf: () => ({ actor, by: 'token', expiresAt: null }),
    },
    allowedHosts: [],
    webFolder: null,
    inProcess: true,
  });
  return {
    fetch: (url, init) => app.fetch(new Request(new URL(url, 'http://in-process'), init)),
    close: () => jobs.close(),
  };
}
