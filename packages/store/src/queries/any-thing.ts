import { idPrefixes, type Noun, nouns, type WorkspaceId } from '@nonhuman/model';
import type { z } from 'zod';
import { type Db, sql } from '../db.ts';
import { nounTables } from '../inventory/noun-tables.ts';
import { IdentityRef } from './row-shapes.ts';
import { lastMomentOf, type Thing, thingsAt, withIds } from './things-at.ts';

/** A row of whatever noun, and the identity that it is or belongs to. */
export interface AnyThing {
  readonly noun: Noun;
  readonly thing: Thing;
  readonly identity: z.infer<typeof IdentityRef> | null;
}

/** The noun of an id by its first letters; null when it is none of ours. */
export function nounOf(id: string): Noun | null {
  return nouns.find((noun) => id.startsWith(`${idPrefixes[noun]}_`)) ?? null;
}

/** A row by its id, as it was known at a moment; null: now, or when it was last there. Null when there never was one. */
export async function readThing(
  db: Db,
  workspaceId: WorkspaceId,
  { id, at }: { readonly id: string; readonly at: Date | null },
): Promise<AnyThing | null> {
  const noun = nounOf(id);
  if (noun === null) return null;
  const read = async (moment: Date | null) => {
    const [thing] = await thingsAt(db, workspaceId, {
      noun,
      at: moment,
      which: withIds([id]),
      limit: 1,
    });
    return thing ?? null;
  };
  let thing = await read(at);
  if (thing === null && at === null) {
    const last = await lastMomentOf(db, workspaceId, id);
    thing = last === null ? null : await read(last);
  }
  if (thing === null) return null;
  return { noun, thing, identity: await holderOf(db, workspaceId, { noun, id }) };
}

/** What a person calls a row, by its facts. */
export function nameOf(noun: Noun, facts: Readonly<Record<string, unknown>>): string {
  const text = (name: string, of: unknown = facts) => {
    const value = typeof of === 'object' && of !== null ? Reflect.get(of, name) : null;
    return typeof value === 'string' ? value : null;
  };
  const own = text('name') ?? text('title') ?? text('name', facts['owner']);
  if (own !== null) return own;
  const grant = text('entitlementKey');
  if (grant !== null) return `${grant} on ${text('on') ?? '?'}`;
  const from = text('name', facts['from']);
  return from === null ? noun : `${from} ${text('kind') ?? ''} ${text('key', facts['to']) ?? ''}`;
}

const holders: Partial<Record<Noun, string>> = {
  identity: 'id',
  instance: 'identity_id',
  credential: 'identity_id',
  grant: 'principal_id',
  delegation: 'from_id',
  exposure: 'identity_id',
  'secret-reference': 'identity_id',
  ownership: 'subject_id',
};

function holderOf(db: Db, workspaceId: WorkspaceId, { noun, id }: { noun: Noun; id: string }) {
  const column = holders[noun];
  if (column === undefined) return null;
  return db.maybeOne(
    IdentityRef,
    sql`select i.id, i.name, i.kind, i.provider
        from ${sql.identifier(nounTables[noun].name)} t
        join identity i on i.workspace_id = t.workspace_id and i.id = t.${sql.identifier(column)}
        where t.workspace_id = ${workspaceId} and t.id = ${id}`,
  );
}
