import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';

/** A column of a table. On narrow screens a row becomes a card and the title a label. */
export interface Column<T> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** The name of the sort that a click on its head asks for. */
  readonly sort?: string;
  /** Numbers stand to the right. */
  readonly isNumber?: boolean;
  /** The name of the row: without a label on a card. */
  readonly isName?: boolean;
  readonly className?: string;
  /** Of the head alone; a column that hides must hide there too. */
  readonly headClassName?: string;
}

export interface Sorting {
  readonly by: string;
  readonly order: 'asc' | 'desc';
  readonly change: (sort: string) => void;
}

/** Rows under columns; cards on narrow screens. */
export function Table<T>({
  label,
  columns,
  rows,
  keyOf,
  sorting,
}: {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  sorting?: Sorting;
}) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-sm max-md:block" aria-label={label}>
        <TableHead columns={columns} {...(sorting === undefined ? {} : { sorting })} />
        <tbody className="max-md:block">
          {rows.map((row) => (
            <TableRow key={keyOf(row)} columns={columns} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function TableHead<T>({
  columns,
  sorting,
}: {
  columns: readonly Column<T>[];
  sorting?: Sorting;
}) {
  return (
    <thead className="max-md:sr-only">
      <tr className="border-b border-line">
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            className={`px-3 py-2 text-xs font-medium whitespace-nowrap text-soft first:pl-4 last:pr-4 ${column.isNumber ? 'text-right' : ''} ${column.headClassName ?? ''}`}
            {...ariaSort(column, sorting)}
          >
            {column.sort !== undefined && sorting !== undefined ? (
              <SortButton title={column.title} sort={column.sort} sorting={sorting} />
            ) : (
              column.title
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ariaSort<T>(column: Column<T>, sorting: Sorting | undefined) {
  if (column.sort === undefined || sorting?.by !== column.sort) return {};
  return { 'aria-sort': sorting.order === 'asc' ? 'ascending' : 'descending' } as const;
}

function SortButton({ title, sort, sorting }: { title: string; sort: string; sorting: Sorting }) {
  const isBy = sorting.by === sort;
  const Arrow = sorting.order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      className={`-mx-1 inline-flex items-center gap-1 rounded px-1 hover:text-ink ${isBy ? 'text-ink' : ''}`}
      onClick={() => sorting.change(sort)}
    >
      {title}
      <Arrow aria-hidden className={`size-3.5 ${isBy ? '' : 'opacity-0'}`} />
    </button>
  );
}

export function TableRow<T>({
  columns,
  row,
  measure,
}: {
  columns: readonly Column<T>[];
  row: T;
  /** Of a list that is not wholly in the page. */
  measure?: { index: number; ref: (element: Element | null) => void };
}) {
  const measured =
    measure === undefined
      ? {}
      : { ref: measure.ref, 'data-index': measure.index, 'aria-rowindex': measure.index + 2 };
  return (
    <tr
      {...measured}
      className="border-b border-line last:border-0 hover:bg-hover/60 max-md:block max-md:px-4 max-md:py-3"
    >
      {columns.map((column) => (
        <td
          key={column.id}
          className={`px-3 py-2 align-top first:pl-4 last:pr-4 max-md:flex max-md:justify-between max-md:gap-4 max-md:p-0 max-md:py-0.5 max-md:first:pl-0 max-md:last:pr-0 ${column.isNumber ? 'tabular-nums md:text-right' : ''} ${column.className ?? ''}`}
        >
          {!column.isName && (
            <span aria-hidden className="shrink-0 text-soft md:hidden">
              {column.title}
            </span>
          )}
          <div className={`min-w-0 ${column.isName ? '' : 'max-md:text-right'}`}>
            {column.cell(row)}
          </div>
        </td>
      ))}
    </tr>
  );
}
