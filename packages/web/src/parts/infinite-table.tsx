import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { countOf, formatCount } from '../formats.ts';
import { type Column, type Sorting, TableHead, TableRow } from './table.tsx';

interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isPlaceholderData: boolean;
  readonly fetchNextPage: () => unknown;
}

/** A long list of which only what is near the window is in the page; it fetches on as one scrolls. */
export function InfiniteTable<T>({
  label,
  columns,
  rows,
  keyOf,
  sorting,
  total,
  query,
  empty,
}: {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  sorting: Sorting;
  total: number | undefined;
  query: Pages;
  empty: ReactNode;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const list = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (window.matchMedia('(min-width: 48rem)').matches ? 57 : 260),
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
  });
  const shown = list.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 20) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, rows.length]);

  if (rows.length === 0) return <div className="panel">{empty}</div>;
  const before = (shown[0]?.start ?? 0) - list.options.scrollMargin;
  const after = list.getTotalSize() - ((shown.at(-1)?.end ?? 0) - list.options.scrollMargin);
  return (
    <div className={`min-w-0 ${query.isPlaceholderData ? 'opacity-60' : ''}`}>
      <div className="panel overflow-x-auto">
        <table
          className="w-full text-left text-sm max-md:block"
          aria-label={label}
          aria-rowcount={(total ?? rows.length) + 1}
        >
          <TableHead columns={columns} sorting={sorting} />
          <tbody ref={body} className="max-md:block">
            <Gap height={before} span={columns.length} />
            {shown.map(({ index }) => {
              const row = rows[index];
              return row === undefined ? null : (
                <TableRow
                  key={keyOf(row)}
                  columns={columns}
                  row={row}
                  measure={{ index, ref: list.measureElement }}
                />
              );
            })}
            <Gap height={after} span={columns.length} />
          </tbody>
        </table>
      </div>
      <Foot loaded={rows.length} total={total} query={query} />
    </div>
  );
}

function Foot({
  loaded,
  total,
  query: { hasNextPage, isFetchingNextPage, fetchNextPage },
}: {
  loaded: number;
  total: number | undefined;
  query: Pages;
}) {
  return (
    <div className="flex items-center justify-between gap-3 px-1 py-3 text-sm text-soft">
      <span role="status">
        {total === undefined
          ? countOf(loaded, 'row')
          : `${formatCount(loaded)} of ${formatCount(total)} loaded`}
      </span>
      {hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {isFetchingNextPage ? 'Loading' : 'Load more'}
        </button>
      )}
    </div>
  );
}

/** Holds the place of rows that are not in the page. */
function Gap({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className="max-md:block">
      <td colSpan={span} className="p-0 max-md:block" style={{ height }} />
    </tr>
  );
}
