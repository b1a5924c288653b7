import { type Sql, sql } from '../db.ts';

/** Where the page before ended. `value` is the sort's value as PostgreSQL writes it. */
export interface After {
  readonly value: string;
  readonly id: string;
}

/** An order of a list: an expression over its row, unique with the row's id. */
export interface Sorting {
  readonly by: Sql;
  readonly as: 'text' | 'int4' | 'timestamptz';
  readonly descending: boolean;
}

/** What a page is asked for. */
export interface PageRequest {
  readonly after: After | null;
  readonly limit: number;
}

/** The rows of a page, and where it ended when there are more. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly next: After | null;
}

/** The condition that a row comes after the position; `true` for the first page. */
export function isAfter(sorting: Sorting, after: After | null, id: Sql): Sql {
  if (after === null) return sql`true`;
  const value = sql`${after.value}::${sql.identifier(sorting.as)}`;
  return sorting.descending
    ? sql`(${sorting.by}, ${id}) < (${value}, ${after.id})`
    : sql`(${sorting.by}, ${id}) > (${value}, ${after.id})`;
}

/** The order by clause, for an inner select that names the sort's expression. */
export function inOrder(sorting: Sorting, id: Sql): Sql {
  const way = sorting.descending ? sql`desc` : sql`asc`;
  return sql`${sorting.by} ${way}, ${id} ${way}`;
}

/** Cuts one row more than asked for into a page. Each row brings its `sortValue`. */
export function pageFrom<Row extends { readonly id: string; readonly sortValue: string }>(
  rows: readonly Row[],
  limit: number,
): Page<Row> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    rows: kept,
    next: rows.length > limit && last ? { value: last.sortValue, id: last.id } : null,
  };
}
