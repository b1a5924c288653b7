import type { WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';

const Kept = z.object({
  requestHash: z.string(),
  isAnswered: z.boolean(),
  answer: z.json().nullable(),
});
/** What is kept of the first request with a key. It is not answered while that request runs. */
export type KeptAnswer = z.infer<typeof Kept>;

const keptHours = 24;
/** A request that has not been answered for so long has gone with its process. */
const abandonedMinutes = 30;

/**
 * Claims a key for a request. Null: the caller is the first and must `keepAnswer` or `releaseKey`;
 * else what is kept of the first. Keys older than 24 hours count as unused.
 */
export function claimKey(
  db: Db,
  workspaceId: WorkspaceId,
  {
    key,
    requestHash,
    now,
  }: { readonly key: string; readonly requestHash: string; readonly now: Date },
): Promise<KeptAnswer | null> {
  const oldest = new Date(now.getTime() - keptHours * 3_600_000);
  const abandoned = new Date(now.getTime() - abandonedMinutes * 60_000);
  return db.transaction(async (tx) => {
    await tx.run(
      sql`delete from idempotency_key where created_at < ${oldest} or (answer is null and created_at < ${abandoned})`,
    );
    const claimed = await tx.run(
      sql`insert into idempotency_key (workspace_id, key, request_hash, created_at)
          values (${workspaceId}, ${key}, ${requestHash}, ${now}) on conflict do nothing`,
    );
    if (claimed === 1) return null;
    return tx.one(
      Kept,
      sql`select request_hash as "requestHash", answer is not null as "isAnswered", answer from idempotency_key
          where workspace_id = ${workspaceId} and key = ${key}`,
    );
  });
}

/** Keeps the answer of the first request. */
export async function keepAnswer(
  db: Db,
  workspaceId: WorkspaceId,
  { key, answer }: { readonly key: string; readonly answer: unknown },
): Promise<void> {
  await db.run(
    sql`update idempotency_key set answer = ${sql.json(answer)}
        where workspace_id = ${workspaceId} and key = ${key}`,
  );
}

/** Gives a key back whose request failed, so that it may be tried again. */
export async function releaseKey(db: Db, workspaceId: WorkspaceId, key: string): Promise<void> {
  await db.run(
    sql`delete from idempotency_key where workspace_id = ${workspaceId} and key = ${key} and answer is null`,
  );
}
