import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { isErrno } from '../postgres/data-folder.ts';
import { stop } from '../postgres/launch.ts';
import { prepareEmbedded } from '../postgres/supervisor.ts';
import { runOptions } from './run-cluster.ts';

const prefix = 'nonhuman-test-';

let folder = '';

/** Names the folder of this run's PostgreSQL. The first test that asks for a database starts it. */
export async function setup(project: TestProject): Promise<void> {
  await removeKilledRuns();
  folder = join(tmpdir(), `${prefix}${process.pid}-${randomBytes(6).toString('hex')}`);
  project.provide('nonhumanTestRun', folder);
}

/** Stops the run's PostgreSQL, if one was started, and removes it. */
export async function teardown(): Promise<void> {
  await removeRun(folder);
}

async function removeKilledRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : null;
    if (pid === null || isRunning(pid)) continue;
    // A run of another user, or one that another run is removing as well: not ours to insist on.
    await removeRun(join(tmpdir(), name)).catch(() => {});
  }
}

async function removeRun(path: string): Promise<void> {
  const made = await readdir(path).catch(() => null);
  if (made === null) return;
  const launchable = await prepareEmbedded(runOptions(path));
  await stop(launchable);
  await rm(launchable.place.folder, { recursive: true, force: true });
  await rm(path, { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}
