import { FileProblem } from '@nonhuman/connector-kit';
import type { HclAttribute, HclBlock, HclBody } from './hcl-data.ts';
import { at, isRecord, type Json, type JsonRecord } from './json-value.ts';

const maxDepth = 100;

/** Reads HCL2 as data, evaluating nothing. Throws `FileProblem` with the line; its message never quotes the text. */
export function readHcl(text: string): HclBody {
  const reader: Reader = {
    text,
    at: text.startsWith('\uFEFF') ? 1 : 0,
    line: 1,
    depth: 0,
    keyLines: new WeakMap(),
  };
  return readBody(reader, null);
}

/** Where the keys of objects stand. */
type KeyLines = WeakMap<JsonRecord, ReadonlyMap<string, number>>;

function lineInside(
  keyLines: KeyLines,
  { value, line }: { readonly value: Json; readonly line: number },
  path: readonly (string | number)[],
): number {
  let current: Json | undefined = value;
  let nearest = line;
  for (const step of path) {
    if (isRecord(current)) nearest = keyLines.get(current)?.get(String(step)) ?? nearest;
    current = at(current, step);
  }
  return nearest;
}

interface Reader {
  readonly keyLines: KeyLines;
  readonly text: string;
  at: number;
  line: number;
  depth: number;
}

function malformed(reader: Reader, what: string): FileProblem {
  return new FileProblem('malformed', `Line ${reader.line}: ${what}`);
}

function readBody(reader: Reader, closing: '}' | null): HclBody {
  const attributes = new Map<string, HclAttribute>();
  const blocks: HclBlock[] = [];
  for (;;) {
    skipBlank(reader, true);
    if (reader.at >= reader.text.length) {
      if (closing) throw malformed(reader, 'a block is not closed');
      return { attributes, blocks };
    }
    if (closing && peek(reader) === closing) {
      reader.at++;
      return { attributes, blocks };
    }
    const line = reader.line;
    const name = readName(reader);
    skipBlank(reader, false);
    if (peek(reader) === '=' && reader.text[reader.at + 1] !== '=') {
      reader.at++;
      const value = readExpression(reader);
      const lineOf = (path: readonly (string | number)[]) =>
        lineInside(reader.keyLines, { value, line }, path);
      attributes.set(name, { value, line, lineOf });
    } else {
      blocks.push(readBlock(reader, name, line));
    }
  }
}

function readBlock(reader: Reader, type: string, line: number): HclBlock {
  const labels: string[] = [];
  for (;;) {
    skipBlank(reader, false);
    const next = peek(reader);
    if (next === '{') break;
    labels.push(next === '"' ? readQuoted(reader) : readName(reader));
  }
  reader.at++;
  const body = deeper(reader, () => readBody(reader, '}'));
  return { type, labels, line, ...body };
}

function deeper<T>(reader: Reader, read: () => T): T {
  if (++reader.depth > maxDepth) {
    throw new FileProblem('too-large', `Line ${reader.line}: more than ${maxDepth} levels deep`);
  }
  const result = read();
  reader.depth--;
  return result;
}

function peek({ text, at }: Reader): string {
  return text[at] ?? '';
}

/** Skips spaces and comments, and line ends too when asked. */
function skipBlank(reader: Reader, lineEnds: boolean): void {
  const { text } = reader;
  while (reader.at < text.length) {
    const next = peek(reader);
    if (next === '\n') {
      if (!lineEnds) return;
      reader.line++;
      reader.at++;
    } else if (next === ' ' || next === '\t' || next === '\r') {
      reader.at++;
    } else if (next === '#' || text.startsWith('//', reader.at)) {
      const end = text.indexOf('\n', reader.at);
      reader.at = end < 0 ? text.length : end;
    } else if (text.startsWith('/*', reader.at)) {
      const end = text.indexOf('*/', reader.at + 2);
      advanceTo(reader, end < 0 ? text.length : end + 2);
    } else {
      return;
    }
  }
}

