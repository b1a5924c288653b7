import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { ImportFile } from '../importer.ts';
import { FileProblem } from '../problems.ts';
import { utf8Chunks } from './utf8-chunks.ts';

/** One row by column name, with the line that it ends on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvRowsOptions {
  /** Columns without which the file cannot be read. */
  readonly required: readonly string[];
  /** Told of a row whose number of fields differs from the header's; the rest goes on. */
  readonly onBadRow?: (line: number, problem: string) => void;
  /**
   * How a cell says what would end it: `quotes` around it (CSV), unless told, or `backslash` before it
   * as `mysql --batch` writes, where `NULL` is an empty cell and quotes are what they are.
   */
  readonly escapes?: 'quotes' | 'backslash';
}

/**
 * The rows of a CSV file with a header line; comma, semicolon or tab, as the header tells.
 *
 * Throws `FileProblem` when a required column is missing, when quotes do not close, and when the last
 * row is cut short; rows before that have been given.
 */
export async function* csvRows(file: ImportFile, options: CsvRowsOptions): AsyncGenerator<CsvRow> {
  const chunks = utf8Chunks(file);
  const first = await chunks.next();
  if (first.done) throw new FileProblem('malformed', 'the file is empty');

  const tell = (found: Broken) => options.onBadRow?.(found.line, problemText(found));
  const skipped: Broken[] = [];
  let header: readonly string[] | null = null;
  let broken: Broken | null = null;
  const { escapes = 'quotes' } = options;
  const rows = records(joined(first.value, chunks), { skipped, escapes });
  for await (const { record, info } of rows) {
    if (header === null) {
      header = record.map((name) => name.trim());
      requireColumns(header, options.required);
      continue;
    }
    if (broken) tell(broken);
    broken = null;
    if (record.length === header.length)
      yield {
        line: info.lines,
        cells: cellsOf(header, escapes === 'quotes' ? record : record.map(unescaped)),
      };
    else
      broken = {
        line: info.lines,
        problem: `expected ${header.length} fields, found ${record.length}`,
      };
  }
  const unclosed = skipped.findIndex((found) => found.problem.includes('QUOTE_NOT_CLOSED'));
  const cutOff = unclosed < 0 ? broken : (skipped.splice(unclosed, 1)[0] ?? null);
  for (const found of skipped) tell(found);
  if (cutOff)
    throw new FileProblem('malformed', `${problemText(cutOff)}: the file was cut off here`);
}

interface Broken {
  readonly line: number;
  readonly problem: string;
}

function problemText({ line, problem }: Broken): string {
  return `line ${line}: ${problem}`;
}

async function* records(
  chunks: AsyncGenerator<Uint8Array>,
  { skipped, escapes }: { readonly skipped: Broken[]; readonly escapes: 'quotes' | 'backslash' },
): AsyncGenerator<Parsed> {
  const first = await chunks.next();
  if (first.done) return;
  const parser = parse({
    delimiter: escapes === 'quotes' ? delimiterOf(first.value) : '\t',
    ...(escapes === 'quotes' ? {} : { quote: null }),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: 16_777_216,
    on_skip(error) {
      if (!(error instanceof CsvError)) return undefined;
      const line = Number(error['lines'] ?? 0);
      skipped.push({ line, problem: `not valid CSV (${error.code})` });
      return undefined;
    },
  });
  yield* Readable.from(joined(first.value, chunks)).pipe(parser) as AsyncIterable<Parsed>;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* joined(first: Uint8Array, rest: AsyncIterable<Uint8Array>) {
  yield first;
  yield* rest;
}

function delimiterOf(start: Uint8Array): string {
  const head = new TextDecoder().decode(start.subarray(0, 8192)).split('\n')[0] ?? '';
  const count = (delimiter: string) => head.split(delimiter).length;
  const [best] = [',', ';', '\t'].sort((a, b) => count(b) - count(a));
  return best ?? ',';
}

function requireColumns(header: readonly string[], required: readonly string[]) {
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw new FileProblem('malformed', `line 1: no column ${missing.join(', ')}`);
}

const escaped: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', 0: '\0' };

function unescaped(cell: string): string {
  if (cell === 'NULL') return '';
  return cell.includes('\\')
    ? cell.replaceAll(/\\(.)/g, (_, letter: string) => escaped[letter] ?? letter)
    : cell;
}

function cellsOf(header: readonly string[], record: readonly string[]) {
  return Object.fromEntries(header.map((name, index) => [name, record[index] ?? '']));
}
