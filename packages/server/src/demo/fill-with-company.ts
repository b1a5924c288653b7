import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from '@nonhuman/store';
import { z } from 'zod';
import { judgeAll, type Watch } from '../operations/judge.ts';
import type { Workings } from '../workings.ts';
import { readCompany } from './read-company.ts';

const seed = 7;

/**
 * Fills the workspace with a made-up company of fifty engineers, through its export files, and judges
 * it. Nothing happens, and false is given, when anything is there already.
 */
export async function fillWithCompany(workings: Workings, watch: Watch = {}): Promise<boolean> {
  const { db, workspaceId, dataFolder, now } = workings;
  const { filled } = await db.one(
    z.object({ filled: z.boolean() }),
    sql`select exists (select from identity where workspace_id = ${workspaceId}) as filled`,
  );
  if (filled) return false;
  const { writeCompany } = await import('@nonhuman/demo');
  await mkdir(dataFolder, { recursive: true });
  const folder = await mkdtemp(join(dataFolder, 'demo-'));
  try {
    watch.onProgress?.('writing its exports', 0);
    const written = await writeCompany({ seed, size: 'startup', now: now(), folder });
    await readCompany(workings, written, watch);
    await judgeAll(workings, watch);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
