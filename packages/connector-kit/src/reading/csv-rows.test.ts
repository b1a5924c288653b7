import { describe, expect, it } from 'vitest';
import type { FileProblem } from '../problems.ts';
import { importFile } from '../testing/import-files.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';

async function read(text: string | Uint8Array, required: string[] = []) {
  const rows: CsvRow[] = [];
  const bad: string[] = [];
  let problem: FileProblem | null = null;
  try {
    const file = importFile('x.csv', text, { chunkBytes: 16 });
    const onBadRow = (_: number, told: string) => bad.push(told);
    for await (const row of csvRows(file, { required, onBadRow })) rows.push(row);
  } catch (error) {
    problem = error as FileProblem;
  }
  return { rows, bad, problem };
}

describe('csvRows', () => {
  it.each([
    ['commas', 'user,arn\nada,"a,1"\n'],
    ['semicolons', 'user;arn\nada;a,1\n'],
    ['tabs', 'user\tarn\nada\ta,1\n'],
    ['a mark and Windows line ends', '\ufeffuser,arn\r\nada,"a,1"\r\n'],
    ['UTF-16', Buffer.from('\ufeffuser,arn\r\nada,"a,1"\r\n', 'utf16le')],
  ])('reads rows by column name with %s', async (_, text) => {
    const { rows, problem } = await read(text);

    expect(problem).toBeNull();
    expect(rows).toEqual([{ line: 2, cells: { user: 'ada', arn: 'a,1' } }]);
  });

  it('reads what mysql --batch escapes: tabs, line ends, backslashes, and NULL as empty', async () => {
    const text = 'user\tnote\tlast\nada\ta\\tb\\nc\\\\d "quoted"\tNULL\n';
    const rows: CsvRow[] = [];

    const file = importFile('x.tsv', text, { chunkBytes: 16 });
    for await (const row of csvRows(file, { required: ['user'], escapes: 'backslash' }))
      rows.push(row);

    expect(rows.map(({ cells }) => cells)).toEqual([
      { user: 'ada', note: 'a\tb\nc\\d "quoted"', last: '' },
    ]);
  });

  it('names the columns that it misses', async () => {
    const { problem } = await read('user\nada\n', ['user', 'arn', 'mfa_active']);

    expect(problem?.message).toBe('line 1: no column arn, mfa_active');
  });

  it('loses only the row whose fields do not fit', async () => {
    const { rows, bad } = await read('a,b\n1,2\n3\n4,5\n');

    expect(rows.map((row) => row.cells['a'])).toEqual(['1', '4']);
    expect(bad).toEqual(['line 3: expected 2 fields, found 1']);
  });

  it.each([
    [
      'in the middle of a row',
      'a,b\n1,2\n3',
      'line 3: expected 2 fields, found 1: the file was cut off here',
    ],
    [
      'inside quotes',
      'a,b\n1,2\n3,"4',
      'not valid CSV (CSV_QUOTE_NOT_CLOSED): the file was cut off here',
    ],
  ])('keeps what stood before a file that ends %s', async (_, text, message) => {
    const { rows, problem } = await read(text);

    expect(rows).toHaveLength(1);
    expect(problem?.message).toContain(message);
  });
});
