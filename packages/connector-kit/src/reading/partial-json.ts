import type { FileHead } from '../importer.ts';

interface Cursor {
  readonly text: string;
  at: number;
}

const cut = Symbol('cut');
const maxDepth = 64;

/**
 * The first JSON value of a text that may stop anywhere: what stands before the end is kept, open
 * lists and objects are closed. Undefined when it does not start like JSON. For telling what a file
 * is; never for its content.
 */
export function partialJson(text: string): unknown {
  const cursor = { text, at: 0 };
  const value = readValue(cursor, 0);
  return value === cut ? undefined : value;
}

function readValue(cursor: Cursor, depth: number): unknown {
  skipSpace(cursor);
  const start = cursor.text[cursor.at];
  if (start === undefined || depth > maxDepth) return cut;
  if (start === '{') return readObject(cursor, depth);
  if (start === '[') return readArray(cursor, depth);
  return readScalar(cursor);
}

function readObject(cursor: Cursor, depth: number): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  cursor.at += 1;
  for (;;) {
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== '"') break;
    const name = readScalar(cursor);
    skipSpace(cursor);
    if (typeof name !== 'string' || cursor.text[cursor.at] !== ':') break;
    cursor.at += 1;
    const value = readValue(cursor, depth + 1);
    if (value === cut) break;
    entries.push([name, value]);
    if (!skipComma(cursor)) break;
  }
  cursor.at += 1;
  return Object.fromEntries(entries);
}

function readArray(cursor: Cursor, depth: number): unknown[] {
  const values: unknown[] = [];
  cursor.at += 1;
  for (;;) {
    skipSpace(cursor);
    if (cursor.text[cursor.at] === ']') break;
    const value = readValue(cursor, depth + 1);
    if (value === cut) break;
    values.push(value);
    if (!skipComma(cursor)) break;
  }
  cursor.at += 1;
  return values;
}

const scalar = /"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null/y;

function readScalar(cursor: Cursor): unknown {
  scalar.lastIndex = cursor.at;
  const found = scalar.exec(cursor.text)?.[0];
  if (found === undefined) return cut;
  cursor.at += found.length;
  try {
    return JSON.parse(found);
  } catch {
    return cut;
  }
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
}

function skipComma(cursor: Cursor): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== ',') return false;
  cursor.at += 1;
  return true;
}

const parsedHeads = new WeakMap<FileHead, unknown>();

/** `partialJson` of a file's head, parsed once however many kinds ask. */
export function headJson(head: FileHead): unknown {
  if (!parsedHeads.has(head)) parsedHeads.set(head, partialJson(head.text));
  return parsedHeads.get(head);
}
