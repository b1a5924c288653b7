import type { AnyThing } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import { nameOf, readThing } from '@nonhuman/store';
import { z } from 'zod';
import type { Workings } from '../workings.ts';

const Value = z.record(z.string(), z.json());

/** Any row of the inventory by its id. Throws `NOT_FOUND`. */
export async function showThing(
  { db, workspaceId }: Workings,
  asked: { readonly id: string; readonly at: Date | null },
): Promise<AnyThing> {
  const found = await readThing(db, workspaceId, asked);
  if (found === null) throw new NhiError('NOT_FOUND', { hint: 'Nothing has this id.' });
  const { noun, thing, identity } = found;
  const { value } = thing;
  return {
    ...thing,
    noun,
    name: nameOf(noun, value),
    provider: value.provider,
    identity,
    value: Value.parse(value),
  };
}
