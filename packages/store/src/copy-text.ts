import { jsonText, storableText, timestampText } from './sql.ts';

const ready = Symbol('ready JSON');

/** A value of a `json` or `jsonb` column that is text already. */
export interface ReadyJson {
  readonly [ready]: string;
}

/** Takes what `jsonText` gave, so that it is not made again. */
export function readyJson(text: string): ReadyJson {
  return { [ready]: text };
}

/** How a column's values are written. */
export type ColumnForm = 'plain' | 'json';

/**
 * Makes lines of COPY's text format, each with its newline, in columns of these forms. What it gives
 * throws a `TypeError` for what has no form.
 */
export function copyLines(forms: readonly ColumnForm[]): (values: readonly unknown[]) => string {
  // Many columns say the same in row after row, and need not be written anew.
  const last: { value: unknown; text: string }[] = forms.map(() => ({ value: null, text: '\\N' }));
  return (values) => {
    if (values.length !== forms.length) {
      throw new TypeError(`a row of ${values.length} values was given for ${forms.length} columns`);
    }
    let line = '';
    for (const [index, before] of last.entries()) {
      const value = values[index];
      if (value !== before.value || typeof value === 'object') {
        before.text = copyField(value, forms[index] ?? 'plain');
        before.value = value;
      }
      line += index === 0 ? before.text : `\t${before.text}`;
    }
    return `${line}\n`;
  };
}

function copyField(value: unknown, form: ColumnForm): string {
  if (value === null) return '\\N';
  if (form === 'json') return escapeJson(isReady(value) ? value[ready] : jsonText(value));
  return escapeField(plainText(value));
}

function isReady(value: unknown): value is ReadyJson {
  return typeof value === 'object' && value !== null && ready in value;
}

/** Within JSON, control characters are written as escapes already. */
function escapeJson(text: string): string {
  return text.includes('\\') ? text.replaceAll('\\', '\\\\') : text;
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return momentText(value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return arrayText(value);
  throw new TypeError(`a value of COPY cannot be ${typeof value}`);
}

let lastMoment = Number.NaN;
let lastMomentText = '';

/** Rows that are written together mostly carry the same moment. */
function momentText(date: Date): string {
  const moment = date.getTime();
  if (moment !== lastMoment) {
    lastMomentText = timestampText(date);
    lastMoment = moment;
  }
  return lastMomentText;
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
