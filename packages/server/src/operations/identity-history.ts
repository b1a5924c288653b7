import type { FieldChange, HistoryEntry, RequestParts, Routes } from '@nonhuman/api-contract';
import { type IdentityId, NhiError } from '@nonhuman/model';
import { type ChangeRow, nameOf, pageHistory, readThing } from '@nonhuman/store';
import { z } from 'zod';
import type { Workings } from '../workings.ts';
import { afterOf, pageAnswer } from './cursors.ts';

const sort = 'at:desc';
type Query = RequestParts<Routes['getIdentityHistory']>['query'];

/** What changed about an identity and what belongs to it, newest first. Throws `NOT_FOUND`. */
export async function identityHistory(
  { db, workspaceId }: Workings,
  { id, limit, cursor }: Query & { readonly id: IdentityId },
): Promise<{ items: HistoryEntry[]; nextCursor: string | null }> {
  const after = afterOf(cursor, { sort, kind: 'time' });
  const known = await readThing(db, workspaceId, { id, at: null });
  if (known === null) throw new NhiError('NOT_FOUND', { hint: 'No identity has this id.' });
  return pageAnswer(await pageHistory(db, workspaceId, { id, after, limit }), sort, entryOf);
}

function entryOf({ at, change, thingId, noun, before, after }: ChangeRow): HistoryEntry {
  const shown = after ?? before;
  return {
    at,
    change,
    thing: { id: thingId, noun, name: shown === null ? noun : nameOf(noun, shown) },
    fields: change === 'changed' ? fieldChanges(before ?? {}, after ?? {}) : [],
  };
}

type Facts = Readonly<Record<string, unknown>>;
const Json = z.json();

/** What differs, by field; tags and attributes one level deeper. */
export function fieldChanges(before: Facts, after: Facts): FieldChange[] {
  const flatBefore = flat(before);
  const flatAfter = flat(after);
  const fields = [...new Set([...flatBefore.keys(), ...flatAfter.keys()])];
  return fields
    .toSorted()
    .map((field) => ({
      field,
      before: Json.parse(flatBefore.get(field) ?? null),
      after: Json.parse(flatAfter.get(field) ?? null),
    }))
    .filter((change) => canonical(change.before) !== canonical(change.after));
}

function flat(facts: Facts): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(facts)) {
    const isOpen = (name === 'attributes' || name === 'tags') && isRecord(value);
    if (!isOpen) fields.set(name, value);
    else for (const [inner, one] of Object.entries(value)) fields.set(`${name}.${inner}`, one);
  }
  return fields;
}

/** The same text for equal values, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
