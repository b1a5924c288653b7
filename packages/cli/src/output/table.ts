import { type Palette, printable } from './palette.ts';

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly colour?: (text: string, row: Row, palette: Palette) => string;
  /** Shrinks first when the terminal is narrow. */
  readonly flexible?: boolean;
}

const gap = 2;

/** A plain table with a heading; columns are cut, not wrapped, to fit the width. */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { palette, width }: { palette: Palette; width: number },
): string {
  const cells = rows.map((row) => columns.map((column) => printable(column.value(row))));
  const natural = columns.map((column, index) =>
    Math.max(column.title.length, ...cells.map((cell) => cell[index]?.length ?? 0)),
  );
  const widths = fit(natural, columns, width);
  const line = (texts: readonly string[], paint: (text: string, index: number) => string) =>
    texts
      .map((text, index) => paint(pad(text, widths[index] ?? 0, index === texts.length - 1), index))
      .join(' '.repeat(gap))
      .trimEnd();
  const heading = line(
    columns.map((column) => column.title),
    (text) => palette.dim(text),
  );
  const body = rows.map((row, rowIndex) =>
    line(
      cells[rowIndex] ?? [],
      (text, index) => columns[index]?.colour?.(text, row, palette) ?? text,
    ),
  );
  return [heading, ...body].join('\n');
}

function fit<Row>(
  natural: readonly number[],
  columns: readonly Column<Row>[],
  width: number,
): number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, each) => sum + each, 0) + gap * (columns.length - 1) - width;
  for (const flexible of [true, false]) {
    for (let index = 0; index < columns.length && over > 0; index += 1) {
      if (Boolean(columns[index]?.flexible) !== flexible) continue;
      const least = flexible ? 16 : 8;
      const cut = Math.min(over, Math.max(0, (widths[index] ?? 0) - least));
      widths[index] = (widths[index] ?? 0) - cut;
      over -= cut;
    }
  }
  return widths;
}

function pad(text: string, width: number, isLast: boolean): string {
  if (text.length > width) return `${text.slice(0, Math.max(0, width - 1))}…`;
  return isLast ? text : text.padEnd(width);
}
