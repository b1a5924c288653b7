import { WorkspaceId } from '@nonhuman/model';
import { newId } from '@nonhuman/runtime';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';

const Workspace = z.object({ id: WorkspaceId, name: z.string(), createdAt: z.date() });
/** A tenant of ours: every row belongs to one. */
export type Workspace = z.infer<typeof Workspace>;

/** The workspace of this name, made when there is none. */
export async function ensureWorkspace(db: Db, name: string, now: Date): Promise<Workspace> {
  await db.run(
    sql`insert into workspace (id, name, created_at) values (${newId('wsp', 12)}, ${name}, ${now})
        on conflict (name) do nothing`,
  );
  return db.one(
    Workspace,
    sql`select id, name, created_at as "createdAt" from workspace where name = ${name}`,
  );
}

/** Every workspace, by name. */
export function listWorkspaces(db: Db): Promise<Workspace[]> {
  return db.many(
    Workspace,
    sql`select id, name, created_at as "createdAt" from workspace order by name, id`,
  );
}
