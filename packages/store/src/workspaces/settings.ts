import type { WorkspaceId } from '@nonhuman/model';
import { z } from 'zod';
import { type Db, sql } from '../db.ts';

const Value = z.object({ value: z.json() });

/** What a workspace has set under this name; null when it never did. Throws when it does not fit the schema. */
export async function readSetting<Schema extends z.ZodType>(
  db: Db,
  workspaceId: WorkspaceId,
  { name, schema }: { readonly name: string; readonly schema: Schema },
): Promise<z.output<Schema> | null> {
  const row = await db.maybeOne(
    Value,
    sql`select value from setting where workspace_id = ${workspaceId} and name = ${name}`,
  );
  return row === null ? null : schema.parse(row.value);
}

/** Sets it, whatever it was before. Never a secret. */
export async function writeSetting(
  db: Db,
  workspaceId: WorkspaceId,
  { name, value }: { readonly name: string; readonly value: z.core.util.JSONType },
): Promise<void> {
  await db.run(
    sql`insert into setting (workspace_id, name, value)
        values (${workspaceId}, ${name}, ${sql.json(value)})
        on conflict (workspace_id, name) do update set value = excluded.value`,
  );
}
