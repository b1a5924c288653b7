import { decodeCursor, encodeCursor } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import type { After, Page } from '@nonhuman/store';

/** What the values of a sort look like in a cursor. */
export type CursorKind = 'text' | 'integer' | 'time';

/** Where a cursor points to; null without one. Throws `CURSOR_INVALID` unless it was made for this order. */
export function afterOf(
  cursor: string | undefined,
  { sort, kind }: { readonly sort: string; readonly kind: CursorKind },
): After | null {
  if (cursor === undefined) return null;
  const position = decodeCursor(cursor, sort);
  if (position === null || !fits(position.value, kind)) {
    throw new NhiError('CURSOR_INVALID', {
      hint: 'Start from the first page again, with the filters and order of that page.',
    });
  }
  return { value: position.value, id: position.id };
}

/** A page of rows as it is answered. */
export function pageAnswer<Row, Item>(
  page: Page<Row>,
  sort: string,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const { rows, next } = page;
  return {
    items: rows.map(toItem),
    nextCursor: next === null ? null : encodeCursor({ sort, ...next }),
  };
}

const time = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d{1,6})?\+00$/;

/** PostgreSQL would refuse anything else with an error that is not the caller's to read. */
function fits(value: string, kind: CursorKind): boolean {
  if (kind === 'text') return !value.includes('\0');
  if (kind === 'integer') return /^-?\d{1,9}$/.test(value);
  if (value === 'infinity' || value === '-infinity') return true;
  const parts = time.exec(value);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const written = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}.000Z`;
  return year > 0 && date.toISOString() === written;
}
