import { FileProblem, type ImportFile, utf8Chunks } from '@nonhuman/connector-kit';

/** One value as LDIF writes it: text, or base64 of what is no plain text. */
export interface LdifValue {
  readonly text: string;
  readonly isBase64: boolean;
}

/** One entry of a directory, or one block without a name (the result of a search). */
export interface LdifRecord {
  /** Null for blocks that are no entry. */
  readonly dn: string | null;
  /** Where it starts, from 1. */
  readonly line: number;
  /** Values by attribute in lower case, options (`;binary`, `;range=…`) left out. */
  readonly values: ReadonlyMap<string, readonly LdifValue[]>;
  /** Attributes that the search asked for, in lower case, from the head of the file; null when not told. */
  readonly requested: readonly string[] | null;
}

/** What a file says of itself. */
export interface LdifEnd {
  /** The code of the last search result; null when the file has none (ldifde, `ldapsearch -LLL`). */
  readonly resultCode: number | null;
  /** The last page names a next one. */
  readonly goesOn: boolean;
}

const mostRecordChars = 32_000_000;

interface Reading {
  number: number;
  start: number;
  /** Logical lines of the record so far. */
  lines: string[];
  chars: number;
  /** The next continuation belongs to a comment. */
  inComment: boolean;
  resultCode: number | null;
  goesOn: boolean;
  hasHead: boolean;
  requested: string[] | null;
}

/**
 * The records of an LDIF file (RFC 2849) as `ldapsearch` and `ldifde` print it: folded lines are
 * joined, comments left out. Ends with what the file says of itself.
 *
 * Throws `FileProblem` with the line where a line is no LDIF, a record is too large, or the file was
 * cut off: inside of a record, or before the result that its head announces.
 */
export async function* ldifRecords(file: ImportFile): AsyncGenerator<LdifRecord, LdifEnd> {
  const reading: Reading = {
    number: 0,
    start: 1,
    lines: [],
    chars: 0,
    inComment: false,
    resultCode: null,
    goesOn: false,
    hasHead: false,
    requested: null,
  };
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of utf8Chunks(file)) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    if (rest.length > mostRecordChars) throw tooLarge(reading.number + 1);
    for (const piece of pieces) yield* takeLine(reading, piece.replace(/\r$/, ''));
  }
  rest += decoder.decode();
  if (rest !== '' || reading.lines.length > 0) yield* takeLast(reading, rest);
  if (reading.hasHead && reading.resultCode === null)
    throw cutOff(reading.number, 'before the result of the search');
  return { resultCode: reading.resultCode, goesOn: reading.goesOn };
}

function* takeLine(reading: Reading, line: string): Generator<LdifRecord> {
  reading.number += 1;
  if (line.startsWith(' ') || line.startsWith('\t')) {
    if (reading.inComment) return;
    const last = reading.lines.at(-1);
    if (last === undefined) {
      if (line.trim() === '') return;
      throw malformed(reading.number, 'a continued line stands where nothing is to be continued');
    }
    reading.lines[reading.lines.length - 1] = last + line.slice(1);
    countChars(reading, line);
    return;
  }
  reading.inComment = line.startsWith('#');
  if (reading.inComment) {
    takeComment(reading, line);
    return;
  }
  if (line === '') {
    yield* endRecord(reading);
    return;
  }
  if (reading.lines.length === 0) reading.start = reading.number;
  reading.lines.push(line);
  countChars(reading, line);
}

/** The head of `ldapsearch` tells what was asked for, and that a result will follow. */
function takeComment(reading: Reading, line: string): void {
  if (/^# (?:extended LDIF|LDAPv3)$/.test(line)) reading.hasHead = true;
  const requested = /^# requesting: (.+?)\s*$/.exec(line)?.[1];
  if (requested !== undefined)
    reading.requested =
      requested === 'ALL' ? ['*'] : requested.toLowerCase().split(/\s+/).filter(Boolean);
}

/** The last line has no end, or the last record no empty line after it: then something is missing. */
function* takeLast(reading: Reading, rest: string): Generator<LdifRecord> {
  if (rest !== '') yield* takeLine(reading, rest.replace(/\r$/, ''));
  const [first = ''] = reading.lines;
  if (reading.lines.length > 0 && !/^(?:search|result|ref|version)::? /i.test(first))
    throw cutOff(reading.number, 'inside of an entry');
  yield* endRecord(reading);
}

function* endRecord(reading: Reading): Generator<LdifRecord> {
  const { lines, start } = reading;
  reading.lines = [];
  reading.chars = 0;
  if (lines.length === 0) return;
  const values = new Map<string, LdifValue[]>();
  let dn: string | null = null;
  for (const [index, line] of lines.entries()) {
    const told = lineOf(line);
    if (told === null) throw malformed(start + index, 'a line is neither attribute nor comment');
    const { name, value } = told;
    if (name === 'dn') dn = textOf(value);
    else if (name !== 'version' && name !== 'changetype') {
      const known = values.get(name);
      if (known) known.push(value);
      else values.set(name, [value]);
    }
  }
  if (dn === null) takeResult(reading, values);
  if (dn !== null || values.size > 0)
    yield { dn, line: start, values, requested: reading.requested };
}

function takeResult(reading: Reading, values: ReadonlyMap<string, readonly LdifValue[]>): void {
  const result = values.get('result')?.[0]?.text;
  const code = result === undefined ? null : /^\d+/.exec(result)?.[0];
  if (code === null || code === undefined) return;
  reading.resultCode = Number(code);
  const cookie = values.get('pagedresults')?.[0]?.text ?? '';
  reading.goesOn = /cookie=\S/.test(cookie);
}

/** `attr: text`, `attr:: base64`, `attr:< url`; null when it is none. */
function lineOf(line: string): { name: string; value: LdifValue } | null {
  const colon = line.indexOf(':');
  if (colon < 1) return null;
  const name = (line.slice(0, colon).split(';', 1)[0] ?? '').toLowerCase();
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) return null;
  const isBase64 = line[colon + 1] === ':';
  const text = line.slice(colon + (isBase64 ? 2 : 1)).replace(/^ +/, '');
  return { name, value: { text, isBase64 } };
}

/** The text of a value; base64 is UTF-8 inside. */
export function textOf({ text, isBase64 }: LdifValue): string {
  return isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text;
}

/** The bytes of a value. */
export function bytesOf({ text, isBase64 }: LdifValue): Uint8Array {
  return isBase64 ? Buffer.from(text, 'base64') : Buffer.from(text, 'utf8');
}

function countChars(reading: Reading, line: string): void {
  reading.chars += line.length;
  if (reading.chars > mostRecordChars) throw tooLarge(reading.start);
}

function tooLarge(line: number): FileProblem {
  return new FileProblem(
    'too-large',
    `line ${line}: an entry is larger than 32 million characters`,
  );
}

function malformed(line: number, what: string): FileProblem {
  return new FileProblem('malformed', `line ${line}: ${what}`);
}

function cutOff(line: number, where: string): FileProblem {
  return new FileProblem('malformed', `line ${line}: the file was cut off ${where}`);
}
