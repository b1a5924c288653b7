import { now } from '@nonhuman/model/testing';
import { newId } from '@nonhuman/runtime';
import { describe, expect, it } from 'vitest';
import { testDb } from '../testing/index.ts';
import { ensureWorkspace } from '../workspaces/workspaces.ts';
import { claimKey, keepAnswer, releaseKey } from './idempotency.ts';
import { type JobRow, listJobs, readJob, writeJob } from './jobs.ts';

const db = await testDb();
const { id: workspaceId } = await ensureWorkspace(db, 'kept', now);
const { id: otherId } = await ensureWorkspace(db, 'other', now);
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('an idempotency key', () => {
  it('is the first caller’s alone, however many come at once', async () => {
    const claims = await Promise.all(
      Array.from({ length: 8 }, () =>
        claimKey(db, workspaceId, { key: 'at once', requestHash: 'h', now }),
      ),
    );

    expect(claims.filter((claim) => claim === null)).toHaveLength(1);
    expect(claims.filter((claim) => claim?.isAnswered === false)).toHaveLength(7);
  });

  it('gives the kept answer to who comes later', async () => {
    await claimKey(db, workspaceId, { key: 'kept', requestHash: 'h', now });
    await keepAnswer(db, workspaceId, { key: 'kept', answer: { accepted: 1 } });

    const claim = await claimKey(db, workspaceId, {
      key: 'kept',
      requestHash: 'h',
      now: later(60),
    });

    expect(claim).toEqual({ requestHash: 'h', isAnswered: true, answer: { accepted: 1 } });
  });

  it('is free again after a day', async () => {
    await claimKey(db, workspaceId, { key: 'old', requestHash: 'h', now });
    await keepAnswer(db, workspaceId, { key: 'old', answer: 1 });

    expect(
      await claimKey(db, workspaceId, { key: 'old', requestHash: 'h', now: later(24 * 60 + 1) }),
    ).toBeNull();
  });

  it('is free again when its request failed, or went with its process', async () => {
    await claimKey(db, workspaceId, { key: 'failed', requestHash: 'h', now });
    await releaseKey(db, workspaceId, 'failed');
    await claimKey(db, workspaceId, { key: 'lost', requestHash: 'h', now });

    expect(await claimKey(db, workspaceId, { key: 'failed', requestHash: 'h', now })).toBeNull();
    expect(
      await claimKey(db, workspaceId, { key: 'lost', requestHash: 'h', now: later(31) }),
    ).toBeNull();
  });

  it('is another one in another workspace', async () => {
    await claimKey(db, workspaceId, { key: 'same', requestHash: 'h', now });

    expect(await claimKey(db, otherId, { key: 'same', requestHash: 'h', now })).toBeNull();
  });
});

describe('a job', () => {
  const job: JobRow = {
    id: newId('job'),
    kind: 'scan',
    state: 'running',
    createdAt: now.toISOString(),
    startedAt: now.toISOString(),
    finishedAt: null,
    progress: { step: '/srv', done: 1, total: null },
    syncId: null,
    summary: null,
    failure: null,
  };
  const running = { ...job, state: 'running', aliveUntil: later(1) } as const;

  it('whose process no longer reports counts as interrupted', async () => {
    await writeJob(db, workspaceId, running);

    expect(await readJob(db, workspaceId, { id: job.id, now })).toEqual(job);
    expect(await readJob(db, workspaceId, { id: job.id, now: later(2) })).toMatchObject({
      state: 'interrupted',
    });
  });

  it('that has ended stays as it ended, though a late report comes in', async () => {
    const done = { ...running, state: 'done', finishedAt: later(1).toISOString() } as const;
    await writeJob(db, workspaceId, done);
    await writeJob(db, workspaceId, running);

    expect(await readJob(db, workspaceId, { id: job.id, now: later(9) })).toMatchObject({
      state: 'done',
    });
  });

  it('is not seen from another workspace', async () => {
    expect(await readJob(db, otherId, { id: job.id, now })).toBeNull();
    expect(await listJobs(db, otherId, now)).toEqual([]);
  });
});
