import type { SyncId, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { At, idOf, told } from './row-shapes.ts';

/** How far a job is. */
export interface JobProgress {
  readonly step: string | null;
  readonly done: number;
  readonly total: number | null;
}

/** Why a job failed. */
export interface JobFailure {
  readonly code: string;
  readonly title: string;
  readonly hint: string | null;
}

const Row = z.object({
  id: z.string(),
  kind: z.enum(['import', 'scan']),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted']),
  createdAt: At,
  startedAt: At.nullable(),
  finishedAt: At.nullable(),
  progress: told<JobProgress>(),
  syncId: idOf<SyncId>().nullable(),
  summary: told<Readonly<Record<string, number>> | null>(),
  failure: told<JobFailure | null>(),
});
/** A background job. `interrupted`: its process has gone without saying how it ended. */
export type JobRow = z.infer<typeof Row>;

/** Writes a job as it is now; one that has ended stays as it ended. `aliveUntil` is when it counts as interrupted unless it is written again. */
export async function writeJob(
  db: Db,
  workspaceId: WorkspaceId,
  job: Omit<JobRow, 'state'> & {
    readonly state: Exclude<JobRow['state'], 'interrupted'>;
    readonly aliveUntil: Date;
  },
): Promise<void> {
  const jsonOrNull = (value: unknown) => (value === null ? null : sql.json(value));
  await db.run(
    sql`insert into job (workspace_id, id, kind, state, created_at, started_at, finished_at, alive_until,
          progress, sync_id, summary, failure)
        values (${workspaceId}, ${job.id}, ${job.kind}, ${job.state}, ${job.createdAt}, ${job.startedAt},
          ${job.finishedAt}, ${job.aliveUntil}, ${sql.json(job.progress)}, ${job.syncId},
          ${jsonOrNull(job.summary)}, ${jsonOrNull(job.failure)})
        on conflict (workspace_id, id) do update set state = excluded.state, started_at = excluded.started_at,
          finished_at = excluded.finished_at, alive_until = excluded.alive_until, progress = excluded.progress,
          sync_id = excluded.sync_id, summary = excluded.summary, failure = excluded.failure
        where job.state in ('waiting', 'running')`,
  );
}

const columns = (now: Date) => sql`id, kind, created_at as "createdAt", started_at as "startedAt",
  finished_at as "finishedAt", progress, sync_id as "syncId", summary, failure,
  case when state in ('waiting', 'running') and alive_until < ${now} then 'interrupted' else state end as state`;

/** A job; null when there is none with this id. */
export function readJob(
  db: Db,
  workspaceId: WorkspaceId,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<JobRow | null> {
  return db.maybeOne(
    Row,
    sql`select ${columns(now)} from job where workspace_id = ${workspaceId} and id = ${id}`,
  );
}

/** Jobs, newest first, at most 100. */
export function listJobs(db: Db, workspaceId: WorkspaceId, now: Date): Promise<JobRow[]> {
  return db.many(
    Row,
    sql`select ${columns(now)} from job where workspace_id = ${workspaceId}
        order by created_at desc, id limit 100`,
  );
}
