import { never, type Observed, seen, type Timestamp, timestampOf, unknown } from '@nonhuman/model';
import type { dateFormats, Field } from '../schema.ts';

/** One row or record of an export. */
export type Row = Readonly<Record<string, unknown>>;
type DateFormat = (typeof dateFormats)[number];

/** The text of a field; null when the column is empty or not there. */
export function textOf(field: Field | undefined, row: Row): string | null {
  if (field === undefined) return null;
  if (typeof field === 'object' && 'constant' in field) return field.constant;
  const column = typeof field === 'string' ? field : field.column;
  const written = scalarText(valueAt(row, column));
  if (written === null) return null;
  const lookup = typeof field === 'object' ? field.values : undefined;
  return lookup && Object.hasOwn(lookup, written) ? (lookup[written] ?? null) : written;
}

/** Own members only: the top by the whole name, else along the dots. */
function valueAt(row: Row, column: string): unknown {
  if (Object.hasOwn(row, column)) return row[column];
  let value: unknown = row;
  for (const name of column.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Row)[name];
  }
  return value;
}

function scalarText(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(scalarText).filter(Boolean).join(',') || null;
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** A date that a field tells. Throws `RangeError` for a value that is no date in its format. */
export function timeOf(
  field: Field | undefined,
  row: Row,
  { dates, what }: { readonly dates: DateFormat; readonly what: string },
): Observed<Timestamp> {
  if (field === undefined) return unknown(`the export has no column for ${what}`);
  const written = textOf(field, row);
  if (written === null) return unknown(`the export leaves ${what} empty`);
  const column = typeof field === 'object' && 'column' in field ? field : null;
  if (column?.never?.includes(written)) return never;
  const time = dateIn(written, column?.format ?? dates);
  if (time === null)
    throw new RangeError(`${what} is no date of the form ${column?.format ?? dates}`);
  return seen(time);
}

function dateIn(text: string, format: DateFormat): Timestamp | null {
  if (format === 'iso') return /^\d{4}-\d{2}/.test(text) ? timestampOf(withZone(text)) : null;
  if (format === 'epoch-seconds' || format === 'epoch-milliseconds') {
    const number = Number(text);
    return Number.isFinite(number)
      ? timestampOf(number * (format === 'epoch-seconds' ? 1000 : 1))
      : null;
  }
  const parts =
    format === 'YYYYMMDD'
      ? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
      : /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s.*)?$/.exec(text);
  if (!parts) return null;
  const [first, second, third] = parts.slice(1).map(Number) as [number, number, number];
  if (format === 'YYYYMMDD') return dayOf(first, second, third);
  return format === 'MM/DD/YYYY' ? dayOf(third, first, second) : dayOf(third, second, first);
}

/** A time without a zone is taken for UTC, not for the zone of whoever imports. */
function withZone(text: string): string {
  const isoText = text.replace(' ', 'T').replace(/T(.*) ?UTC$/, 'T$1Z');
  return /T[\d:.]+$/.test(isoText) ? `${isoText}Z` : isoText;
}

function dayOf(year: number, month: number, day: number): Timestamp | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString() : null;
}
