import type { ConnectionId, ScopeId, WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';

const FolderScope = z.object({
  id: z.string().transform((id) => id as ScopeId),
  lies: z.enum(['within', 'around']),
});
/** A scope of the same connection that lies within the folder, or that the folder lies in. */
export type FolderScope = z.infer<typeof FolderScope>;

/** The scopes of this kind whose keys are paths within or around this one, without itself. */
export function readScopesAround(
  db: Db,
  workspaceId: WorkspaceId,
  of: { readonly connectionId: ConnectionId; readonly kind: string; readonly path: string },
): Promise<FolderScope[]> {
  const folder = of.path.replace(/\/+$/, '');
  return db.many(
    FolderScope,
    sql`select id, case when starts_with(key, ${`${folder}/`}) then 'within' else 'around' end as lies
        from scope
        where workspace_id = ${workspaceId} and connection_id = ${of.connectionId}
          and kind = ${of.kind} and key <> ${of.path}
          and (starts_with(key, ${`${folder}/`}) or starts_with(${of.path}, rtrim(key, '/') || '/'))`,
  );
}