function advanceTo(reader: Reader, end: number): void {
  for (let at = reader.text.indexOf('\n', reader.at); at >= 0 && at < end; ) {
    reader.line++;
    at = reader.text.indexOf('\n', at + 1);
  }
  reader.at = end;
}

const namePattern = /[A-Za-z_][\w-]*/y;

function readName(reader: Reader): string {
  if (peek(reader) === '"') return readQuoted(reader);
  namePattern.lastIndex = reader.at;
  const name = namePattern.exec(reader.text)?.[0];
  if (name === undefined) throw malformed(reader, 'a name was expected');
  reader.at += name.length;
  return name;
}

/** One expression: a literal as data, anything else as its source. */
function readExpression(reader: Reader): Json {
  skipBlank(reader, false);
  const start = { at: reader.at, line: reader.line };
  const value = deeper(reader, () => readLiteral(reader));
  const end = reader.at;
  skipBlank(reader, false);
  if (value !== undefined && endsExpression(reader)) {
    reader.at = Math.max(end, reader.at);
    return value;
  }
  reader.at = start.at;
  reader.line = start.line;
  return readSource(reader);
}

function endsExpression(reader: Reader): boolean {
  return ['', '\n', ',', '}', ']', ')'].includes(peek(reader));
}

function readLiteral(reader: Reader): Json | undefined {
  const next = peek(reader);
  if (next === '"') return readQuoted(reader);
  if (next === '[') return isFor(reader) ? undefined : readList(reader);
  if (next === '{') return isFor(reader) ? undefined : readObject(reader);
  if (reader.text.startsWith('<<', reader.at)) return readHeredoc(reader);
  const number = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])/y;
  number.lastIndex = reader.at;
  const digits = number.exec(reader.text)?.[0];
  if (digits !== undefined) {
    reader.at += digits.length;
    return Number(digits);
  }
  namePattern.lastIndex = reader.at;
  const word = namePattern.exec(reader.text)?.[0];
  if (word === undefined) return undefined;
  reader.at += word.length;
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return word === 'jsonencode' ? readJsonEncode(reader) : undefined;
}

function isFor({ text, at }: Reader): boolean {
  return /^\s{0,200}for\s/.test(text.slice(at + 1, at + 210));
}

function readJsonEncode(reader: Reader): Json | undefined {
  if (peek(reader) !== '(') return undefined;
  reader.at++;
  skipBlank(reader, true);
  const value = readExpression(reader);
  skipBlank(reader, true);
  if (peek(reader) !== ')') return undefined;
  reader.at++;
  return value;
}

function readList(reader: Reader): Json[] {
  const items: Json[] = [];
  reader.at++;
  for (;;) {
    skipBlank(reader, true);
    const next = peek(reader);
    if (next === '') throw malformed(reader, 'a list is not closed');
    if (next === ']') {
      reader.at++;
      return items;
    }
    if (next === ',') reader.at++;
    else items.push(readExpression(reader));
  }
}

function readObject(reader: Reader): JsonRecord {
  const entries: [string, Json][] = [];
  const lines = new Map<string, number>();
  reader.at++;
  for (;;) {
    skipBlank(reader, true);
    const next = peek(reader);
    if (next === '') throw malformed(reader, 'an object is not closed');
    if (next === '}') {
      reader.at++;
      const object = Object.fromEntries(entries);
      reader.keyLines.set(object, lines);
      return object;
    }
    if (next === ',') {
      reader.at++;
      continue;
    }
    const { line } = reader;
    const key = readKey(reader);
    lines.set(key, line);
    skipBlank(reader, false);
    if (peek(reader) !== '=' && peek(reader) !== ':')
      throw malformed(reader, 'a value was expected');
    reader.at++;
    skipBlank(reader, true);
    entries.push([key, readExpression(reader)]);
  }
}

function readKey(reader: Reader): string {
  if (peek(reader) !== '(')
    return /[\d.]/.test(peek(reader)) ? readDigits(reader) : readName(reader);
  const start = reader.at;
  skipBrackets(reader);
  return `\${${reader.text.slice(start + 1, reader.at - 1)}}`;
}

