import { z } from 'zod';

/** Rows of one page, unless told. */
export const defaultLimit = 50;
/** Rows of one page, at most. */
export const maxLimit = 200;

/** The query of every paged list. `cursor` is what the page before gave as `nextCursor`; it is opaque. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit),
  cursor: z.string().min(1).max(8192).optional(),
};

/** One page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    /** Null on the last page. */
    nextCursor: z.string().nullable(),
  });
}

/** Where the page before ended: its sort value and id, under which sort. */
export const Position = z.object({
  /** The name of the sort with its order; a cursor of another sort is refused. */
  sort: z.string().max(64),
  value: z.string(),
  id: z.string().max(64),
});
export type Position = z.infer<typeof Position>;

/** The opaque text of a position. */
export function encodeCursor(position: Position): string {
  const bytes = new TextEncoder().encode(
    JSON.stringify([position.sort, position.value, position.id]),
  );
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The position that a cursor holds; null when it is not one of ours or of another sort. */
export function decodeCursor(cursor: string, sort: string): Position | null {
  let parsed: unknown;
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(binary, (char) => char.charCodeAt(0)),
    );
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) return null;
  const position = Position.safeParse({ sort: parsed[0], value: parsed[1], id: parsed[2] });
  return position.success && position.data.sort === sort ? position.data : null;
}
