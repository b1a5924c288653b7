import { jsonText, storableText, timestampText } from './sql.ts';

/** How a column's values are written. */
export type ColumnForm = 'plain' | 'json';

/** One line of COPY's text format, with its newline. Throws a `TypeError` for what has no form. */
export function copyLine(values: readonly unknown[], forms: readonly ColumnForm[]): string {
  if (values.length !== forms.length) {
    throw new TypeError(`a row of ${values.length} values was given for ${forms.length} columns`);
  }
  let line = '';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) line += '\t';
    line += copyField(values[index], forms[index] ?? 'plain');
  }
  return `${line}\n`;
}

function copyField(value: unknown, form: ColumnForm): string {
  if (value === null) return '\\N';
  if (form === 'json') return escapeField(jsonText(value));
  return escapeField(plainText(value));
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return timestampText(value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return arrayText(value);
  throw new TypeError(`a value of COPY cannot be ${typeof value}`);
}

/** PostgreSQL's array literal, every element quoted so that no content is mistaken for syntax. */
function arrayText(values: readonly unknown[]): string {
  const entries = values.map((value) => {
    if (value === null) return 'NULL';
    if (Array.isArray(value)) return arrayText(value);
    return `"${plainText(value).replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${entries.join(',')}}`;
}

const special = /[\\\t\n\r\b\f\v]/g;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};

function escapeField(text: string): string {
  return text.replace(special, (character) => escapes[character] ?? character);
}
