import type { WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { linkVerdicts } from './write-links.ts';

const Edge = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  kind: z.string(),
  conditional: z.boolean(),
  link: z.object({
    confidence: z.number(),
    because: z.string(),
    verdict: z.enum(linkVerdicts),
  }),
});
/** A link as a line of a graph. */
export type LinkEdgeRow = z.infer<typeof Edge>;

/** The links that touch these rows now, at most `limit`, but for those that do not match. */
export function readLinkEdges(
  db: Db,
  workspaceId: WorkspaceId,
  { ids, limit }: { readonly ids: readonly string[]; readonly limit: number },
): Promise<LinkEdgeRow[]> {
  const columns = sql`l.id, l.from_id as "from", l.to_id as "to", l.relation as kind,
    l.verdict = 'cannot-tell' as conditional, jsonb_build_object('confidence', round(l.confidence::numeric, 3),
      'because', l.because, 'verdict', l.verdict) as link`;
  const now = sql`l.workspace_id = ${workspaceId} and l.ended_at is null and l.verdict <> 'not-matched'`;
  return db.many(
    Edge,
    sql`select * from (
          select ${columns} from link l where ${now} and l.from_id = any(${ids}::text[])
          union
          select ${columns} from link l where ${now} and l.to_id = any(${ids}::text[])) e
        order by e.id limit ${limit}`,
  );
}
