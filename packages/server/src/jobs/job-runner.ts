import type { Job } from '@nonhuman/api-contract';
import { NhiError, type SyncId } from '@nonhuman/model';
import { newId } from '@nonhuman/runtime';
import { type JobRow, writeJob } from '@nonhuman/store';
import type { Workings } from '../workings.ts';

/** What a job reports while it runs. */
export interface JobWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (step: string | null, done: number) => void;
}

/** What a job gives at its end. */
export interface JobResult {
  readonly syncId: SyncId | null;
  readonly summary: Readonly<Record<string, number>>;
}

/** Runs jobs in the background of this process, one after another, and writes down how they go. */
export interface JobRunner {
  /** Queues a job; gives it as it is now. Throws `STATE_CONFLICT` when too many wait. */
  start(kind: Job['kind'], work: (watch: JobWatch) => Promise<JobResult>): Promise<Job>;
  /** Ends what runs, and waits until that is written down. */
  close(): Promise<void>;
}

const maxWaiting = 20;
const beatMs = 5_000;
/** Six beats may be missed before a job counts as interrupted. */
const aliveMs = 30_000;

type OwnState = Exclude<JobRow['state'], 'interrupted'>;
type Running = Omit<JobRow, 'state'> & { readonly state: OwnState };

/** A runner of jobs for one workspace. */
export function jobRunner({ db, workspaceId, now, log }: Workings): JobRunner {
  const closing = new AbortController();
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  const write = (job: Running) =>
    writeJob(db, workspaceId, { ...job, aliveUntil: new Date(now().getTime() + aliveMs) });

  async function run(
    job: Running,
    work: (watch: JobWatch) => Promise<JobResult>,
  ): Promise<Running> {
    const { signal } = closing;
    try {
      signal.throwIfAborted();
      const result = await work({
        signal,
        onProgress: (step, done) => Object.assign(job, { progress: { step, done, total: null } }),
      });
      return { ...job, state: signal.aborted ? 'cancelled' : 'done', ...result };
    } catch (error) {
      if (signal.aborted) return { ...job, state: 'cancelled' };
      if (!(error instanceof NhiError)) {
        log.error('a job failed', {
          kind: job.kind,
          error: error instanceof Error ? error.name : 'unknown',
        });
      }
      return { ...job, state: 'failed', failure: failureOf(error) };
    }
  }

  async function whenItsTurn(
    job: Running,
    { before, work }: { before: Promise<void>; work: (watch: JobWatch) => Promise<JobResult> },
  ): Promise<void> {
    const beat = setInterval(() => {
      write(job).catch(() => log.warn('the progress of a job could not be written'));
    }, beatMs);
    try {
      await before;
      Object.assign(job, { state: 'running', startedAt: now().toISOString() });
      await write(job);
      const ended = await run(job, work);
      clearInterval(beat);
      const progress = { ...ended.progress, step: null };
      await write({ ...ended, finishedAt: now().toISOString(), progress });
    } catch {
      log.warn('a job could not be written');
    } finally {
      clearInterval(beat);
      waiting -= 1;
    }
  }

  return {
    async start(kind, work) {
      if (waiting >= maxWaiting || closing.signal.aborted) {
        throw new NhiError('STATE_CONFLICT', {
          hint: 'Too many jobs wait. Try again when one has ended.',
        });
      }
      const queued = newJob(kind, now());
      waiting += 1;
      await write(queued);
      last = whenItsTurn({ ...queued }, { before: last, work });
      return queued;
    },
    async close() {
      closing.abort();
      await last;
    },
  };
}

function newJob(kind: Job['kind'], now: Date): Running {
  return {
    id: newId('job'),
    kind,
    state: 'waiting',
    createdAt: now.toISOString(),
    startedAt: null,
    finishedAt: null,
    progress: { step: null, done: 0, total: null },
    syncId: null,
    summary: null,
    failure: null,
  };
}

function failureOf(error: unknown): NonNullable<JobRow['failure']> {
  if (!(error instanceof NhiError)) {
    return { code: 'INTERNAL', title: 'Something went wrong on our side', hint: null };
  }
  const { hint } = error.details;
  return { code: error.code, title: error.message, hint: typeof hint === 'string' ? hint : null };
}
