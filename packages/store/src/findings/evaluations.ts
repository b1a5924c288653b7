import type { WorkspaceId } from '@nonhuman/model';
import { type Db, sql } from '../db.ts';

/** Runs `work` while no other process evaluates this workspace; waits for one that does. */
export function withEvaluationLock<T>(
  db: Db,
  workspaceId: WorkspaceId,
  work: () => Promise<T>,
): Promise<T> {
  // The lock lives in a transaction of its own connection and ends with it, also when we are killed.
  return db.transaction(async (tx) => {
    await tx.run(
      sql`select pg_advisory_xact_lock(hashtextextended(${`evaluate:${workspaceId}`}, 0))`,
    );
    return work();
  });
}

/** Notes that an evaluation has begun. */
export async function startEvaluation(
  db: Db,
  workspaceId: WorkspaceId,
  { id, at }: { id: string; at: Date },
): Promise<void> {
  await db.run(
    sql`insert into evaluation (workspace_id, id, started_at) values (${workspaceId}, ${id}, ${at})`,
  );
}

/** Notes how an evaluation ended. */
export async function finishEvaluation(
  db: Db,
  workspaceId: WorkspaceId,
  {
    id,
    at,
    counts,
  }: {
    id: string;
    at: Date;
    counts: { readonly identities: number } & Readonly<Record<string, number>>;
  },
): Promise<void> {
  await db.run(sql`
    update evaluation set finished_at = ${at}, identities = ${counts.identities}, counts = ${sql.json(counts)}
    where workspace_id = ${workspaceId} and id = ${id}`);
}
