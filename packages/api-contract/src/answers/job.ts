import { SyncId, Timestamp } from '@nonhuman/model';
import { z } from 'zod';

export const JobId = z.string().regex(/^job_[a-z2-7]{26}$/);
export type JobId = z.infer<typeof JobId>;

/** Something that runs in the background of the server. */
export const Job = z.object({
  id: JobId,
  kind: z.enum(['import', 'scan']),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted']),
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
  progress: z.object({
    /** What it does now, e.g. the file that is read; null when there is nothing to tell. */
    step: z.string().nullable(),
    done: z.int().nonnegative(),
    /** Null while it is not known. */
    total: z.int().nonnegative().nullable(),
  }),
  /** The pass that it made, once there is one. */
  syncId: SyncId.nullable(),
  /** Rows of the inventory and findings, when done. */
  summary: z.record(z.string(), z.number()).nullable(),
  /** Why it failed: title and what to do; null when it did not. */
  failure: z
    .object({ code: z.string(), title: z.string(), hint: z.string().nullable() })
    .nullable(),
});
export type Job = z.infer<typeof Job>;