function readDigits(reader: Reader): string {
  const digits = /[\d.]+/y;
  digits.lastIndex = reader.at;
  const found = digits.exec(reader.text)?.[0] ?? '';
  reader.at += found.length;
  return found;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
};

/** A quoted text; interpolations stay as written. */
function readQuoted(reader: Reader): string {
  const { text } = reader;
  let value = '';
  reader.at++;
  for (;;) {
    const next = peek(reader);
    if (next === '' || next === '\n') throw malformed(reader, 'a text is not closed');
    if (next === '"') {
      reader.at++;
      return value;
    }
    if (next === '\\') {
      value += readEscape(reader);
    } else if ((next === '$' || next === '%') && text[reader.at + 1] === '{') {
      const start = reader.at++;
      if (text[start - 1] !== next) skipBrackets(reader);
      value += text.slice(start, reader.at);
    } else {
      value += next;
      reader.at++;
    }
  }
}

function readEscape(reader: Reader): string {
  const kind = reader.text[reader.at + 1] ?? '';
  const digits = kind === 'u' ? 4 : kind === 'U' ? 8 : 0;
  const code = Number.parseInt(reader.text.slice(reader.at + 2, reader.at + 2 + digits), 16);
  reader.at += 2 + digits;
  if (digits === 0) return escapes[kind] ?? kind;
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

const heredocStart = /<<(-?)([A-Za-z_]\w*)[ \t\r]*\n/y;

function readHeredoc(reader: Reader): string {
  heredocStart.lastIndex = reader.at;
  const [opening, indented, marker] = heredocStart.exec(reader.text) ?? [];
  if (opening === undefined) throw malformed(reader, 'a text of several lines does not begin well');
  reader.at += opening.length;
  reader.line++;
  const lines: string[] = [];
  for (;;) {
    const end = reader.text.indexOf('\n', reader.at);
    const line = reader.text.slice(reader.at, end < 0 ? undefined : end).replace(/\r$/, '');
    if (line.trim() === marker) {
      reader.at += line.length;
      return `${(indented ? outdented(lines) : lines).join('\n')}\n`;
    }
    if (end < 0) throw malformed(reader, 'a text of several lines is not closed');
    lines.push(line);
    reader.at = end + 1;
    reader.line++;
  }
}

function outdented(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = indents.reduce((least, one) => Math.min(least, one), Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(indent));
}

/** The source of an expression up to where it ends, as one interpolation. */
function readSource(reader: Reader): string {
  const start = reader.at;
  while (!endsExpression(reader)) {
    const next = peek(reader);
    if (next === '"') readQuoted(reader);
    else if (reader.text.startsWith('<<', reader.at)) readHeredoc(reader);
    else if (next === '(' || next === '[' || next === '{') skipBrackets(reader);
    else if (isComment(reader)) skipBlank(reader, false);
    else reader.at++;
  }
  if (reader.at === start) throw malformed(reader, 'an expression was expected');
  return `\${${reader.text.slice(start, reader.at).trim()}}`;
}

function isComment({ text, at }: Reader): boolean {
  return text[at] === '#' || text.startsWith('//', at) || text.startsWith('/*', at);
}

/** Skips from an opening bracket (or the brace of an interpolation) past its closing one. */
function skipBrackets(reader: Reader): void {
  let open = 0;
  do {
    const next = peek(reader);
    if (next === '') throw malformed(reader, 'a bracket is not closed');
    if (next === '"') {
      deeper(reader, () => readQuoted(reader));
      continue;
    }
    if (isComment(reader)) {
      skipBlank(reader, false);
      continue;
    }
    if (reader.text.startsWith('<<', reader.at) && isHeredoc(reader)) {
      readHeredoc(reader);
      continue;
    }
    if ('([{'.includes(next)) open++;
    if (')]}'.includes(next)) open--;
    if (next === '\n') reader.line++;
    reader.at++;
  } while (open > 0);
}

function isHeredoc({ text, at }: Reader): boolean {
  heredocStart.lastIndex = at;
  return heredocStart.test(text);
}
