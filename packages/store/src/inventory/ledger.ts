import type { ConnectionId, Gap, Noun, ScopeId, SyncId, WorkspaceId } from '@nonhuman/model';
import { newId } from '@nonhuman/runtime';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';

/** One pass of one listing over one scope: what its absences mean, and what it could not see. */
export interface ListingPass {
  readonly scopeId: ScopeId;
  readonly listing: string;
  readonly nouns: readonly Noun[];
  /** Read to its end with nothing left out. */
  readonly complete: boolean;
  readonly items: number;
  readonly gaps: readonly Gap[];
  /** Scopes that lie within this one, and were read with it. */
  readonly nestedScopeIds: readonly ScopeId[];
}

const LastPass = z.object({
  scopeId: z.string().transform((id) => id as ScopeId),
  listing: z.string(),
  observedAt: z.date(),
  completeObservedAt: z.date().nullable(),
});
/** When a listing of a scope was last read, and last read to its end. */
export type LastPass = z.infer<typeof LastPass>;

/** The last pass of each listing of these scopes. */
export async function readLastPasses(
  db: Db,
  workspaceId: WorkspaceId,
  scopeIds: readonly ScopeId[],
): Promise<LastPass[]> {
  return db.many(
    LastPass,
    sql`select scope_id as "scopeId", listing, observed_at as "observedAt",
          complete_observed_at as "completeObservedAt"
        from scope_ledger where workspace_id = ${workspaceId} and scope_id = any(${scopeIds}::text[])`,
  );
}

/** Writes passes into the ledger and replaces the gaps of the passes before; a newer pass is left as it is. */
export async function savePasses(
  tx: Db,
  workspaceId: WorkspaceId,
  of: {
    readonly connectionId: ConnectionId;
    readonly syncId: SyncId;
    readonly observedAt: Date;
    readonly passes: readonly ListingPass[];
  },
): Promise<void> {
  const accepted: ListingPass[] = [];
  for (const pass of of.passes) {
    const { syncId, observedAt } = of;
    const saved = await tx.run(
      sql`insert into scope_ledger as known (workspace_id, scope_id, listing, nouns, complete, items,
            observed_at, complete_observed_at, sync_id)
          values (${workspaceId}, ${pass.scopeId}, ${pass.listing}, ${pass.nouns}::text[],
            ${pass.complete}, ${pass.items}, ${observedAt}, ${pass.complete ? observedAt : null},
            ${syncId})
          on conflict (workspace_id, scope_id, listing) do update
          set nouns = excluded.nouns, complete = excluded.complete, items = excluded.items,
            observed_at = excluded.observed_at, sync_id = excluded.sync_id,
            complete_observed_at = coalesce(excluded.complete_observed_at, known.complete_observed_at)
          where known.observed_at <= excluded.observed_at`,
    );
    if (saved === 0) continue;
    accepted.push(pass);
    if (pass.nestedScopeIds.length > 0) await renewNested(tx, workspaceId, { ...of, pass });
    await tx.run(
      sql`delete from gap where workspace_id = ${workspaceId} and listing = ${pass.listing}
            and scope_id = any(${[pass.scopeId, ...pass.nestedScopeIds]}::text[])
            and observed_at <= ${observedAt}`,
    );
  }
  await tx.copyIn('gap', gapColumns, gapLines());

  function* gapLines() {
    for (const pass of accepted) {
      for (const gap of pass.gaps) {
        yield [
          workspaceId,
          newId('gap'),
          of.connectionId,
          pass.scopeId,
          pass.listing,
          gap.nouns,
          of.syncId,
          gap.reason,
          gap.message,
          gap.needs,
          gap.place ?? null,
          of.observedAt,
        ];
      }
    }
  }
}

const gapColumns = [
  'workspace_id',
  'id',
  'connection_id',
  'scope_id',
  'listing',
  'nouns',
  'sync_id',
  'reason',
  'message',
  'needs',
  'place',
  'observed_at',
];

async function renewNested(
  tx: Db,
  workspaceId: WorkspaceId,
  of: { readonly syncId: SyncId; readonly observedAt: Date; readonly pass: ListingPass },
): Promise<void> {
  const { pass, observedAt, syncId } = of;
  await tx.run(
    sql`update scope_ledger
        set complete = ${pass.complete}, observed_at = ${observedAt}, sync_id = ${syncId},
          complete_observed_at = coalesce(${pass.complete ? observedAt : null}::timestamptz, complete_observed_at)
        where workspace_id = ${workspaceId} and listing = ${pass.listing}
          and scope_id = any(${pass.nestedScopeIds}::text[]) and observed_at <= ${observedAt}`,
  );
}
